import type { HashAlgorithm, Hasher } from '@intoto/crypto';
import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';

import { unsupported } from './unsupported.ts';

/** What all hash functions of the library share. */
interface HashFunction {
  (data: Uint8Array): Uint8Array;
  create(): { update(chunk: Uint8Array): unknown; digest(): Uint8Array };
}

const HASHES: ReadonlyMap<HashAlgorithm, HashFunction> = new Map<HashAlgorithm, HashFunction>(
  Object.entries({
    sha224,
    sha256,
    sha384,
    sha512,
    sha512_224,
    sha512_256,
    sha3_224,
    sha3_256,
    sha3_384,
    sha3_512,
    blake2b,
    blake2s,
  } satisfies Record<HashAlgorithm, HashFunction>) as [HashAlgorithm, HashFunction][],
);

export function digest(algorithm: HashAlgorithm, data: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(find(algorithm)(data));
}

export function createHasher(algorithm: HashAlgorithm): Hasher {
  const hash = find(algorithm).create();
  return {
    update: (chunk) => void hash.update(chunk),
    digest: () => new Uint8Array(hash.digest()),
  };
}

function find(algorithm: HashAlgorithm): HashFunction {
  return HASHES.get(algorithm) ?? unsupported(`hash "${algorithm}"`);
}
