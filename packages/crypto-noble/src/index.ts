export { nobleBackend } from './noble-backend.ts';
