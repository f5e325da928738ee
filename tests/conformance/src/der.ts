/** The order of each curve's group. */
const ORDERS = {
  'P-256': 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
} as const;

function readInteger(der: Uint8Array, at: number): { readonly value: bigint; readonly end: number } {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  return { value: BigInt(`0x${Buffer.from(der.subarray(at + 2, end)).toString('hex')}`), end };
}

function toBytes(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}

function encodeInteger(value: bigint): Buffer {
  const bytes = toBytes(value);
  return Buffer.concat([Buffer.of(0x02, bytes.length), bytes]);
}

/** An ECDSA signature as DER; both numbers are short enough for lengths of one byte. */
export function encodeSignature(r: bigint, s: bigint): Uint8Array {
  const body = Buffer.concat([encodeInteger(r), encodeInteger(s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

/** The two numbers of an ECDSA signature on P-256. */
export function decodeSignature(der: Uint8Array): { readonly r: bigint; readonly s: bigint } {
  const r = readInteger(der, 2);
  return { r: r.value, s: readInteger(der, r.end).value };
}

/** The other signature over the same bytes, with `s` in the wanted half of the group. */
export function withHalf(der: Uint8Array, half: 'high' | 'low'): Uint8Array {
  const { r, s } = decodeSignature(der);
  const order = ORDERS['P-256'];
  const isHigh = s > order / 2n;
  return encodeSignature(r, isHigh === (half === 'high') ? s : order - s);
}

/** `r` and `s` side by side, 32 bytes each, as other protocols write them. */
export function toCompact(der: Uint8Array): Uint8Array {
  const { r, s } = decodeSignature(der);
  return Buffer.from(r.toString(16).padStart(64, '0') + s.toString(16).padStart(64, '0'), 'hex');
}
