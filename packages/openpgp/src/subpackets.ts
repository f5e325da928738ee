import { createCursor, type Cursor } from './cursor.ts';
import { malformedPacket } from './openpgp-error.ts';

/** Types of signature subpackets (RFC 4880, 5.2.3.1), without the bit that says that a reader must understand it. */
export const SUBPACKETS = {
  signatureCreation: 2,
  signatureExpiration: 3,
  keyExpiration: 9,
  issuerKeyId: 16,
  primaryUserId: 25,
  keyFlags: 27,
  embeddedSignature: 32,
  issuerFingerprint: 33,
} as const;

/** One subpacket of a signature. */
export interface Subpacket {
  /** As received, with the bit for "critical". */
  readonly type: number;
  readonly data: Uint8Array;
}

/** The number in the data of a subpacket with a time; `undefined` for none, and for data of another length. */
export function readSeconds(data: Uint8Array | undefined): number | undefined {
  return data?.length === 4 ? data.reduce((sum, digit) => sum * 256 + digit, 0) : undefined;
}

/** @throws {@link OpenPgpError} `ERR_OPENPGP_PACKET` */
export function readSubpackets(bytes: Uint8Array): readonly Subpacket[] {
  const cursor = createCursor(bytes, 'the list of subpackets');
  const subpackets: Subpacket[] = [];
  while (!cursor.isAtEnd()) {
    const length = readLength(cursor);
    const type = cursor.byte();
    subpackets.push({ type, data: cursor.take(length - 1) });
  }
  return subpackets;
}

function readLength(cursor: Cursor): number {
  const first = cursor.byte();
  const length = first < 192 ? first : first < 255 ? ((first - 192) << 8) + cursor.byte() + 192 : cursor.number(4);
  if (length === 0) throw malformedPacket('a subpacket has no type');
  return length;
}
