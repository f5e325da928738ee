export { openpgp } from './check-signature.ts';
export { OPENPGP_ERROR_CODES, type OpenPgpErrorCode } from './error-codes.ts';
export type { KeyProfile } from './key-profile.ts';
export { loadOpenPgpKey, type OpenPgpKeyOptions } from './load-key.ts';
export { OpenPgpError } from './openpgp-error.ts';
export { type DetachedSignature, readDetachedSignature } from './read-signature.ts';
export { toSslibPublicKey } from './sslib-key.ts';
