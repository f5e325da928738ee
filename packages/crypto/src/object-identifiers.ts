import { type DerElement, encodeDer, expectTag } from './der.ts';

/** Object identifiers of algorithms in keys (RFC 3279, 5480, 8410). */
export const OIDS = {
  rsaEncryption: '1.2.840.113549.1.1.1',
  rsassaPss: '1.2.840.113549.1.1.10',
  ecPublicKey: '1.2.840.10045.2.1',
  ed25519: '1.3.101.112',
} as const;

/** Names for messages about algorithms that exist but are not supported here. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10040.4.1', 'DSA'],
  ['1.2.840.113549.1.3.1', 'Diffie-Hellman'],
  ['1.3.101.110', 'X25519'],
  ['1.3.101.111', 'X448'],
  ['1.3.101.113', 'Ed448'],
  ['2.16.840.1.101.3.4.3.17', 'ML-DSA-44'],
  ['2.16.840.1.101.3.4.3.18', 'ML-DSA-65'],
  ['2.16.840.1.101.3.4.3.19', 'ML-DSA-87'],
  ['1.3.132.0.10', 'secp256k1'],
]);

/** For people: the algorithm's name and its identifier. */
export function describeOid(oid: string, names: ReadonlyMap<string, string> = NAMES): string {
  const name = names.get(oid);
  return name === undefined ? `object identifier ${oid}` : `${name} (${oid})`;
}

/** The dotted form of an OBJECT IDENTIFIER (X.690, 8.19). */
export function readOid(element: DerElement | undefined): string {
  const { content } = expectTag(element, 'objectIdentifier');
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of content.subarray(0, 64)) {
    arc = arc * 128n + BigInt(byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first = 0n, ...rest] = arcs;
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...rest].join('.');
}

/** The OBJECT IDENTIFIER of a dotted form. */
export function encodeOid(oid: string): Uint8Array<ArrayBuffer> {
  const [root = 0, second = 0, ...rest] = oid.split('.').map(Number);
  return encodeDer('objectIdentifier', Uint8Array.from([root * 40 + second, ...rest].flatMap(encodeArc)));
}

function encodeArc(arc: number): readonly number[] {
  const digits = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift(0x80 + (rest % 128));
  return digits;
}
