import { decodeUtf8 } from '@intoto/encoding';

import { malformed } from './certificate-error.ts';

/** Deeper than any certificate is nested; a reader that recurses must not be led deeper. */
const MAX_DEPTH = 24;
/** A certificate with hundreds of names has a few thousand. */
const MAX_ELEMENTS = 20_000;

const CONSTRUCTED = 0x20;
const UNIVERSAL_CONSTRUCTED: ReadonlySet<number> = new Set([0x30, 0x31]);

interface Place {
  readonly bytes: Uint8Array;
  readonly elements: { count: number };
}

/**
 * Makes sure that `bytes` are one value in DER, to the last byte, and all text in it is what its type says. The library that
 * reads certificates takes BER and mends what is broken, so that others would read something else than it does.
 *
 * @throws {@link CertificateError} `ERR_CERTIFICATE_FORMAT`
 */
export function assertDer(bytes: Uint8Array): void {
  const end = checkElement({ bytes, elements: { count: 0 } }, 0, bytes.length, 0);
  if (end !== bytes.length) throw malformed('there are bytes after its end');
}

/** @returns where the element ends. */
function checkElement(place: Place, start: number, limit: number, depth: number): number {
  place.elements.count += 1;
  if (depth > MAX_DEPTH || place.elements.count > MAX_ELEMENTS) throw malformed('it is nested too deeply or too long');
  const tag = place.bytes[start] ?? 0;
  if ((tag & 0x1f) === 0x1f) throw malformed('it has a tag of more than one byte');
  const { contentStart, end } = readLength(place.bytes, start + 1, limit);
  if (end > limit) throw malformed('it ends too early');
  if ((tag & CONSTRUCTED) === 0) {
    if (!isPrimitive(tag, place.bytes.subarray(contentStart, end))) throw malformed('it has a value that is not DER');
    return end;
  }
  if (tag < 0x80 && !UNIVERSAL_CONSTRUCTED.has(tag)) throw malformed('it has a value in pieces');
  let next = contentStart;
  while (next < end) next = checkElement(place, next, end, depth + 1);
  return end;
}

/** Definite, and as short as can be. */
function readLength(bytes: Uint8Array, start: number, limit: number): { contentStart: number; end: number } {
  const first = start < limit ? (bytes[start] ?? 0) : 0;
  if (start >= limit) throw malformed('it ends too early');
  if (first < 0x80) return { contentStart: start + 1, end: start + 1 + first };
  const digits = bytes.subarray(start + 1, start + 1 + (first & 0x7f));
  const length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
  if (digits.length === 0 || digits.length > 3 || digits[0] === 0 || length < 0x80)
    throw malformed('it has a length that is not DER');
  const contentStart = start + 1 + digits.length;
  return { contentStart, end: contentStart + length };
}

/** Values of types that are not listed are whatever they are. */
function isPrimitive(tag: number, content: Uint8Array): boolean {
  const [first = 0, second = 0] = content;
  switch (tag) {
    case 0x01: // BOOLEAN
      return content.length === 1 && (first === 0 || first === 0xff);
    case 0x02: // INTEGER
    case 0x0a: // ENUMERATED
      if (content.length === 1) return true;
      return content.length > 1 && !(first === 0 && second < 0x80) && !(first === 0xff && second >= 0x80);
    case 0x03: // BIT STRING
      return content.length > 0 && first < 8 && ((content.at(-1) ?? 0) & ((1 << first) - 1)) === 0 && endsWell(content);
    case 0x05: // NULL
      return content.length === 0;
    case 0x06: // OBJECT IDENTIFIER
      return isObjectIdentifier(content);
    case 0x0c: // UTF8String
      return isUtf8(content);
    case 0x12: // NumericString
    case 0x13: // PrintableString
    case 0x14: // TeletexString, which nobody reads alike beyond ASCII
    case 0x16: // IA5String
    case 0x1a: // VisibleString
      return content.every((byte) => byte < 0x80);
    case 0x17: // UTCTime
      return isTime(content, 2);
    case 0x18: // GeneralizedTime
      return isTime(content, 4);
    case 0x1e: // BMPString
      return content.length % 2 === 0;
    case 0x10: // SEQUENCE and SET are constructed
    case 0x11:
    case 0x1c: // UniversalString
      return false;
    default:
      return true;
  }
}

/** No unused bits without a byte that has them. */
function endsWell(content: Uint8Array): boolean {
  return content.length > 1 || content[0] === 0;
}

function isObjectIdentifier(content: Uint8Array): boolean {
  if (content.length === 0 || content.length > 64 || (content.at(-1) ?? 0) >= 0x80) return false;
  return content.every((byte, index) => byte !== 0x80 || (index > 0 && (content[index - 1] ?? 0) >= 0x80));
}

function isUtf8(content: Uint8Array): boolean {
  try {
    decodeUtf8(content);
    return true;
  } catch {
    return false;
  }
}

/** `YYMMDDHHMMSSZ` or `YYYYMMDDHHMMSSZ` (RFC 5280, 4.1.2.5), a time that exists. */
function isTime(content: Uint8Array, yearDigits: number): boolean {
  const text = String.fromCharCode(...content.subarray(0, 20));
  const [, year = '', rest = ''] = new RegExp(`^(\\d{${String(yearDigits)}})(\\d{10})Z$`, 'u').exec(text) ?? [];
  const numbers = rest.match(/\d\d/gu)?.map(Number) ?? [];
  if (content.length !== text.length || numbers.length !== 5) return false;
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  // Short years have leap years where the same years of the other century have them, but 1900, which none of them means.
  const date = new Date(Date.UTC(Number(year) + (yearDigits === 2 ? 2000 : 0), month - 1, day, hour, minute, second));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
}
