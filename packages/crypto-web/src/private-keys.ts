/** All that private keys need: one file for a page to load where one is used. */
export * from './pbes2.ts';
export { derivePublicKey, generateKey } from './web-private-keys.ts';
export * from './web-sign.ts';
