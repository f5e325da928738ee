import { decodeHex, encodeHex } from '@intoto/encoding';

/** `base ** exponent % modulus`, for public numbers: it takes as long as they are. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  let factor = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}

/** The number that makes 1 of `value`, multiplied modulo `modulus`; `undefined` where there is none. */
export function inverse(value: bigint, modulus: bigint): bigint | undefined {
  let [previous, current] = [modulus, value % modulus];
  let [before, factor] = [0n, 1n];
  while (current > 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [before, factor] = [factor, before - quotient * factor];
  }
  return previous === 1n ? ((before % modulus) + modulus) % modulus : undefined;
}

/** Big-endian bytes as a number. */
export function toNumber(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${encodeHex(bytes)}`);
}

/** A number above zero in big-endian bytes, without leading zeros. */
export function toBytes(value: bigint): Uint8Array<ArrayBuffer> {
  const hex = value.toString(16);
  return decodeHex(hex.padStart(hex.length + (hex.length % 2), '0'));
}
