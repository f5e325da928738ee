import { HASH_ALGORITHMS as ALL, hasherConformance } from '@intoto/conformance/kits';
import type { HashAlgorithm, Hasher } from '@intoto/crypto';
import { nobleBackend } from '@intoto/crypto-noble';
import { describe, expect, it } from 'vitest';

import { failuresOf } from './failures-of.ts';
import { unsupported } from './good-backend.ts';

type Create = (algorithm: HashAlgorithm) => Hasher;

const right: Create = (algorithm) => nobleBackend.createHasher(algorithm);

/** All bytes at once, at the end. */
function hashAtEnd(keep: (chunk: Uint8Array) => Uint8Array): Create {
  return (algorithm) => {
    const chunks: Uint8Array[] = [];
    return {
      update: (chunk) => void chunks.push(keep(chunk)),
      digest() {
        const hasher = right(algorithm);
        for (const chunk of chunks) hasher.update(chunk);
        return hasher.digest();
      },
    };
  };
}

const shared = right('sha256');

const DEFECTS: readonly (readonly [name: string, create: Create, noticed: RegExp])[] = [
  ['knows one algorithm only', () => right('sha512'), /nothing/u],
  [
    'hashes the last piece only',
    (algorithm) => {
      let last = new Uint8Array();
      return {
        update: (chunk) => void (last = new Uint8Array(chunk)),
        digest() {
          const hasher = right(algorithm);
          hasher.update(last);
          return hasher.digest();
        },
      };
    },
    /pieces/u,
  ],
  [
    'drops pieces that fill a block',
    (algorithm) => {
      const hasher = right(algorithm);
      return { update: (chunk) => chunk.length !== 64 && hasher.update(chunk), digest: () => hasher.digest() };
    },
    /pieces/u,
  ],
  [
    'fails for an empty piece',
    (algorithm) => {
      const hasher = right(algorithm);
      return {
        update(chunk) {
          if (chunk.length === 0) throw new RangeError('empty');
          hasher.update(chunk);
        },
        digest: () => hasher.digest(),
      };
    },
    /nothing/u,
  ],
  ['keeps the pieces', hashAtEnd((chunk) => chunk), /keeps nothing/u],
  ['copies with slice', hashAtEnd((chunk) => chunk.slice()), /keeps nothing/u],
  ['takes the buffer for the bytes', hashAtEnd((chunk) => new Uint8Array(chunk.buffer)), /views/u],
  [
    'wipes what it is given',
    (algorithm) => {
      const hasher = right(algorithm);
      return {
        update(chunk) {
          hasher.update(chunk);
          chunk.fill(0);
        },
        digest: () => hasher.digest(),
      };
    },
    /as it is/u,
  ],
  ['has one state for all', () => shared, /apart|pieces/u],
  [
    'gives a promise',
    (algorithm) => {
      const hasher = right(algorithm);
      return {
        update: (chunk) => hasher.update(chunk),
        digest: () => Promise.resolve(hasher.digest()) as unknown as Uint8Array,
      };
    },
    /at once, without a promise/u,
  ],
];

const throwing: Create = () => {
  throw new TypeError('unknown algorithm');
};

describe('the kit for hashers', () => {
  it('is content with one that has no defect', async () => {
    const cases = hasherConformance({ backend: { createHasher: right }, algorithms: ALL });
    expect(await failuresOf(cases)).toEqual([]);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it.each(DEFECTS)('notices one that %s', async (_name, create, noticed) => {
    const createHasher: Create = (algorithm) => {
      if (algorithm !== 'sha256') throw unsupported();
      return create(algorithm);
    };
    const failed = await failuresOf(hasherConformance({ backend: { createHasher }, algorithms: ['sha256'] }));
    expect(failed.filter((name) => noticed.test(name))).not.toEqual([]);
  });

  it('notices one that does not refuse what it cannot do', async () => {
    for (const create of [right, () => undefined as unknown as Hasher]) {
      const failed = await failuresOf(hasherConformance({ backend: { createHasher: create }, algorithms: [] }));
      expect(failed).toHaveLength(ALL.length);
    }
    const failed = await failuresOf(hasherConformance({ backend: { createHasher: throwing }, algorithms: [] }));
    expect(failed).toHaveLength(ALL.length);
  });
});
