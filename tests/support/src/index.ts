export type { CryptoBackend } from '@intoto/crypto';
