import { CryptoError, type Pbes2Parameters } from '@intoto/crypto';

import { hashName, own, subtle, unsupported } from './web-crypto.ts';

const KEY_BITS = { 'aes-128-cbc': 128, 'aes-192-cbc': 192, 'aes-256-cbc': 256 } as const;

export async function decryptPbes2(
  parameters: Pbes2Parameters,
  ciphertext: Uint8Array,
  password: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await deriveKey(parameters, own(password));
  try {
    return new Uint8Array(await subtle().decrypt(aesCbc(parameters), key, own(ciphertext)));
  } catch (cause) {
    throw new CryptoError('The password does not decrypt the private key', { code: 'ERR_KEY_PASSWORD', cause });
  }
}

export async function encryptPbes2(
  parameters: Pbes2Parameters,
  plaintext: Uint8Array,
  password: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await deriveKey(parameters, own(password));
  return new Uint8Array(await subtle().encrypt(aesCbc(parameters), key, own(plaintext)));
}

function aesCbc({ iv }: Pbes2Parameters): AesCbcParams {
  return { name: 'AES-CBC', iv: own(iv) };
}

async function deriveKey({ kdf, cipher }: Pbes2Parameters, password: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  if (kdf.name === 'scrypt') return unsupported('scrypt');
  const { salt, iterations, hash } = kdf;
  const material = await subtle().importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', salt: own(salt), iterations, hash: hashName(hash) };
  const bits = await subtle().deriveBits(parameters, material, KEY_BITS[cipher]);
  try {
    return await subtle().importKey('raw', bits, 'AES-CBC', false, ['encrypt', 'decrypt']);
  } catch (cause) {
    // Chromium has no AES-192.
    return unsupported(`${cipher} here`, cause);
  }
}
