import { coordinateSize } from './elliptic-curves.ts';
import type { EcdsaCurve } from './interfaces.ts';

/**
 * Turns the ASN.1 DER `SEQUENCE { r INTEGER, s INTEGER }` of in-toto's ECDSA signatures into `r || s`, each as long as a
 * coordinate of the curve: for backends whose libraries use that form. As strict as OpenSSL.
 * @returns `undefined` for anything but the one DER encoding of two numbers that fit: such a signature does not verify.
 */
export function decodeEcdsaSignature(der: Uint8Array, curve: EcdsaCurve): Uint8Array<ArrayBuffer> | undefined {
  const size = coordinateSize(curve);
  const body = readElement(der, 0, 0x30);
  if (body === undefined || body.end !== der.length) return undefined;
  const r = readElement(der, body.start, 0x02);
  if (r === undefined) return undefined;
  const s = readElement(der, r.end, 0x02);
  if (s === undefined || s.end !== body.end) return undefined;
  const raw = new Uint8Array(2 * size);
  const fits = [r, s].map((integer, index) => {
    const first = der[integer.start] ?? 0x80;
    const second = der[integer.start + 1] ?? 0;
    const padded = first === 0 && integer.end - integer.start > 1;
    if (first >= 0x80 || (padded && second < 0x80)) return false;
    const digits = der.subarray(padded ? integer.start + 1 : integer.start, integer.end);
    if (digits.length > size) return false;
    raw.set(digits, (index + 1) * size - digits.length);
    return true;
  });
  return fits.every(Boolean) ? raw : undefined;
}

/** The inverse of {@link decodeEcdsaSignature}. */
export function encodeEcdsaSignature(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = raw.length / 2;
  const body = [...encodeInteger(raw.subarray(0, half)), ...encodeInteger(raw.subarray(half))];
  const length = body.length < 0x80 ? [body.length] : [0x81, body.length];
  return Uint8Array.from([0x30, ...length, ...body]);
}

function encodeInteger(digits: Uint8Array): number[] {
  const firstDigit = digits.findIndex((byte) => byte !== 0);
  const trimmed = firstDigit === -1 ? [0] : [...digits.subarray(firstDigit)];
  const padded = (trimmed[0] ?? 0) >= 0x80 ? [0, ...trimmed] : trimmed;
  return [0x02, padded.length, ...padded];
}

function readElement(der: Uint8Array, offset: number, tag: number): { start: number; end: number } | undefined {
  if (der[offset] !== tag) return undefined;
  const first = der[offset + 1] ?? 0xff;
  const long = first === 0x81;
  const length = long ? (der[offset + 2] ?? 0) : first;
  if (long ? length < 0x80 : first >= 0x80) return undefined;
  const start = offset + (long ? 3 : 2);
  return length > 0 && start + length <= der.length ? { start, end: start + length } : undefined;
}
