import { resolveScheme } from '@intoto/crypto';
import type { KeyMaterial } from '@intoto/crypto/key-parts';

import { unusable } from './failures.ts';

/** `alg` of JSON Web Keys (RFC 7518, 8037, 9864) and the schemes of securesystemslib. */
const ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['RS256', 'rsa-pkcs1v15-sha256'],
  ['RS384', 'rsa-pkcs1v15-sha384'],
  ['RS512', 'rsa-pkcs1v15-sha512'],
  ['PS256', 'rsassa-pss-sha256'],
  ['PS384', 'rsassa-pss-sha384'],
  ['PS512', 'rsassa-pss-sha512'],
  ['ES256', 'ecdsa-sha2-nistp256'],
  ['ES384', 'ecdsa-sha2-nistp384'],
  ['ES512', 'ecdsa-sha2-nistp521'],
  ['EdDSA', 'ed25519'],
  ['Ed25519', 'ed25519'],
]);

/**
 * The scheme of an `alg`; `undefined` where there is none and the default for the key's type is meant.
 * @throws CryptoError `ERR_KEY_UNUSABLE` for an algorithm that is not one for the key.
 */
export function jwkScheme(alg: string | undefined, material: KeyMaterial): string | undefined {
  if (alg === undefined) return undefined;
  const scheme = ALGORITHMS.get(alg);
  const resolved = scheme === undefined ? undefined : resolveScheme(material.type, scheme);
  const fits = resolved?.type === 'ecdsa' && material.type === 'ecdsa' ? resolved.curve === material.curve : true;
  if (scheme !== undefined && resolved !== undefined && fits) return scheme;
  throw unusable(
    `The JSON Web Key is for the algorithm ${JSON.stringify(alg.slice(0, 40))}, which in-toto cannot use with it`,
  );
}

/** The `alg` of a scheme; `undefined` for schemes that JSON Web Keys do not have. */
export function jwkAlgorithm(scheme: string): string | undefined {
  for (const [alg, name] of ALGORITHMS) if (name === scheme) return alg;
  return undefined;
}
