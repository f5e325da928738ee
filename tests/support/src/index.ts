export { createOpenPgpKey, type OpenPgpKey, type OpenPgpTimes } from './openpgp-key.ts';
export { webcryptoBackend } from './webcrypto-backend.ts';
