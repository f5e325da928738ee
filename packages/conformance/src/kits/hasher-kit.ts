import type { CryptoBackend, HashAlgorithm, Hasher } from '@intoto/crypto';

import { fromHex, fromText, insideBuffer, sharingBytes } from './bytes.ts';
import { type KitCase, kitCase } from './kit-case.ts';
import { check, checkBytes, checkRefused } from './kit-failure.ts';
import { HASHES } from './vectors/hashes.ts';

/** Everything that a `Hasher` may compute. */
export const HASH_ALGORITHMS: readonly HashAlgorithm[] = Object.keys(HASHES) as readonly HashAlgorithm[];

/** What is to be tested. */
export interface HasherConformanceOptions {
  /** Its `createHasher` makes hashers. */
  readonly backend: Pick<CryptoBackend, 'createHasher'>;
  /** What it can compute; all others must be refused with `ERR_CRYPTO_UNSUPPORTED`. */
  readonly algorithms: readonly HashAlgorithm[];
}

/** New each time: who is tested may spoil it. */
const newThousand = (): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: 1000 }, (_, index) => index % 251);

/**
 * Cases for a `Hasher`: digests of FIPS 180-4, FIPS 202, RFC 7693 and CPython, however the bytes come.
 *
 * @example
 * ```ts
 * import { HASH_ALGORITHMS, hasherConformance } from '@intoto/conformance/kits';
 * import { nodeBackend } from '@intoto/crypto-node';
 *
 * const cases = hasherConformance({ backend: nodeBackend, algorithms: HASH_ALGORITHMS });
 * for (const { run } of cases) await run(); // or: it(name, run)
 * ```
 */
export function hasherConformance({ backend, algorithms }: HasherConformanceOptions): readonly KitCase[] {
  return HASH_ALGORITHMS.flatMap((algorithm) =>
    algorithms.includes(algorithm)
      ? casesOf(algorithm, () => backend.createHasher(algorithm))
      : [
          kitCase(`${algorithm}: is refused, since it is not supported`, () =>
            checkRefused(
              () => backend.createHasher(algorithm),
              ['ERR_CRYPTO_UNSUPPORTED'],
              `${algorithm}, which is not declared,`,
            ),
          ),
        ],
  );
}

function casesOf(algorithm: HashAlgorithm, create: () => Hasher): readonly KitCase[] {
  const { empty, abc, thousand } = HASHES[algorithm];
  const test = (name: string, run: () => void): KitCase => kitCase(`${algorithm}: ${name}`, async () => run());
  const digestOf = (...chunks: readonly Uint8Array[]): Uint8Array => {
    const hasher = create();
    for (const chunk of chunks) hasher.update(chunk);
    return hasher.digest();
  };
  return [
    test('gives the digest of nothing', () => {
      checkBytes(digestOf(), fromHex(empty), 'the digest without an update');
      checkBytes(digestOf(new Uint8Array(), new Uint8Array()), fromHex(empty), 'the digest after empty updates');
    }),
    test('gives the digest of bytes that come at once', () => {
      checkBytes(digestOf(fromText('abc')), fromHex(abc), 'the digest of "abc"');
      checkBytes(digestOf(newThousand()), fromHex(thousand), 'the digest of 1000 bytes');
    }),
    test('gives the digest of bytes that come in pieces of any length', () => {
      for (const size of [1, 7, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 135, 136, 137, 999])
        checkBytes(digestOf(...pieces(size)), fromHex(thousand), `the digest of 1000 bytes in pieces of ${size}`);
      const bytes = newThousand();
      const mixed = [bytes.subarray(0, 1), new Uint8Array(), bytes.subarray(1, 200), bytes.subarray(200)];
      checkBytes(digestOf(...mixed), fromHex(thousand), 'the digest of 1000 bytes in mixed pieces');
    }),
    test('leaves what it is given as it is, and takes views into larger buffers', () => {
      const view = insideBuffer(newThousand());
      const before = new Uint8Array(view.buffer.slice(0));
      checkBytes(digestOf(view), fromHex(thousand), 'the digest of a view into a larger buffer');
      checkBytes(new Uint8Array(view.buffer), before, 'the bytes after the update');
    }),
    test('keeps nothing that its caller may change', () => {
      const hasher = create();
      const buffer = sharingBytes(new Uint8Array(100));
      for (const piece of pieces(buffer.length)) {
        buffer.set(piece);
        hasher.update(buffer);
        buffer.fill(0);
      }
      checkBytes(hasher.digest(), fromHex(thousand), 'the digest of a buffer that was filled ten times');
    }),
    test('keeps streams apart', () => {
      const [one, two] = [create(), create()];
      for (const piece of pieces(100)) {
        one.update(piece);
        two.update(new Uint8Array());
      }
      two.update(fromText('abc'));
      const digest = one.digest();
      checkBytes(two.digest(), fromHex(abc), 'the digest of the second of two streams');
      checkBytes(digest, fromHex(thousand), 'the digest of the first of two streams');
      digest.fill(0);
      checkBytes(digestOf(fromText('abc')), fromHex(abc), 'a digest after another one was overwritten');
    }),
    test('answers at once, without a promise', () => {
      const digest: unknown = digestOf();
      check(digest instanceof Uint8Array, 'digest must return a Uint8Array');
    }),
  ];
}

function pieces(size: number): readonly Uint8Array[] {
  const bytes = newThousand();
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}
