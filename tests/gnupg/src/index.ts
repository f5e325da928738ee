export { createGpgHome, type GpgHome, type GpgKeyRequest, MADE } from './gpg-home.ts';
export { HAS_GPG, withGpg } from './with-gpg.ts';
