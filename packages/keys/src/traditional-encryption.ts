import { normalizePkcs8, type PemBlock, recognizeDer, wrapPkcs1, wrapSec1 } from '@intoto/crypto/key-parts';
import { decodeHex } from '@intoto/encoding';

import { malformed, readDecrypted, unsupportedEncryption, wrongPassword } from './failures.ts';
import type { PrivateSource } from './private-source.ts';

const WHAT = 'encrypted private key';
const REMEDY = 'encrypt it anew with `openssl pkcs8 -topk8 -v2 aes-256-cbc`';
const BLOCK_BYTES = 16;
const SALT_BYTES = 8;

const KEY_BYTES: ReadonlyMap<string, number> = new Map([
  ['AES-128-CBC', 16],
  ['AES-192-CBC', 24],
  ['AES-256-CBC', 32],
]);

/**
 * Reads the traditional encryption of OpenSSL (RFC 1421 headers `Proc-Type` and `DEK-Info`), with AES in CBC mode: what
 * `openssl rsa -aes256 -traditional` writes, and securesystemslib did for RSA keys. One round of MD5 stands between
 * the password and the key, so that such a file protects a weak password hardly at all.
 *
 * @throws CryptoError `ERR_KEY_FORMAT`, `ERR_KEY_PASSWORD`, `ERR_KEY_ENCRYPTION` for other ciphers, `ERR_KEY_UNUSABLE`,
 * `ERR_CRYPTO_UNSUPPORTED`.
 */
export async function parseTraditionalKey({ headers, bytes }: PemBlock, password: Uint8Array): Promise<PrivateSource> {
  const [, cipher = '', hex = ''] = /^DEK-Info: *([\w-]{1,40}),([0-9A-Fa-f]*)\s*$/mu.exec(headers) ?? [];
  if (cipher === '') throw malformed(WHAT, 'it has no DEK-Info');
  const keyBytes = KEY_BYTES.get(cipher);
  if (keyBytes === undefined) throw unsupportedEncryption(cipher, REMEDY);
  if (hex.length !== 2 * BLOCK_BYTES) throw malformed(WHAT, 'its initialization vector is of a wrong length');
  if (bytes.length === 0 || bytes.length % BLOCK_BYTES !== 0) throw malformed(WHAT, 'its data is cut off');
  const iv = decodeHex(hex);
  const key = await deriveKey(password, iv.subarray(0, SALT_BYTES), keyBytes);
  const { cbc } = await import('@noble/ciphers/aes.js');
  let plain: Uint8Array;
  try {
    plain = cbc(key, iv).decrypt(bytes);
  } catch (cause) {
    throw wrongPassword(cause);
  }
  return readDecrypted(() => ({ pkcs8: wrapAny(plain) }));
}

/** OpenSSL's EVP_BytesToKey with MD5 and one iteration. */
async function deriveKey(password: Uint8Array, salt: Uint8Array, length: number): Promise<Uint8Array> {
  const { md5 } = await import('@noble/hashes/legacy.js');
  const key = new Uint8Array(Math.ceil(length / 16) * 16);
  let digest = new Uint8Array();
  for (let offset = 0; offset < length; offset += 16) {
    digest = new Uint8Array(md5.create().update(digest).update(password).update(salt).digest());
    key.set(digest, offset);
  }
  return key.subarray(0, length);
}

function wrapAny(der: Uint8Array): Uint8Array {
  const structure = recognizeDer(der);
  if (structure === 'pkcs1-private') return wrapPkcs1(der);
  if (structure === 'sec1') return wrapSec1(der);
  if (structure === 'pkcs8') return normalizePkcs8(der);
  throw malformed(WHAT, 'what was decrypted is no private key');
}
