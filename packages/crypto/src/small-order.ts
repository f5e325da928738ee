import { encodeHex } from '@intoto/encoding';

/**
 * The points of Ed25519 whose order divides 8, by their y without the sign of x. Two of the numbers can also be written with the
 * modulus added.
 */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  `00${'00'.repeat(31)}`,
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

/**
 * Whether the 32 bytes of an Ed25519 public key, or the first half of a signature, are a point of small order, in any encoding. Such a
 * key verifies signatures that nobody made. WebCrypto is to refuse both kinds; Node 24 does, Node 20 does not, and so a backend must
 * look itself.
 */
export function hasSmallOrder(point: Uint8Array): boolean {
  return SMALL_ORDER.has(encodeHex(point.map((byte, index) => (index === 31 ? byte & 0x7f : byte))));
}
