import { joinBytes } from './join-bytes.ts';
import { malformedPacket } from './openpgp-error.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** Numbers of DSA have 32 bytes at most; with a byte for the sign, two of them stay below this length. */
const MAX_SHORT_LENGTH = 127;

/** `SEQUENCE { r INTEGER, s INTEGER }` in DER. @param r - big-endian, as is `s` */
export function encodeDsaSignature(r: Uint8Array, s: Uint8Array): Uint8Array<ArrayBuffer> {
  return encode(SEQUENCE, joinBytes(encodeInteger(r), encodeInteger(s)));
}

/** The inverse of {@link encodeDsaSignature}; `undefined` for anything but the one DER encoding of two numbers above zero. */
export function decodeDsaSignature(der: Uint8Array): { readonly r: Uint8Array; readonly s: Uint8Array } | undefined {
  const [tag, length, rTag, rLength = 0] = der;
  const sAt = 4 + rLength;
  if (tag !== SEQUENCE || length !== der.length - 2 || length > MAX_SHORT_LENGTH) return undefined;
  if (rTag !== INTEGER || der[sAt] !== INTEGER || der[sAt + 1] !== der.length - sAt - 2) return undefined;
  const r = der.subarray(4, sAt);
  const s = der.subarray(sAt + 2);
  return isPositive(r) && isPositive(s) ? { r, s } : undefined;
}

function encodeInteger(digits: Uint8Array): Uint8Array {
  const start = digits.findIndex((digit) => digit !== 0);
  const significant = start === -1 ? Uint8Array.of(0) : digits.subarray(start);
  const sign = (significant[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array();
  return encode(INTEGER, joinBytes(sign, significant));
}

function encode(tag: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  if (content.length > MAX_SHORT_LENGTH) throw malformedPacket('a DSA signature is too long');
  return joinBytes(Uint8Array.of(tag, content.length), content);
}

function isPositive(content: Uint8Array): boolean {
  const [first = 0x80, second = 0] = content;
  return first < 0x80 && (first > 0 || second >= 0x80);
}
