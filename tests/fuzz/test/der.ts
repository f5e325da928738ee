/** One DER element around others. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  return new Uint8Array(Buffer.concat([Uint8Array.of(tag, ...length(content.length)), content]));
}

/** A DER INTEGER that is not negative. */
export function derInteger(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const digits = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return (digits[0] ?? 0) >= 0x80 ? der(0x02, Uint8Array.of(0), digits) : der(0x02, digits);
}

/** A DER OBJECT IDENTIFIER from its content in hex. */
export function derObjectIdentifier(hex: string): Uint8Array {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function length(value: number): number[] {
  if (value < 0x80) return [value];
  const hex = value.toString(16);
  const digits = [...Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')];
  return [0x80 + digits.length, ...digits];
}
