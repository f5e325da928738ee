/**
 * What a package needs that reads and writes further key formats, or that is a backend: the pieces that {@link loadPublicKey} and
 * {@link loadPrivateKey} of the main entry are made of. Programs that only use keys have no need of it.
 */
export {
  type DerElement,
  encodeDer,
  encodeDerInteger,
  expectTag,
  readDerElements,
  readDerSequence,
  readPositiveInteger,
} from './der.ts';
export { type DerStructure, recognizeDer } from './der-structure.ts';
export { decodeEcdsaSignature } from './ecdsa-signature.ts';
export { coordinateSize, curveOid } from './elliptic-curves.ts';
export { encodeEcdsaSignature } from './encode-ecdsa-signature.ts';
export { readKeyMaterial } from './read-key-material.ts';
export { createPrivateKey, encodePassword } from './load-private-key.ts';
export { encodeOid, OIDS, readOid } from './object-identifiers.ts';
export { encodePem, findPemBlock, type PemBlock } from './pem.ts';
export {
  encodePrivateKeyInfo,
  normalizePkcs8,
  type PrivateKeyParts,
  readPrivateKeyInfo,
  wrapPkcs1,
  wrapSec1,
} from './private-key-info.ts';
export { assertModulusSize, encodeSpki, type KeyMaterial, parseSpki } from './public-key-info.ts';
export { isBelowModulus } from './rsa-signature.ts';
export { hasSmallOrder } from './small-order.ts';
export { decodeSpacedHex } from './spaced-hex.ts';
export { createSslibPublicKey } from './sslib-public-key.ts';
