import { decodeHex, isJsonObject, type JsonValue } from '@intoto/encoding';

import type { KeyType } from './algorithms.ts';
import { Fault } from './fault.ts';

/** The numbers of a public key. */
export type KeyNumbers =
  | {
      readonly type: 'rsa';
      readonly n: bigint;
      readonly e: bigint;
      /** How long the text of `n` is, to which the reference fills up signatures with zeros. */
      readonly digits: number;
    }
  | { readonly type: 'dsa'; readonly p: bigint; readonly q: bigint; readonly g: bigint; readonly y: bigint }
  | { readonly type: 'eddsa'; readonly point: Uint8Array };

/** As pyca/cryptography has them. */
const DSA_P_BITS: ReadonlySet<number> = new Set([1024, 2048, 3072, 4096]);
const DSA_Q_BITS: ReadonlySet<number> = new Set([160, 224, 256]);

const ED25519_BYTES = 32;

/** What Python takes for blanks around a number. */
const BLANKS = String.raw`[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*`;

/** What Python's `int(text, 16)` takes, but for digits of other scripts: a sign, a prefix, underscores between digits. */
const PYTHON_HEX = new RegExp(`^${BLANKS}([+-]?)(?:0x_?)?([0-9a-f]+(?:_[0-9a-f]+)*)${BLANKS}$`, 'iu');

/**
 * Reads the numbers of a key object as the reference does, and makes sure that they can be those of a key.
 *
 * @param numbers - `keyval.public`
 * @throws {@link Fault} about the key
 */
export function readKeyNumbers(type: KeyType, numbers: JsonValue | undefined): KeyNumbers {
  if (numbers === undefined) throw new Fault('key', 'has no public part', true);
  if (!isJsonObject(numbers)) throw new Fault('key', 'has a public part without numbers');
  switch (type) {
    case 'rsa': {
      const e = readNumber(numbers, 'e');
      const n = readNumber(numbers, 'n');
      if (e < 3n || e >= n || e % 2n === 0n) throw new Fault('key', 'has a public exponent that is none');
      return { type, n, e, digits: readText(numbers, 'n').length };
    }
    case 'dsa': {
      const [y, g, p, q] = [
        readNumber(numbers, 'y'),
        readNumber(numbers, 'g'),
        readNumber(numbers, 'p'),
        readNumber(numbers, 'q'),
      ];
      if (!DSA_P_BITS.has(bitLength(p)) || !DSA_Q_BITS.has(bitLength(q)) || g <= 1n || g >= p)
        throw new Fault('key', 'has numbers of a size that DSA keys do not have');
      return { type, p, q, g, y };
    }
    case 'eddsa': {
      const point = readHex(readText(numbers, 'q'), 'key', 'has a point that is not hex');
      if (point.length !== ED25519_BYTES) throw new Fault('key', `has a point of ${point.length} bytes instead of 32`);
      return { type, point };
    }
    default:
      return type satisfies never;
  }
}

/** Reads hex as Python's `unhexlify` does. @throws {@link Fault} about the subject */
export function readHex(text: string, subject: Fault['subject'], message: string): Uint8Array<ArrayBuffer> {
  try {
    return decodeHex(text);
  } catch {
    throw new Fault(subject, message);
  }
}

/** How many binary digits a number above zero has. */
export function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
}

function readText(numbers: { readonly [name: string]: JsonValue }, name: string): string {
  if (!Object.hasOwn(numbers, name)) throw new Fault('key', `has no number "${name}"`, true);
  const text = numbers[name];
  if (typeof text !== 'string') throw new Fault('key', `has a number "${name}" that is no text`);
  return text;
}

function readNumber(numbers: { readonly [name: string]: JsonValue }, name: string): bigint {
  const text = readText(numbers, name);
  const [, sign, digits] = PYTHON_HEX.exec(text) ?? [];
  if (digits === undefined || sign === '-') throw new Fault('key', `has a number "${name}" that is not hex`);
  return BigInt(`0x${digits.replaceAll('_', '')}`);
}
