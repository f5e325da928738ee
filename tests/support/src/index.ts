export { webcryptoBackend } from './webcrypto-backend.ts';
