import { CryptoError } from './crypto-error.ts';
import { type DerElement, encodeDer, encodeDerInteger, expectTag, readDerElements, readDerSequence } from './der.ts';
import { describeEncryption, ENCRYPTION_OIDS } from './encryption-identifiers.ts';
import type { CryptoBackend, Pbes2Parameters } from './interfaces.ts';
import { encodeOid, readOid } from './object-identifiers.ts';
import { readSmallInteger } from './small-integer.ts';

type Kdf = Pbes2Parameters['kdf'];
type Cipher = Pbes2Parameters['cipher'];
type Prf = Extract<Kdf, { name: 'pbkdf2' }>['hash'];

const PRFS: ReadonlyMap<string, Prf> = new Map<string, Prf>([
  ['1.2.840.113549.2.7', 'sha1'],
  ['1.2.840.113549.2.8', 'sha224'],
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
]);
const HMAC_SHA256 = '1.2.840.113549.2.9';

const CIPHERS: ReadonlyMap<string, { readonly cipher: Cipher; readonly keyBytes: number }> = new Map([
  ['2.16.840.1.101.3.4.1.2', { cipher: 'aes-128-cbc', keyBytes: 16 }],
  ['2.16.840.1.101.3.4.1.22', { cipher: 'aes-192-cbc', keyBytes: 24 }],
  ['2.16.840.1.101.3.4.1.42', { cipher: 'aes-256-cbc', keyBytes: 32 }],
]);
const AES_256_CBC = '2.16.840.1.101.3.4.1.42';
const BLOCK_BYTES = 16;

/** A few seconds of work, so that a file cannot keep its reader busy for hours. */
const MAX_PBKDF2_ITERATIONS = 10_000_000;
const MAX_SCRYPT_MEMORY = 256 * 1024 * 1024;
const MAX_SCRYPT_WORK = 2 ** 24;

/** As OWASP recommends for PBKDF2 with HMAC-SHA-256 (2023). */
const WRITTEN_ITERATIONS = 600_000;
const WRITTEN_SALT_BYTES = 16;

/**
 * Decrypts an EncryptedPrivateKeyInfo (RFC 5958, section 3) that uses PBES2 (RFC 8018, section 6.2).
 * @returns what should be a PrivateKeyInfo: a wrong password may by chance give other bytes.
 * @throws {@link CryptoError} `ERR_KEY_FORMAT`, `ERR_KEY_ENCRYPTION`, `ERR_KEY_PASSWORD`, `ERR_CRYPTO_UNSUPPORTED`.
 */
export async function decryptPrivateKey(
  encrypted: Uint8Array,
  password: Uint8Array,
  backend: CryptoBackend,
): Promise<Uint8Array> {
  const [algorithm, data, ...rest] = readDerSequence(encrypted);
  const { content: ciphertext } = expectTag(data, 'octetString');
  if (rest.length > 0) throw malformed('too many parts');
  const { oid, parameters } = readAlgorithm(algorithm);
  if (oid !== ENCRYPTION_OIDS.pbes2) throw unsupportedEncryption(describeEncryption(oid));
  const [kdf, scheme] = readDerSequence(expectTag(parameters, 'sequence').encoded);
  const { cipher, keyBytes, iv } = readCipher(scheme);
  const pbes2 = { kdf: readKdf(kdf, keyBytes), cipher, iv };
  if (ciphertext.length === 0 || ciphertext.length % BLOCK_BYTES !== 0) throw malformed('its data is cut off');
  return backend.decryptPbes2(pbes2, ciphertext, password);
}

/** Encrypts a PrivateKeyInfo with PBES2: PBKDF2 with HMAC-SHA-256, 600,000 iterations, and AES-256-CBC. */
export async function encryptPrivateKey(
  pkcs8: Uint8Array,
  password: Uint8Array,
  backend: CryptoBackend,
): Promise<Uint8Array<ArrayBuffer>> {
  const salt = backend.randomBytes(WRITTEN_SALT_BYTES);
  const iv = backend.randomBytes(BLOCK_BYTES);
  const kdf = { name: 'pbkdf2', salt, iterations: WRITTEN_ITERATIONS, hash: 'sha256' } as const;
  const ciphertext = await backend.encryptPbes2({ kdf, cipher: 'aes-256-cbc', iv }, pkcs8, password);
  const prf = encodeDer('sequence', encodeOid(HMAC_SHA256), encodeDer('null'));
  const kdfParameters = encodeDer(
    'sequence',
    encodeDer('octetString', salt),
    encodeDerInteger(WRITTEN_ITERATIONS),
    prf,
  );
  const pbes2Parameters = encodeDer(
    'sequence',
    encodeDer('sequence', encodeOid(ENCRYPTION_OIDS.pbkdf2), kdfParameters),
    encodeDer('sequence', encodeOid(AES_256_CBC), encodeDer('octetString', iv)),
  );
  const algorithm = encodeDer('sequence', encodeOid(ENCRYPTION_OIDS.pbes2), pbes2Parameters);
  return encodeDer('sequence', algorithm, encodeDer('octetString', ciphertext));
}

