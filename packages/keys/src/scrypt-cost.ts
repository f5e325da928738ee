import { tooCostly } from './failures.ts';

/** Cost parameters of scrypt (RFC 7914). */
export interface ScryptCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

/**
 * A file must not keep its reader busy for minutes or take all memory. This is what minisign asks for with each key that it
 * makes: 1 GiB and N·r·p of 2^23; Sigstore keys take a sixteenth of it.
 */
const MAX_MEMORY = 1024 * 1024 * 1024;
const MAX_WORK = 2 ** 23;

/**
 * Makes sure that deriving a key takes seconds at most.
 * @throws CryptoError `ERR_KEY_ENCRYPTION`.
 */
export function assertScryptCost({ n, r, p }: ScryptCost): void {
  const isPossible = n >= 2 && Number.isInteger(Math.log2(n)) && r >= 1 && p >= 1;
  if (isPossible && 128 * r * n <= MAX_MEMORY && n * r * p <= MAX_WORK) return;
  throw tooCostly(
    `scrypt with N=${n}, r=${r}, p=${p}`,
    'N must be a power of two; at most 1 GiB and N·r·p of 2^23 are allowed',
  );
}

/** Derives `length` bytes from a password. The cost has been bounded before. */
export async function deriveScrypt(
  password: Uint8Array,
  salt: Uint8Array,
  { n, r, p }: ScryptCost,
  length: number,
): Promise<Uint8Array> {
  const { scryptAsync } = await import('@noble/hashes/scrypt.js');
  const maxmem = 128 * r * (n + p + 2) + 1024;
  return scryptAsync(password, salt, { N: n, r, p, dkLen: length, maxmem });
}
