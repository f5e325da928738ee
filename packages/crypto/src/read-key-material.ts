import type { SslibPublicKey } from '@intoto/models';

import type { SignatureScheme } from './interfaces.ts';
import { openKeyMaterial } from './key-material.ts';
import type { KeyMaterial } from './public-key-info.ts';
import { unusableSource } from './unexpected-source.ts';

/**
 * Parses the material of a key in metadata and makes sure that it is of the key's scheme.
 * @throws {@link CryptoError} `ERR_CRYPTO_UNSUPPORTED` for an unknown key type or scheme,
 * `ERR_KEY_UNUSABLE` for everything that is wrong with the material.
 */
export function readKeyMaterial(key: SslibPublicKey): { material: KeyMaterial; scheme: SignatureScheme } {
  const reading = openKeyMaterial(key);
  if ('unexpected' in reading) throw unusableSource(reading.unexpected);
  return reading;
}