function readKdf(element: DerElement | undefined, keyBytes: number): Kdf {
  const { oid, parameters } = readAlgorithm(element);
  if (oid !== ENCRYPTION_OIDS.pbkdf2 && oid !== ENCRYPTION_OIDS.scrypt)
    throw unsupportedEncryption(describeEncryption(oid));
  const parts = readDerSequence(expectTag(parameters, 'sequence').encoded);
  return oid === ENCRYPTION_OIDS.pbkdf2 ? readPbkdf2(parts, keyBytes) : readScrypt(parts, keyBytes);
}

/** RFC 8018, A.2. */
function readPbkdf2(parts: readonly DerElement[], keyBytes: number): Kdf {
  const [salt, iterationCount, ...optional] = parts;
  const iterations = readSmallInteger(iterationCount);
  const hasLength = optional[0]?.tag === 0x02;
  if (hasLength) assertKeyLength(optional[0], keyBytes);
  const prf = optional[hasLength ? 1 : 0];
  const prfOid = prf === undefined ? undefined : readAlgorithm(prf).oid;
  const hash = prfOid === undefined ? 'sha1' : PRFS.get(prfOid);
  if (hash === undefined) throw unsupportedEncryption(`PBKDF2 with ${describeEncryption(prfOid ?? '')}`);
  if (iterations === 0 || iterations > MAX_PBKDF2_ITERATIONS)
    throw tooCostly(`${iterations} iterations of PBKDF2`, `1 to ${MAX_PBKDF2_ITERATIONS} are allowed`);
  return { name: 'pbkdf2', salt: expectTag(salt, 'octetString').content, iterations, hash };
}

/** RFC 7914, section 7. */
function readScrypt([salt, costN, costR, costP, length]: readonly DerElement[], keyBytes: number): Kdf {
  const n = readSmallInteger(costN);
  const r = readSmallInteger(costR);
  const p = readSmallInteger(costP);
  if (length !== undefined) assertKeyLength(length, keyBytes);
  // RFC 7914, section 2: N is a power of two, greater than 1 and less than 2^(128 * r / 8).
  const isPossible = n > 1 && Number.isInteger(Math.log2(n)) && Math.log2(n) < 16 * r && p > 0;
  if (!isPossible) throw malformed('impossible scrypt parameters');
  if (128 * r * (n + p) > MAX_SCRYPT_MEMORY || n * r * p > MAX_SCRYPT_WORK)
    throw tooCostly(`scrypt with N=${n}, r=${r}, p=${p}`, 'at most 256 MiB and N·r·p of 2^24 are allowed');
  return { name: 'scrypt', salt: expectTag(salt, 'octetString').content, n, r, p };
}

function readCipher(element: DerElement | undefined): { cipher: Cipher; keyBytes: number; iv: Uint8Array } {
  const { oid, parameters } = readAlgorithm(element);
  const entry = CIPHERS.get(oid);
  if (entry === undefined) throw unsupportedEncryption(describeEncryption(oid));
  const { content: iv } = expectTag(parameters, 'octetString');
  if (iv.length !== BLOCK_BYTES) throw malformed('initialization vector of a wrong length');
  return { ...entry, iv };
}

function readAlgorithm(element: DerElement | undefined): { oid: string; parameters: DerElement | undefined } {
  const [oid, parameters] = readDerElements(expectTag(element, 'sequence').content);
  return { oid: readOid(oid), parameters };
}

function assertKeyLength(element: DerElement | undefined, keyBytes: number): void {
  if (readSmallInteger(element) !== keyBytes) throw malformed('key length and cipher do not fit');
}

function unsupportedEncryption(what: string): CryptoError {
  return new CryptoError(
    `The private key is encrypted with ${what}, which is not supported; ` +
      'encrypt it anew, e.g. with `openssl pkcs8 -topk8 -v2 aes-256-cbc`',
    { code: 'ERR_KEY_ENCRYPTION', details: { what } },
  );
}

function tooCostly(what: string, limit: string): CryptoError {
  return new CryptoError(`The private key is encrypted with ${what}; ${limit}`, {
    code: 'ERR_KEY_ENCRYPTION',
    details: { what, limit },
  });
}

function malformed(reason: string): CryptoError {
  return new CryptoError(`The encrypted private key is malformed: ${reason}`, {
    code: 'ERR_KEY_FORMAT',
    details: { reason },
  });
}
