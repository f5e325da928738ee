import type { CryptoBackend, Pbes2Parameters } from '@intoto/crypto';

import { fromHex, fromText, insideBuffer } from './bytes.ts';
import { type KitCase, kitCase } from './kit-case.ts';
import { check, checkBytes, checkRefused } from './kit-failure.ts';
import { type EncryptionVector, ENCRYPTIONS, PASSWORD, PLAINTEXT, WRONG_PASSWORD } from './vectors/encryptions.ts';

/** What a backend can do with passwords; everything else must be refused with `ERR_CRYPTO_UNSUPPORTED`. */
export interface EncryptionCapabilities {
  readonly kdfs: readonly Pbes2Parameters['kdf']['name'][];
  /** Hashes of PBKDF2's HMAC. @defaultValue all of them */
  readonly kdfHashes?: readonly EncryptionVector['hash'][] | undefined;
  readonly ciphers: readonly Pbes2Parameters['cipher'][];
}

interface Options extends EncryptionCapabilities {
  readonly backend: CryptoBackend;
}

/** Cases for PBES2, the encryption of private keys. */
export function encryptionCases(options: Options): readonly KitCase[] {
  return ENCRYPTIONS.map((vector) => {
    const { kdf, hash, cipher } = vector;
    const name = kdf === 'pbkdf2' ? `${kdf} with ${hash}, ${cipher}` : `${kdf}, ${cipher}`;
    return isSupported(options, vector)
      ? kitCase(`${name}: decrypts what others encrypted, and encrypts the same`, () => checkVector(options, vector))
      : kitCase(`${name}: is refused, since it is not supported`, () => checkUnsupported(options, vector));
  });
}

function isSupported({ kdfs, kdfHashes, ciphers }: Options, { kdf, hash, cipher }: EncryptionVector): boolean {
  const hasHash = kdf === 'scrypt' || (kdfHashes?.includes(hash) ?? true);
  return kdfs.includes(kdf) && ciphers.includes(cipher) && hasHash;
}

async function checkVector({ backend }: Options, vector: EncryptionVector): Promise<void> {
  const [parameters, plaintext, ciphertext] = [toParameters(vector), fromHex(PLAINTEXT), fromHex(vector.ciphertext)];
  const password = fromText(PASSWORD);
  checkBytes(await backend.decryptPbes2(parameters, ciphertext, password), plaintext, 'the plaintext');
  checkBytes(await backend.encryptPbes2(parameters, plaintext, password), ciphertext, 'the ciphertext');
  const view = insideBuffer(ciphertext);
  const before = new Uint8Array(view.buffer.slice(0));
  checkBytes(await backend.decryptPbes2(parameters, view, password), plaintext, 'the plaintext of a view');
  checkBytes(new Uint8Array(view.buffer), before, 'the ciphertext after the call');
  check(String(parameters.iv) === String(fromHex(vector.iv)), 'the parameters must not be changed');
  await checkRefused(
    () => backend.decryptPbes2(parameters, ciphertext, fromText(WRONG_PASSWORD)),
    ['ERR_KEY_PASSWORD'],
    'a wrong password',
  );
}

async function checkUnsupported({ backend }: Options, vector: EncryptionVector): Promise<void> {
  const [parameters, password] = [toParameters(vector), fromText(PASSWORD)];
  const what = 'what is not declared';
  await checkRefused(
    () => backend.decryptPbes2(parameters, fromHex(vector.ciphertext), password),
    ['ERR_CRYPTO_UNSUPPORTED'],
    what,
  );
  await checkRefused(
    () => backend.encryptPbes2(parameters, fromHex(PLAINTEXT), password),
    ['ERR_CRYPTO_UNSUPPORTED'],
    what,
  );
}

function toParameters({ kdf, hash, cipher, salt, iv }: EncryptionVector): Pbes2Parameters {
  const bytes = fromHex(salt);
  return {
    kdf:
      kdf === 'pbkdf2'
        ? { name: 'pbkdf2', salt: bytes, iterations: 1000, hash }
        : { name: 'scrypt', salt: bytes, n: 16, r: 2, p: 3 },
    cipher,
    iv: fromHex(iv),
  };
}
