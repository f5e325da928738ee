import { CryptoError } from './crypto-error.ts';
import type { EcdsaCurve, SignatureScheme } from './interfaces.ts';

/** A key's `keytype` and a `scheme` that goes with it, with what they stand for. */
interface SchemeEntry {
  readonly keyTypes: readonly string[];
  readonly scheme: SignatureScheme;
}

const RSA_HASHES = ['sha224', 'sha256', 'sha384', 'sha512'] as const;

const ECDSA_CURVES = [
  { curve: 'P-256', hash: 'sha256' },
  { curve: 'P-384', hash: 'sha384' },
  { curve: 'P-521', hash: 'sha512' },
] as const;

const ENTRIES: ReadonlyMap<string, SchemeEntry> = new Map<string, SchemeEntry>([
  ['ed25519', { keyTypes: ['ed25519'], scheme: { type: 'ed25519' } }],
  ...ECDSA_CURVES.map(({ curve, hash }): [string, SchemeEntry] => {
    const name = ecdsaSchemeName(curve);
    // Before "ecdsa" became a key type of its own, keys carried the scheme's name as their type.
    return [name, { keyTypes: ['ecdsa', name], scheme: { type: 'ecdsa', curve, hash } }];
  }),
  ...RSA_HASHES.flatMap((hash): [string, SchemeEntry][] => [
    [`rsassa-pss-${hash}`, { keyTypes: ['rsa'], scheme: { type: 'rsa', padding: 'pss', hash } }],
    [`rsa-pkcs1v15-${hash}`, { keyTypes: ['rsa'], scheme: { type: 'rsa', padding: 'pkcs1', hash } }],
  ]),
]);

/**
 * What a key's `keytype` and `scheme` stand for, as securesystemslib pairs them; both names are case-sensitive.
 * @returns `undefined` for a pair that this package does not know.
 * @example
 * ```ts
 * import { resolveScheme } from '@intoto/crypto';
 *
 * console.log(resolveScheme('rsa', 'rsassa-pss-sha256')); // { type: 'rsa', padding: 'pss', hash: 'sha256' }
 * ```
 */
export function resolveScheme(keyType: string, scheme: string): SignatureScheme | undefined {
  const entry = ENTRIES.get(scheme);
  return entry?.keyTypes.includes(keyType) === true ? entry.scheme : undefined;
}

/**
 * As {@link resolveScheme}, for callers that cannot go on without one.
 * @throws {@link CryptoError} `ERR_CRYPTO_UNSUPPORTED`.
 */
export function requireScheme(keyType: string, scheme: string): SignatureScheme {
  const resolved = resolveScheme(keyType, scheme);
  if (resolved !== undefined) return resolved;
  throw new CryptoError(`Keys of type "${keyType}" with the scheme "${scheme}" are not supported`, {
    code: 'ERR_CRYPTO_UNSUPPORTED',
    details: { keyType, scheme },
  });
}

const OPENPGP_SCHEMES: ReadonlyMap<string, string> = new Map([
  ['pgp+rsa-pkcsv1.5', 'rsa'],
  ['pgp+dsa-fips-180-2', 'dsa'],
  ['pgp+eddsa-ed25519', 'eddsa'],
]);

/** Whether a key's `keytype` and `scheme` are a pair of OpenPGP, which has no {@link SignatureScheme}. */
export function isOpenPgpScheme({ keyType, scheme }: { readonly keyType: string; readonly scheme: string }): boolean {
  return OPENPGP_SCHEMES.get(scheme) === keyType;
}

/** The scheme that securesystemslib gives to a key where nobody names one. */
export function defaultScheme(keyType: SignatureScheme['type'], curve: EcdsaCurve = 'P-256'): string {
  switch (keyType) {
    case 'rsa':
      return 'rsassa-pss-sha256';
    case 'ecdsa':
      return ecdsaSchemeName(curve);
    case 'ed25519':
      return 'ed25519';
    default:
      return keyType satisfies never;
  }
}

function ecdsaSchemeName(curve: EcdsaCurve): string {
  return `ecdsa-sha2-nistp${curve.slice(2)}`;
}
