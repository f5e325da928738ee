export { nodeBackend } from './node-backend.ts';
