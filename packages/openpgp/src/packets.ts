import { createCursor, type Cursor } from './cursor.ts';
import { malformedPacket } from './openpgp-error.ts';

/** Packet tags (RFC 4880, 4.3). */
export const TAGS = {
  signature: 2,
  secretKey: 5,
  publicKey: 6,
  secretSubkey: 7,
  userId: 13,
  publicSubkey: 14,
  userAttribute: 17,
} as const;

/** One packet. */
export interface Packet {
  readonly tag: number;
  /** With its header, as received. */
  readonly bytes: Uint8Array;
  readonly body: Uint8Array;
}

/**
 * Splits bytes into packets (RFC 4880, 4.2). A length that is partial or not given belongs to messages, not to keys.
 * @throws {@link OpenPgpError} `ERR_OPENPGP_PACKET`
 */
export function readPackets(bytes: Uint8Array): readonly Packet[] {
  const cursor = createCursor(bytes, 'the last packet');
  const packets: Packet[] = [];
  while (!cursor.isAtEnd()) {
    const start = cursor.position();
    const first = cursor.byte();
    if ((first & 0x80) === 0) throw malformedPacket(`no packet begins at byte ${start}`);
    const isNew = (first & 0x40) !== 0;
    const body = cursor.take(isNew ? newLength(cursor) : oldLength(cursor, first & 3));
    packets.push({
      tag: isNew ? first & 0x3f : (first & 0x3c) >> 2,
      bytes: bytes.subarray(start, cursor.position()),
      body,
    });
  }
  return packets;
}

function newLength(cursor: Cursor): number {
  const first = cursor.byte();
  if (first < 192) return first;
  if (first < 224) return ((first - 192) << 8) + cursor.byte() + 192;
  if (first === 255) return cursor.number(4);
  throw malformedPacket('a packet has a partial length');
}

function oldLength(cursor: Cursor, type: number): number {
  if (type === 0) return cursor.byte();
  if (type === 1) return cursor.number(2);
  if (type === 2) return cursor.number(4);
  throw malformedPacket('a packet does not say how long it is');
}
