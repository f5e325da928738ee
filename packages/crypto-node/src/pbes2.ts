import { createCipheriv, createDecipheriv, pbkdf2, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

import { CryptoError, type Pbes2Parameters } from '@intoto/crypto';

const KEY_BYTES = { 'aes-128-cbc': 16, 'aes-192-cbc': 24, 'aes-256-cbc': 32 } as const;

const derivePbkdf2 = promisify(pbkdf2);
const deriveScrypt = promisify<Uint8Array, Uint8Array, number, ScryptCost, Uint8Array>(scrypt);

interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly maxmem: number;
}

export async function decryptPbes2(
  parameters: Pbes2Parameters,
  ciphertext: Uint8Array,
  password: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await deriveKey(parameters, password);
  const decipher = supported(parameters, () => createDecipheriv(parameters.cipher, key, parameters.iv));
  const head = decipher.update(ciphertext);
  try {
    return new Uint8Array(Buffer.concat([head, decipher.final()]));
  } catch (cause) {
    throw new CryptoError('The password does not decrypt the private key', { code: 'ERR_KEY_PASSWORD', cause });
  }
}

export async function encryptPbes2(
  parameters: Pbes2Parameters,
  plaintext: Uint8Array,
  password: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await deriveKey(parameters, password);
  const cipher = supported(parameters, () => createCipheriv(parameters.cipher, key, parameters.iv));
  return new Uint8Array(Buffer.concat([cipher.update(plaintext), cipher.final()]));
}

/** Not every runtime with `node:crypto` has every cipher. */
function supported<T>({ cipher }: Pbes2Parameters, create: () => T): T {
  try {
    return create();
  } catch (cause) {
    throw new CryptoError(`There is no ${cipher} here`, { code: 'ERR_CRYPTO_UNSUPPORTED', cause });
  }
}

async function deriveKey({ kdf, cipher }: Pbes2Parameters, password: Uint8Array): Promise<Uint8Array> {
  const length = KEY_BYTES[cipher];
  if (kdf.name === 'pbkdf2') return derivePbkdf2(password, kdf.salt, kdf.iterations, length, kdf.hash);
  const { n, r, p } = kdf;
  // What OpenSSL allots for the whole computation; its own default refuses 32 MiB and more.
  const maxmem = 128 * r * (n + p + 2) + 1024;
  return deriveScrypt(password, kdf.salt, length, { N: n, r, p, maxmem });
}
