export { createPkcs11Signer, type Pkcs11Signer, type Pkcs11SignerOptions } from './create-pkcs11-signer.ts';
export { PKCS11_ERROR_CODES, type Pkcs11ErrorCode } from './error-codes.ts';
export type { PinQuestion, PinSource } from './login.ts';
export { openPkcs11Signer, type OpenPkcs11SignerOptions } from './open-pkcs11-signer.ts';
export { Pkcs11Error } from './pkcs11-error.ts';
export { parsePkcs11Uri, type Pkcs11Uri } from './pkcs11-uri.ts';
export type { KeySelector } from './select-key.ts';
export type { TokenSelector } from './select-token.ts';
