import type { CryptoBackend, DigestAlgorithm, HashAlgorithm } from '@intoto/crypto';

import { fromHex, fromText, insideBuffer, sharingBytes } from './bytes.ts';
import { encryptionCases, type EncryptionCapabilities } from './encryption-cases.ts';
import { hasherConformance } from './hasher-kit.ts';
import { type KitCase, kitCase } from './kit-case.ts';
import { check, checkBytes, checkRefused } from './kit-failure.ts';
import { derivationCases, signingCases } from './private-key-cases.ts';
import type { SchemeName } from './schemes.ts';
import { HASHES } from './vectors/hashes.ts';
import { verifierConformance } from './verifier-kit.ts';

/** What a backend can do; everything else must be refused with `ERR_CRYPTO_UNSUPPORTED`. */
export interface BackendCapabilities extends EncryptionCapabilities {
  /** Schemes that it signs and verifies with, and makes keys for. */
  readonly schemes: readonly SchemeName[];
  /** Digests of bytes that are all there. */
  readonly digests: readonly DigestAlgorithm[];
  /** Digests of streams. */
  readonly hashers: readonly HashAlgorithm[];
}

/** What is to be tested. */
export interface CryptoBackendConformanceOptions extends BackendCapabilities {
  readonly backend: CryptoBackend;
}

/** Everything that `digest` of a backend may compute. */
export const DIGEST_ALGORITHMS: readonly DigestAlgorithm[] = ['sha224', 'sha256', 'sha384', 'sha512'];

/**
 * Cases for a `CryptoBackend`: those of {@link verifierConformance} and {@link hasherConformance}, and signing, keys,
 * digests, encrypted keys and random bytes.
 *
 * @example
 * ```ts
 * import { cryptoBackendConformance, DIGEST_ALGORITHMS, HASH_ALGORITHMS } from '@intoto/conformance/kits';
 * import { nodeBackend } from '@intoto/crypto-node';
 *
 * const cases = cryptoBackendConformance({
 *   backend: nodeBackend,
 *   schemes: ['ed25519', 'ecdsa-sha2-nistp256'], // and so on: what is left out must be refused
 *   digests: DIGEST_ALGORITHMS,
 *   hashers: HASH_ALGORITHMS,
 *   kdfs: ['pbkdf2', 'scrypt'],
 *   ciphers: ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'],
 * });
 * console.log(cases.length); // for (const { name, run } of cases) it(name, run)
 * ```
 */
export function cryptoBackendConformance(options: CryptoBackendConformanceOptions): readonly KitCase[] {
  const { backend, schemes } = options;
  return [
    ...prefixed('verify', verifierConformance({ backend, schemes })),
    ...prefixed('sign', signingCases(options)),
    ...prefixed('derive', derivationCases(options)),
    ...prefixed('digest', digestCases(options)),
    ...prefixed('hash', hasherConformance({ backend, algorithms: options.hashers })),
    ...prefixed('encrypt', encryptionCases(options)),
    kitCase('random: gives as many bytes as it is asked for, each time others', () => checkRandom(backend)),
    kitCase('it has a name', async () => check(backend.name.length > 0, 'a backend must have a name')),
  ];
}

function prefixed(prefix: string, cases: readonly KitCase[]): readonly KitCase[] {
  return cases.map(({ name, run }) => kitCase(`${prefix}: ${name}`, run));
}

function digestCases({ backend, digests }: CryptoBackendConformanceOptions): readonly KitCase[] {
  return DIGEST_ALGORITHMS.map((algorithm) => {
    const digest = (data: Uint8Array): Promise<Uint8Array> => backend.digest(algorithm, data);
    if (!digests.includes(algorithm))
      return kitCase(`${algorithm}: is refused, since it is not supported`, () =>
        checkRefused(() => digest(fromText('abc')), ['ERR_CRYPTO_UNSUPPORTED'], `${algorithm}, which is not declared,`),
      );
    return kitCase(`${algorithm}: gives the digests of FIPS 180-4`, async () => {
      checkBytes(await digest(new Uint8Array()), fromHex(HASHES[algorithm].empty), 'the digest of nothing');
      const view = insideBuffer(fromText('abc'));
      checkBytes(await digest(view), fromHex(HASHES[algorithm].abc), 'the digest of "abc"');
      const data = sharingBytes(fromText('abc'));
      const digesting = digest(data);
      data.fill(0);
      checkBytes(await digesting, fromHex(HASHES[algorithm].abc), 'the digest of what was changed afterwards');
    });
  });
}

async function checkRandom(backend: CryptoBackend): Promise<void> {
  for (const length of [0, 1, 16, 32, 1000]) {
    const [one, two]: readonly unknown[] = [backend.randomBytes(length), backend.randomBytes(length)];
    check(one instanceof Uint8Array && two instanceof Uint8Array, 'randomBytes must return a Uint8Array');
    check(one.length === length && two.length === length, `randomBytes(${length}) must give ${length} bytes`);
    if (length >= 16) check(String(one) !== String(two), 'random bytes must not repeat');
    if (length >= 1000) check(new Set(one).size > 100, 'random bytes must have many values');
  }
}
