/**
 * How a key's self-signatures are read. `reference` gives the key object that the Python reference exports. `strict` reads them
 * as RFC 4880 says: it refuses revoked keys, leaves out subkeys that may not sign, and keeps expiry and subkeys of Ed25519 keys,
 * which the reference loses.
 */
export type KeyProfile = 'strict' | 'reference';
