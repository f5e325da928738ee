import { malformed, tooCostly, unsupportedEncryption, wrongPassword } from './failures.ts';
import { createSshReader } from './ssh-wire.ts';

const WHAT = 'OpenSSH private key';
const REMEDY = 'encrypt it anew with `ssh-keygen -p -Z aes256-ctr -f FILE`';

/** A few seconds of work; `ssh-keygen` writes 16 or 24 unless told otherwise. */
const MAX_ROUNDS = 512;
const BLOCK_BYTES = 16;

/** Key sizes of the ciphers that `ssh-keygen -Z` offers. */
const KEY_BYTES: ReadonlyMap<string, number> = new Map([
  ['aes128-ctr', 16],
  ['aes192-ctr', 24],
  ['aes256-ctr', 32],
  ['aes128-cbc', 16],
  ['aes192-cbc', 24],
  ['aes256-cbc', 32],
]);

/** The encrypted part of a key, and how it is encrypted. */
export interface SshEncryption {
  readonly cipher: string;
  readonly kdf: string;
  readonly kdfOptions: Uint8Array;
  readonly data: Uint8Array;
  readonly password: Uint8Array;
}

/** The part of the library that is used: OpenBSD's function, which fills `key` and returns 0, or refuses its arguments. */
interface Bcrypt {
  readonly pbkdf: (
    password: Uint8Array,
    passwordLength: number,
    salt: Uint8Array,
    saltLength: number,
    key: Uint8Array,
    keyLength: number,
    rounds: number,
  ) => number;
}

/**
 * Decrypts the private part of an OpenSSH key; a wrong password gives other bytes.
 * @throws CryptoError `ERR_KEY_FORMAT`, `ERR_KEY_ENCRYPTION`, `ERR_KEY_PASSWORD` for an empty password.
 */
export async function decryptSshKey({ cipher, kdf, kdfOptions, data, password }: SshEncryption): Promise<Uint8Array> {
  const keyBytes = KEY_BYTES.get(cipher);
  if (keyBytes === undefined || kdf !== 'bcrypt') throw unsupportedEncryption(`${cipher} and ${kdf}`, REMEDY);
  const options = createSshReader(kdfOptions, WHAT);
  const [salt, rounds] = [options.bytes(), options.uint32()];
  if (options.left > 0 || salt.length === 0 || salt.length > 1024) throw malformed(WHAT, 'its salt is unusual');
  if (rounds < 1 || rounds > MAX_ROUNDS)
    throw tooCostly(`${rounds} rounds of bcrypt`, `1 to ${MAX_ROUNDS} are allowed`);
  if (data.length === 0 || data.length % BLOCK_BYTES !== 0) throw malformed(WHAT, 'its data is cut off');
  const derived = new Uint8Array(keyBytes + BLOCK_BYTES);
  // OpenSSH writes no key with an empty password, and bcrypt takes none.
  if (password.length === 0) throw wrongPassword();
  // @ts-expect-error TS7016: the library comes without types.
  const { default: bcrypt } = (await import('bcrypt-pbkdf')) as { readonly default: Bcrypt };
  const status = bcrypt.pbkdf(password, password.length, salt, salt.length, derived, derived.length, rounds);
  if (status !== 0) throw malformed(WHAT, 'its key derivation is impossible');
  const { cbc, ctr } = await import('@noble/ciphers/aes.js');
  const [key, iv] = [derived.slice(0, keyBytes), derived.slice(keyBytes)];
  const mode = cipher.endsWith('cbc') ? cbc(key, iv, { disablePadding: true }) : ctr(key, iv);
  return mode.decrypt(data);
}
