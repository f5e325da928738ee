export { webBackend } from './web-backend.ts';
