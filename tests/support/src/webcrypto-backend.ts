import {
  type CryptoBackend,
  CryptoError,
  type DigestAlgorithm,
  type Pbes2Parameters,
  type SignatureScheme,
} from '@intoto/crypto';

import { derToRaw, rawToDer } from './ecdsa-signature.ts';
import { COORDINATE_BYTES, hashName, keyAlgorithm, signatureAlgorithm, unsupported } from './webcrypto-algorithms.ts';

const { subtle } = globalThis.crypto;

const DIGEST_BYTES: Readonly<Record<DigestAlgorithm, number>> = { sha224: 28, sha256: 32, sha384: 48, sha512: 64 };
const AES_BITS = { 'aes-128-cbc': 128, 'aes-192-cbc': 192, 'aes-256-cbc': 256 } as const;

/**
 * A backend on WebCrypto for tests that run in Node and in browsers. It lacks SHA-224, scrypt and streaming hashes,
 * AES-192 in Chromium, and checks PSS signatures for the usual salt lengths only.
 */
export const webcryptoBackend: CryptoBackend = Object.freeze<CryptoBackend>({
  name: 'webcrypto-test',
  digest: async (algorithm, data) => new Uint8Array(await subtle.digest(hashName(algorithm), own(data))),
  createHasher: () => unsupported('streaming hash'),
  createVerifier: async (scheme, spki) => {
    const key = await importKey('spki', spki, scheme, 'verify');
    return { verify: (data, signature) => verify(scheme, key, own(data), own(signature)) };
  },
  createSign: async (scheme, pkcs8) => {
    const key = await importKey('pkcs8', pkcs8, scheme, 'sign');
    return (data) => sign(scheme, key, own(data));
  },
  derivePublicKey,
  generateKey,
  decryptPbes2: async (parameters, ciphertext, password) => {
    const key = await deriveKey(parameters, password);
    try {
      return new Uint8Array(await subtle.decrypt(aesCbc(parameters), key, own(ciphertext)));
    } catch (cause) {
      throw new CryptoError('The password does not decrypt the private key', { code: 'ERR_KEY_PASSWORD', cause });
    }
  },
  encryptPbes2: async (parameters, plaintext, password) => {
    const key = await deriveKey(parameters, password);
    return new Uint8Array(await subtle.encrypt(aesCbc(parameters), key, own(plaintext)));
  },
  randomBytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
});

/** WebCrypto wants bytes that no other thread can change. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

async function importKey(
  format: 'spki' | 'pkcs8',
  bytes: Uint8Array,
  scheme: SignatureScheme,
  usage: 'sign' | 'verify',
): Promise<CryptoKey> {
  const algorithm = keyAlgorithm(scheme);
  try {
    return await subtle.importKey(format, own(bytes), algorithm, true, [usage]);
  } catch (cause) {
    throw new CryptoError(`WebCrypto cannot use the key for ${algorithm.name}`, { code: 'ERR_KEY_UNUSABLE', cause });
  }
}

async function verify(
  scheme: SignatureScheme,
  key: CryptoKey,
  data: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const raw = scheme.type === 'ecdsa' ? derToRaw(signature, COORDINATE_BYTES[scheme.curve]) : signature;
  if (raw === undefined) return false;
  for (const saltLength of saltLengths(scheme, key))
    if (await subtle.verify(signatureAlgorithm(scheme, saltLength), key, raw, data)) return true;
  return false;
}

function saltLengths(scheme: SignatureScheme, key: CryptoKey): ReadonlySet<number> {
  if (scheme.type !== 'rsa' || scheme.padding !== 'pss') return new Set([0]);
  const { modulusLength } = key.algorithm as KeyAlgorithm & { modulusLength: number };
  const digest = DIGEST_BYTES[scheme.hash];
  const longest = Math.ceil((modulusLength - 1) / 8) - digest - 2;
  return new Set([digest, 0, 20, 32, longest].filter((length) => length <= longest));
}

async function sign(
  scheme: SignatureScheme,
  key: CryptoKey,
  data: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const saltLength = scheme.type === 'rsa' ? DIGEST_BYTES[scheme.hash] : 0;
  const raw = new Uint8Array(await subtle.sign(signatureAlgorithm(scheme, saltLength), key, data));
  return scheme.type === 'ecdsa' ? rawToDer(raw) : raw;
}

async function derivePublicKey(pkcs8: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const schemes: readonly SignatureScheme[] = [
    { type: 'ed25519' },
    { type: 'rsa', padding: 'pss', hash: 'sha256' },
    { type: 'ecdsa', curve: 'P-256', hash: 'sha256' },
    { type: 'ecdsa', curve: 'P-384', hash: 'sha384' },
    { type: 'ecdsa', curve: 'P-521', hash: 'sha512' },
  ];
  for (const scheme of schemes) {
    const key = await importKey('pkcs8', pkcs8, scheme, 'sign').catch(() => undefined);
    if (key === undefined) continue;
    const { kty, crv, n, e, x, y } = await subtle.exportKey('jwk', key);
    const jwk = Object.fromEntries(Object.entries({ kty, crv, n, e, x, y }).filter(([, value]) => value !== undefined));
    const publicKey = await subtle.importKey('jwk', jwk, keyAlgorithm(scheme), true, ['verify']);
    return new Uint8Array(await subtle.exportKey('spki', publicKey));
  }
  throw new CryptoError('WebCrypto cannot read the private key', { code: 'ERR_KEY_UNUSABLE' });
}

async function generateKey(scheme: SignatureScheme): Promise<Uint8Array<ArrayBuffer>> {
  const rsa = { modulusLength: 3072, publicExponent: Uint8Array.from([1, 0, 1]) };
  const algorithm = scheme.type === 'rsa' ? { ...keyAlgorithm(scheme), ...rsa } : keyAlgorithm(scheme);
  const { privateKey } = (await subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  return new Uint8Array(await subtle.exportKey('pkcs8', privateKey));
}

function aesCbc({ iv }: Pbes2Parameters): AesCbcParams {
  return { name: 'AES-CBC', iv: own(iv) };
}

async function deriveKey({ kdf, cipher }: Pbes2Parameters, password: Uint8Array): Promise<CryptoKey> {
  if (kdf.name === 'scrypt') return unsupported('scrypt');
  const { salt, iterations, hash } = kdf;
  const material = await subtle.importKey('raw', own(password), 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', salt: own(salt), iterations, hash: hashName(hash) };
  const bits = await subtle.deriveBits(parameters, material, AES_BITS[cipher]);
  try {
    return await subtle.importKey('raw', bits, 'AES-CBC', false, ['encrypt', 'decrypt']);
  } catch {
    return unsupported(cipher);
  }
}
