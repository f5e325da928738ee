export { webBackend as webcryptoBackend } from '@intoto/crypto-web';

export {
  ACCEPTED,
  DATA,
  type KeyName,
  pkcs8Of,
  REFUSED,
  schemeOf,
  type SignatureVector,
  spkiOf,
} from './signature-vectors.ts';
export { failureOf } from './failure-of.ts';
export { codeOf, rejectionOf } from './rejection-of.ts';
export { someOf, THOROUGH } from './thorough.ts';
export { testEcdsaEncoding } from './test-ecdsa-encoding.ts';
export { testVerification } from './test-verification.ts';
export { testEd25519 } from './test-ed25519.ts';
export { testHashing } from './test-hashing.ts';
export { PSS_SALTS } from './pss-salts.ts';
export { createOpenPgpKey, type OpenPgpKey, type OpenPgpTimes } from './openpgp-key.ts';
