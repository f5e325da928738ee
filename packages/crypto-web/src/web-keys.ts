import { CryptoError, type SignatureScheme } from '@intoto/crypto';
import { encodeSpki, type KeyMaterial, parseSpki } from '@intoto/crypto/key-parts';

import { webAlgorithm } from './web-algorithms.ts';
import { isNotSupported, own, subtle, unsupported } from './web-crypto.ts';

/** Reads a SubjectPublicKeyInfo and makes sure that the key is one of `scheme`. */
export async function importPublicKey(
  scheme: SignatureScheme,
  spki: Uint8Array,
): Promise<{ key: CryptoKey; material: KeyMaterial }> {
  const material = parsePublicKey(own(spki));
  // Some engines read keys with restrictions that others refuse; this is the one form that all of them read.
  return { key: await importKey('spki', encodeSpki(material), scheme, 'verify'), material };
}

function parsePublicKey(spki: Uint8Array): KeyMaterial {
  try {
    return parseSpki(spki);
  } catch (cause) {
    if (!CryptoError.is(cause)) throw cause;
    throw new CryptoError(cause.message, { code: 'ERR_KEY_UNUSABLE', cause });
  }
}

export async function importKey(
  format: 'spki' | 'pkcs8',
  bytes: Uint8Array<ArrayBuffer>,
  scheme: SignatureScheme,
  usage: 'sign' | 'verify',
): Promise<CryptoKey> {
  const algorithm = webAlgorithm(scheme);
  const operations = subtle();
  try {
    return await operations.importKey(format, bytes, algorithm, true, [usage]);
  } catch (cause) {
    if (isNotSupported(cause)) unsupported(describeScheme(scheme), cause);
    throw new CryptoError(`WebCrypto cannot use the key for ${describeScheme(scheme)}`, {
      code: 'ERR_KEY_UNUSABLE',
      cause,
    });
  }
}

/** For messages about what this browser lacks. */
export function describeScheme(scheme: SignatureScheme): string {
  return scheme.type === 'ecdsa' ? `ECDSA on ${scheme.curve} here` : `${webAlgorithm(scheme).name} here`;
}
