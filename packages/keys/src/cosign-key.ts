import { normalizePkcs8, type PemBlock } from '@intoto/crypto/key-parts';
import { decodeUtf8, InTotoError, isJsonObject, type JsonObject, parseJson } from '@intoto/encoding';

import { malformed, readDecrypted, unsupportedEncryption, wrongPassword } from './failures.ts';
import { createMembers } from './json-members.ts';
import type { PrivateSource } from './private-source.ts';
import { assertScryptCost, deriveScrypt } from './scrypt-cost.ts';

const WHAT = 'encrypted Sigstore private key';
const KEY_BYTES = 32;
const NONCE_BYTES = 24;
const TAG_BYTES = 16;

/**
 * Reads the private key that `cosign generate-key-pair` writes: JSON in PEM, with scrypt and NaCl's secretbox around PKCS#8.
 * @throws CryptoError `ERR_KEY_FORMAT`, `ERR_KEY_PASSWORD`, `ERR_KEY_ENCRYPTION`, `ERR_KEY_UNUSABLE`,
 * `ERR_CRYPTO_UNSUPPORTED`.
 */
export async function parseCosignKey({ bytes }: PemBlock, password: Uint8Array): Promise<PrivateSource> {
  const members = createMembers(readEnvelope(bytes), WHAT);
  const kdf = members.object('kdf');
  const cipher = members.object('cipher');
  const names = [kdf.text('name'), cipher.text('name')];
  if (names.join() !== 'scrypt,nacl/secretbox')
    throw unsupportedEncryption('another cipher than those of cosign', 'make it anew with cosign');
  const parameters = kdf.object('params');
  const cost = { n: parameters.integer('N'), r: parameters.integer('r'), p: parameters.integer('p') };
  assertScryptCost(cost);
  const [salt, nonce, ciphertext] = [kdf.base64('salt'), cipher.base64('nonce'), members.base64('ciphertext')];
  if (nonce.length !== NONCE_BYTES || ciphertext.length < TAG_BYTES) throw malformed(WHAT, 'its data is cut off');
  const key = await deriveScrypt(password, salt, cost, KEY_BYTES);
  const { xsalsa20poly1305 } = await import('@noble/ciphers/salsa.js');
  let plain: Uint8Array;
  try {
    plain = xsalsa20poly1305(key, nonce).decrypt(ciphertext);
  } catch (cause) {
    throw wrongPassword(cause);
  }
  return readDecrypted(() => ({ pkcs8: normalizePkcs8(plain) }));
}

function readEnvelope(bytes: Uint8Array): JsonObject {
  try {
    const json = parseJson(decodeUtf8(bytes), { maxDepth: 8 });
    if (isJsonObject(json)) return json;
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
  }
  throw malformed(WHAT, 'it is not JSON');
}
