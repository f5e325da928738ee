import type { CryptoBackend } from '@intoto/crypto';
import { decodeHex, decodeUtf8, encodeHex, encodeUtf8, InTotoError } from '@intoto/encoding';

import { malformed, readDecrypted, tooCostly, wrongPassword } from './failures.ts';

const WHAT = 'encrypted private key in the old format of securesystemslib';
const SEPARATOR = '@@@@';
const FIELDS = 5;
const KEY_BYTES = 32;
const BLOCK_BYTES = 16;
const SALT_BYTES = 16;

/** A few seconds of work in a browser. */
const MAX_ITERATIONS = 2_000_000;
/** What securesystemslib wrote, and reads without being told. */
const WRITTEN_ITERATIONS = 100_000;

/**
 * Decrypts what securesystemslib up to 0.31 wrote for Ed25519 and ECDSA keys: salt, iterations, HMAC, counter block and
 * ciphertext. The HMAC-SHA-256 is checked before anything is decrypted.
 *
 * @returns the JSON text within
 * @throws CryptoError `ERR_KEY_FORMAT`, `ERR_KEY_PASSWORD`, `ERR_KEY_ENCRYPTION`.
 */
export async function decryptSslibText(text: string, password: Uint8Array): Promise<string> {
  const fields = text.trim().split(SEPARATOR);
  const [salt = '', count = '', hmac = '', counter = '', ciphertext = ''] = fields;
  if (fields.length !== FIELDS || !/^[1-9]\d{0,9}$/u.test(count)) throw malformed(WHAT, 'it has not five fields');
  const iterations = Number(count);
  if (iterations > MAX_ITERATIONS)
    throw tooCostly(`${iterations} iterations of PBKDF2`, `at most ${MAX_ITERATIONS} are allowed`);
  const iv = readHex(counter);
  if (iv.length !== BLOCK_BYTES) throw malformed(WHAT, 'its counter block is of a wrong length');
  const [data, tag] = [readHex(ciphertext), readHex(hmac)];
  const key = await deriveKey(password, readHex(salt), iterations);
  if (!isSame(await authenticate(key, data), tag)) throw wrongPassword();
  const { ctr } = await import('@noble/ciphers/aes.js');
  return readDecrypted(() => decodeUtf8(ctr(key, iv).decrypt(data)));
}

/** Encrypts a JSON text as securesystemslib up to 0.31 did, which in-toto 2 reads. PKCS#8 protects a password better. */
export async function encryptSslibText(text: string, password: Uint8Array, backend: CryptoBackend): Promise<string> {
  const salt = backend.randomBytes(SALT_BYTES);
  const iv = backend.randomBytes(BLOCK_BYTES);
  const key = await deriveKey(password, salt, WRITTEN_ITERATIONS);
  const { ctr } = await import('@noble/ciphers/aes.js');
  const data = ctr(key, iv).encrypt(encodeUtf8(text));
  const hmac = await authenticate(key, data);
  return [encodeHex(salt), `${WRITTEN_ITERATIONS}`, encodeHex(hmac), encodeHex(iv), encodeHex(data)].join(SEPARATOR);
}

async function deriveKey(password: Uint8Array, salt: Uint8Array, iterations: number): Promise<Uint8Array> {
  const [{ pbkdf2Async }, { sha256 }] = await Promise.all([
    import('@noble/hashes/pbkdf2.js'),
    import('@noble/hashes/sha2.js'),
  ]);
  return pbkdf2Async(sha256, password, salt, { c: iterations, dkLen: KEY_BYTES });
}

async function authenticate(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const [{ hmac }, { sha256 }] = await Promise.all([import('@noble/hashes/hmac.js'), import('@noble/hashes/sha2.js')]);
  return hmac(sha256, key, data);
}

/** Takes as long for every pair of the same length. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  return a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0;
}

function readHex(text: string): Uint8Array<ArrayBuffer> {
  try {
    return decodeHex(text);
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    throw malformed(WHAT, 'a field is not hex', error);
  }
}
