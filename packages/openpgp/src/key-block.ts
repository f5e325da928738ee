import { encodeHex } from '@intoto/encoding';

import { fingerprintOf } from './key-packet.ts';
import { malformedPacket, OpenPgpError } from './openpgp-error.ts';
import { type Packet, TAGS } from './packets.ts';

/** A packet of a key with the signatures that follow it. */
export interface SignedPacket {
  readonly packet: Packet;
  /** Bodies of signature packets, not looked at yet. */
  readonly signatures: Uint8Array[];
}

/** One public key with what belongs to it (RFC 4880, 11.1). Nothing of it is verified. */
export interface KeyBlock {
  readonly main: SignedPacket;
  readonly userIds: readonly SignedPacket[];
  readonly subkeys: readonly SignedPacket[];
}

/** Keys that many people have signed, or that somebody wants to be unusable, have thousands. */
const MAX_SIGNATURES = 100_000;

/**
 * Groups packets into keys. Packets of kinds that do not matter (images, trust of a keyring) are passed over, with the
 * signatures that follow them.
 * @throws {@link OpenPgpError} `ERR_OPENPGP_FORMAT`, `ERR_OPENPGP_PACKET`, `ERR_OPENPGP_LIMIT`
 */
export function groupKeys(packets: readonly Packet[]): readonly KeyBlock[] {
  const starts = packets.flatMap(({ tag }, index) => (tag === TAGS.publicKey ? [index] : []));
  assertPublic(packets);
  return starts.map((start, index) => groupKey(packets.slice(start, starts[index + 1])));
}

/** Whether the main key or a subkey has a fingerprint that ends in `keyId`. */
export function hasKeyId({ main, subkeys }: KeyBlock, keyId: string): boolean {
  return [main, ...subkeys].some(({ packet }) => fingerprintOf(packet.body).endsWith(keyId.toLowerCase()));
}

function assertPublic([first, ...others]: readonly Packet[]): void {
  const found =
    first === undefined
      ? 'nothing'
      : [first, ...others].some(({ tag }) => tag === TAGS.secretKey || tag === TAGS.secretSubkey)
        ? 'a private key'
        : first.tag === TAGS.publicKey
          ? undefined
          : first.tag === TAGS.signature
            ? 'a signature'
            : `a packet of type ${first.tag}`;
  if (found === undefined) return;
  throw new OpenPgpError(`A public key in OpenPGP form is expected, and this is ${found}`, {
    code: 'ERR_OPENPGP_FORMAT',
    details: { found },
  });
}

function groupKey([key, ...rest]: readonly Packet[]): KeyBlock {
  if (key === undefined) throw malformedPacket('a key has no packets');
  const main: SignedPacket = { packet: key, signatures: [] };
  const [userIds, images, subkeys] = [createGroup(), createGroup(), createGroup()];
  const groups = new Map([
    [TAGS.userId as number, userIds],
    [TAGS.userAttribute, images],
    [TAGS.publicSubkey, subkeys],
  ]);
  let signatures = 0;
  for (const packet of rest) {
    groups.get(packet.tag)?.add(packet);
    if (packet.tag !== TAGS.signature) continue;
    signatures += 1;
    if (signatures > MAX_SIGNATURES) throw tooManySignatures();
    const subject = subkeys.list.at(-1) ?? images.list.at(-1) ?? userIds.list.at(-1) ?? main;
    subject.signatures.push(packet.body);
  }
  return { main, userIds: userIds.list, subkeys: subkeys.list };
}

interface Group {
  readonly list: readonly SignedPacket[];
  readonly add: (packet: Packet) => void;
}

/** A packet that occurs twice counts once, in the first place and with the signatures of the second, as in the reference. */
function createGroup(): Group {
  const list: SignedPacket[] = [];
  const known = new Map<string, SignedPacket>();
  return {
    list,
    add: (packet) => {
      const text = encodeHex(packet.bytes);
      const before = known.get(text);
      if (before !== undefined) {
        before.signatures.length = 0;
        return;
      }
      const signed = { packet, signatures: [] };
      known.set(text, signed);
      list.push(signed);
    },
  };
}

function tooManySignatures(): OpenPgpError {
  return new OpenPgpError(`The key has more than ${MAX_SIGNATURES} signatures`, {
    code: 'ERR_OPENPGP_LIMIT',
    details: { limit: MAX_SIGNATURES },
  });
}
