import type { KeyBlock } from './key-block.ts';
import { type KeyPacket, readKeyPacket } from './key-packet.ts';
import { OpenPgpError } from './openpgp-error.ts';
import type { Packet } from './packets.ts';
import {
  creationTimeOf,
  findSubpacket,
  hashSubkey,
  hashUserId,
  keepVerified,
  type MainKey,
  readSignatures,
  SIGNATURE_TYPES,
  validityPeriodOf,
  verifyBackSignature,
} from './self-signatures.ts';
import type { SignaturePacket } from './signature-packet.ts';
import { SUBPACKETS } from './subpackets.ts';

/** A key or subkey with what its main key says of it. */
export interface CertifiedKey {
  readonly key: KeyPacket;
  /** Seconds since its creation. */
  readonly validityPeriod: number | undefined;
}

const NOTHING = new Uint8Array();

/** The flag of keys that may sign data (RFC 4880, 5.2.3.21). */
const MAY_SIGN = 0x02;

/** @throws {@link OpenPgpError} `ERR_OPENPGP_KEY_REVOKED` */
export async function assertNotRevoked(main: MainKey, { main: signed }: KeyBlock): Promise<void> {
  if (main.profile === 'reference') return;
  const revocations = readSignatures(main, signed, SIGNATURE_TYPES.keyRevocation);
  if ((await keepVerified(main, revocations, NOTHING)).length === 0) return;
  throw new OpenPgpError(`The owner of the key ${main.key.fingerprint} has revoked it`, {
    code: 'ERR_OPENPGP_KEY_REVOKED',
    details: { keyId: main.key.fingerprint },
  });
}

/**
 * The validity period of the main key, by the reference's rule: that of the newest self-certification that has one, and only of
 * the primary user id's once one of those was met. Under `strict` direct signatures count too, and revoked user ids do not.
 */
export async function findValidityPeriod(
  main: MainKey,
  { main: signed, userIds }: KeyBlock,
): Promise<number | undefined> {
  const certifications: SignaturePacket[] = [];
  if (main.profile === 'strict') {
    const direct = readSignatures(main, signed, SIGNATURE_TYPES.directKey);
    certifications.push(...(await keepVerified(main, direct, NOTHING)));
  }
  for (const userId of userIds) {
    const subject = hashUserId(main, userId.packet);
    const revocations =
      main.profile === 'strict' ? readSignatures(main, userId, SIGNATURE_TYPES.certificationRevocation) : [];
    if ((await keepVerified(main, revocations, subject)).length > 0) continue;
    const own = readSignatures(main, userId, SIGNATURE_TYPES.certifications);
    certifications.push(...(await keepVerified(main, own, subject)));
  }
  return chooseValidityPeriod(main, certifications);
}

function chooseValidityPeriod(main: MainKey, certifications: readonly SignaturePacket[]): number | undefined {
  let chosen: { readonly period: number; readonly isPrimary: boolean; readonly creation: number } | undefined;
  for (const signature of certifications) {
    const period = validityPeriodOf(main, signature);
    if (period === undefined) continue;
    const isPrimary = (findSubpacket(main, signature, SUBPACKETS.primaryUserId)?.[0] ?? 0) !== 0;
    if (chosen?.isPrimary === true && !isPrimary) continue;
    const creation = creationTimeOf(main, signature);
    if (chosen === undefined || chosen.creation < creation) chosen = { period, isPrimary, creation };
  }
  return chosen?.period;
}

/**
 * The subkeys that the main key has signed. The reference keeps every one with exactly one such signature. Under `strict` the
 * newest of them counts, and subkeys are left out that are revoked, may not sign, or have not signed themselves that they
 * belong to the main key: somebody could claim another's subkey, and be counted for what that other signs.
 */
export async function findSubkeys(main: MainKey, { subkeys }: KeyBlock): Promise<readonly CertifiedKey[]> {
  const certified: CertifiedKey[] = [];
  for (const signed of subkeys) {
    const key = tryReadKey(signed.packet);
    if (key === undefined) continue;
    const subject = hashSubkey(main, signed.packet);
    const issuer = main.profile === 'reference' ? 'anybody' : 'main key';
    const bindings = readSignatures(main, signed, SIGNATURE_TYPES.subkeyBinding, issuer);
    if (main.profile === 'reference' && bindings.length !== 1) continue;
    const [binding] = [...(await keepVerified(main, bindings, subject))].sort(
      (a, b) => creationTimeOf(main, b) - creationTimeOf(main, a),
    );
    if (binding === undefined) continue;
    const revocations = readSignatures(main, signed, SIGNATURE_TYPES.subkeyRevocation);
    const isUsable =
      main.profile === 'reference' ||
      ((await keepVerified(main, revocations, subject)).length === 0 &&
        maySign(main, binding) &&
        (await verifyBackSignature(main, key, subject, binding)));
    if (isUsable) certified.push({ key, validityPeriod: validityPeriodOf(main, binding) });
  }
  return certified;
}

function maySign(main: MainKey, binding: SignaturePacket): boolean {
  const flags = findSubpacket(main, binding, SUBPACKETS.keyFlags);
  return flags === undefined || ((flags[0] ?? 0) & MAY_SIGN) !== 0;
}

/** `undefined` for a subkey of an algorithm that in-toto does not know. */
function tryReadKey({ body }: Packet): KeyPacket | undefined {
  try {
    return readKeyPacket(body);
  } catch (error) {
    if (error instanceof OpenPgpError) return undefined;
    throw error;
  }
}
