import { type CryptoBackend, CryptoError, loadPublicKey } from '@intoto/crypto';
import { decodeBase64, EncodingError } from '@intoto/encoding';
import type { SslibPublicKey } from '@intoto/models';

import { readSshKeyType, sshKeyToSpki } from './ssh-public-key.ts';

/** A public key's line, options and several keys excluded: type, base64, and a comment (`ssh-keygen` writes it). */
const LINE = /^(?<type>[a-z0-9@.-]+)[ \t]+(?<base64>[A-Za-z0-9+/]+={0,2})(?:[ \t][^\n]*)?$/u;

/**
 * Reads the content of a public key file: a line of OpenSSH, or what `loadPublicKey` reads.
 * @throws {@link CryptoError} `ERR_KEY_FORMAT`, `ERR_KEY_UNUSABLE`, `ERR_CRYPTO_UNSUPPORTED`.
 */
export async function readPublicKeyText(source: string | Uint8Array, backend: CryptoBackend): Promise<SslibPublicKey> {
  const text = typeof source === 'string' ? source : Buffer.from(source).toString('latin1');
  const { type, base64 } = LINE.exec(text.trim())?.groups ?? {};
  if (type === undefined || base64 === undefined) return loadPublicKey(source, { backend });
  const blob = decode(base64);
  if (readSshKeyType(blob) !== type)
    throw new CryptoError(`The public key does not hold what its line says: a key of type "${type}"`, {
      code: 'ERR_KEY_FORMAT',
    });
  return loadPublicKey(sshKeyToSpki(blob), { backend });
}

function decode(base64: string): Uint8Array {
  try {
    return decodeBase64(base64);
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause;
    throw new CryptoError('The public key is not base64', { code: 'ERR_KEY_FORMAT', cause });
  }
}
