import { CryptoError } from './crypto-error.ts';

/** Tags of the ASN.1 types that keys are made of (X.690). */
const DER_TAGS = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  sequence: 0x30,
  context0: 0xa0,
  context1: 0xa1,
} as const;

/** One DER element: its tag, what it holds, and the whole of it. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly encoded: Uint8Array;
}

/** More than any key structure has side by side. */
const MAX_ELEMENTS = 16;

/**
 * Reads the DER elements that lie side by side in `bytes` and fill it to the last byte.
 * Does not look inside them. Definite, minimal lengths and one-byte tags only.
 * @throws {@link CryptoError} `ERR_KEY_FORMAT`.
 */
export function readDerElements(bytes: Uint8Array): readonly DerElement[] {
  const elements: DerElement[] = [];
  for (let offset = 0; offset < bytes.length;) {
    if (elements.length === MAX_ELEMENTS) throw malformedDer('too many elements');
    const element = readElement(bytes, offset);
    elements.push(element);
    offset += element.encoded.length;
  }
  return elements;
}

/**
 * Reads `bytes` as one element of type `tag` with nothing after it, and returns the elements inside.
 * @throws {@link CryptoError} `ERR_KEY_FORMAT`.
 */
export function readDerSequence(bytes: Uint8Array): readonly DerElement[] {
  const [element, ...rest] = readDerElements(bytes);
  if (rest.length > 0) throw malformedDer('bytes after the end');
  return readDerElements(expectTag(element, 'sequence').content);
}

/** Makes sure that an element is there and of the given type. */
export function expectTag(element: DerElement | undefined, type: keyof typeof DER_TAGS): DerElement {
  if (element?.tag === DER_TAGS[type]) return element;
  throw malformedDer(element === undefined ? `${type} missing` : `${type} expected`);
}

/** The digits of an INTEGER above zero, most significant first, without leading zeros. */
export function readPositiveInteger(element: DerElement | undefined): Uint8Array {
  const { content } = expectTag(element, 'integer');
  const [first, second] = content;
  if (first === undefined || first >= 0x80) throw malformedDer('positive integer expected');
  if (first !== 0) return content;
  if (second === undefined || second < 0x80) throw malformedDer('integer is zero or not minimal');
  return content.subarray(1);
}

/** The bytes of a BIT STRING that has no unused bits. */
export function readBitString(element: DerElement | undefined): Uint8Array {
  const { content } = expectTag(element, 'bitString');
  if (content[0] !== 0) throw malformedDer('bit string with unused bits');
  return content.subarray(1);
}

/** The bytes of one element around `parts`. */
export function encodeDer(type: keyof typeof DER_TAGS, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = parts.flatMap((part) => Array.from(part));
  return Uint8Array.from([DER_TAGS[type], ...encodeLength(content.length), ...content]);
}

/** An INTEGER from its digits, most significant first, or from a small number. */
export function encodeDerInteger(value: Uint8Array | number): Uint8Array<ArrayBuffer> {
  const digits = typeof value === 'number' ? smallDigits(value) : value;
  return (digits[0] ?? 0) >= 0x80 ? encodeDer('integer', Uint8Array.of(0), digits) : encodeDer('integer', digits);
}

/** A BIT STRING without unused bits. */
export function encodeDerBitString(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeDer('bitString', Uint8Array.of(0), bytes);
}

function readElement(bytes: Uint8Array, offset: number): DerElement {
  const tag = bytes[offset] ?? 0;
  if ((tag & 0x1f) === 0x1f) throw malformedDer('tag of several bytes');
  const { length, headerLength } = readLength(bytes, offset);
  const end = offset + headerLength + length;
  if (end > bytes.length) throw malformedDer('element longer than the data');
  return {
    tag,
    content: bytes.subarray(offset + headerLength, end),
    encoded: bytes.subarray(offset, end),
  };
}

function readLength(bytes: Uint8Array, offset: number): { length: number; headerLength: number } {
  const first = bytes[offset + 1];
  if (first === undefined) throw malformedDer('length missing');
  if (first < 0x80) return { length: first, headerLength: 2 };
  const size = first & 0x7f;
  const digits = bytes.subarray(offset + 2, offset + 2 + size);
  if (size === 0 || size > 4 || digits.length < size) throw malformedDer('unusual length');
  const length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
  if (length < 0x80 || digits[0] === 0) throw malformedDer('length not minimal');
  return { length, headerLength: 2 + size };
}

function encodeLength(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const digits = smallDigits(length);
  return [0x80 + digits.length, ...digits];
}

function smallDigits(value: number): Uint8Array<ArrayBuffer> {
  const digits: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Uint8Array.from(digits.length === 0 ? [0] : digits);
}

/** The error for bytes that are not the DER of a key. */
export function malformedDer(reason: string): CryptoError {
  return new CryptoError(`The bytes are not a key: malformed DER (${reason})`, {
    code: 'ERR_KEY_FORMAT',
    details: { reason },
  });
}
