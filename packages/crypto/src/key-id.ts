import { createJsonObject, encodeCanonicalJson, encodeHex, type JsonObject } from '@intoto/encoding';

import type { CryptoBackend } from './interfaces.ts';

/**
 * How a key id comes about. `current`: securesystemslib 1.x, in-toto 3.x. `legacy`: what in-toto up to 2.1 computed and
 * wrote into layouts that are still around; it also hashes `keyid_hash_algorithms`, and the PEM lacks its last newline.
 */
export type KeyIdStyle = 'current' | 'legacy';

/** The members of a key that its id covers. */
export interface KeyIdInput {
  readonly keyType: string;
  readonly scheme: string;
  /** `keyval.public`: PEM for rsa and ecdsa, hex for ed25519, exactly as it stands in the key. */
  readonly public: string;
}

/**
 * The key id of a public key: SHA-256 over the canonical JSON of its members, in hex.
 * Verification never needs it, since it compares ids as strings.
 * @throws {@link CryptoError} `ERR_CRYPTO_UNSUPPORTED` from a backend without SHA-256.
 */
export async function computeKeyId(input: KeyIdInput, style: KeyIdStyle, backend: CryptoBackend): Promise<string> {
  const hashed = encodeCanonicalJson(keyMembers(input, style));
  return encodeHex(await backend.digest('sha256', hashed));
}

/** The members of a key object, its id apart. */
export function keyMembers({ keyType, scheme, public: publicText }: KeyIdInput, style: KeyIdStyle): JsonObject {
  return createJsonObject([
    ['keytype', keyType],
    ['scheme', scheme],
    ...(style === 'legacy' ? ([['keyid_hash_algorithms', ['sha256', 'sha512']]] as const) : []),
    ['keyval', createJsonObject([['public', publicText]])],
  ]);
}
