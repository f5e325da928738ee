import type { CryptoBackend } from '@intoto/crypto';
import { createJsonObject, type JsonObject, type JsonValue, quoteText } from '@intoto/encoding';
import { type GpgPublicKey, parsePublicKey } from '@intoto/models';

import { methodOf } from './algorithms.ts';
import { assertNotRevoked, type CertifiedKey, findSubkeys, findValidityPeriod } from './certify-key.ts';
import { groupKeys, hasKeyId, type KeyBlock } from './key-block.ts';
import { fingerprintOf, readKeyPacket } from './key-packet.ts';
import type { KeyProfile } from './key-profile.ts';
import { readSource } from './key-source.ts';
import { OpenPgpError } from './openpgp-error.ts';
import { readPackets } from './packets.ts';
import type { MainKey } from './self-signatures.ts';

/** What {@link loadOpenPgpKey} needs besides the bytes. */
export interface OpenPgpKeyOptions {
  readonly backend: CryptoBackend;
  /** Of the main key or of a subkey: hex digits at the end of the fingerprint. Without it there must be one key only. */
  readonly keyId?: string | undefined;
  /** @defaultValue `'strict'` */
  readonly profile?: KeyProfile | undefined;
}

/** Verified for one key at most: GnuPG makes one for each user id and subkey, and some for each change. */
const MAX_SELF_SIGNATURES = 1000;

const SHOWN_KEYS = 5;

/**
 * Reads a public key as `gpg --export` writes it, armored or not, into the form that layouts have: with the expiry that its
 * owner gave it, and with the subkeys that its owner signed. Of a keyring it reads the one key asked for.
 *
 * Nothing says whose key it is: compare its fingerprint, which is the key id, with what the owner told you.
 *
 * @param source - an armored text, or bytes of one, or packets
 * @returns the whole key, also where `keyId` is that of a subkey
 * @throws {@link OpenPgpError}, with a code of {@link OPENPGP_ERROR_CODES}
 * @throws what the backend rejects with
 * @example
 * ```ts no-run
 * import { readFile } from 'node:fs/promises';
 *
 * import { nodeBackend } from '@intoto/crypto-node';
 * import { loadOpenPgpKey } from '@intoto/openpgp';
 *
 * const key = await loadOpenPgpKey(await readFile('alice.asc'), { backend: nodeBackend });
 * console.log(key.keyId, [...key.subkeys.keys()]);
 * ```
 */
export async function loadOpenPgpKey(
  source: Uint8Array | string,
  { backend, keyId, profile = 'strict' }: OpenPgpKeyOptions,
): Promise<GpgPublicKey> {
  const packets = readPackets(readSource(source, 'PGP PUBLIC KEY BLOCK'));
  const block = chooseBlock(groupKeys(packets), keyId);
  const { packet } = block.main;
  const key = readKeyPacket(packet.body);
  const main: MainKey = { packet, key, profile, backend, patience: { left: MAX_SELF_SIGNATURES } };
  await assertNotRevoked(main, block);
  const certified = { key, validityPeriod: await findValidityPeriod(main, block) };
  const subkeys = await findSubkeys(main, block);
  if (
    keyId !== undefined &&
    ![certified, ...subkeys].some((known) => known.key.fingerprint.endsWith(keyId.toLowerCase()))
  )
    throw notFound(keyId, 'it is that of a subkey that cannot be used');
  return parsePublicKey(toJson(certified, subkeys)) as GpgPublicKey;
}

function chooseBlock(blocks: readonly KeyBlock[], keyId: string | undefined): KeyBlock {
  if (keyId !== undefined && !/^[0-9a-f]+$/iu.test(keyId))
    throw notFound(keyId, 'a key is named by hex digits at the end of its fingerprint');
  const candidates = keyId === undefined ? blocks : blocks.filter((block) => hasKeyId(block, keyId));
  const [block, other] = candidates;
  if (block === undefined) throw notFound(keyId ?? '', `there are ${listKeyIds(blocks)}`);
  if (other === undefined) return block;
  const details = { keyIds: candidates.slice(0, SHOWN_KEYS).map(mainKeyId) };
  throw new OpenPgpError(`Several keys are there, and it is not clear which is meant: ${listKeyIds(candidates)}`, {
    code: 'ERR_OPENPGP_KEY_AMBIGUOUS',
    details,
  });
}

function listKeyIds(blocks: readonly KeyBlock[]): string {
  const hidden = blocks.length - SHOWN_KEYS;
  return `${blocks.slice(0, SHOWN_KEYS).map(mainKeyId).join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`;
}

function mainKeyId({ main }: KeyBlock): string {
  return fingerprintOf(main.packet.body);
}

function notFound(keyId: string, reason: string): OpenPgpError {
  return new OpenPgpError(`There is no key ${quoteText(keyId)}: ${reason}`, {
    code: 'ERR_OPENPGP_KEY_NOT_FOUND',
    details: { keyId },
  });
}

function toJson(main: CertifiedKey, subkeys: readonly CertifiedKey[]): JsonObject {
  const entries = subkeys.map((subkey) => [subkey.key.fingerprint, createJsonObject(listMembers(subkey))] as const);
  return createJsonObject([
    ...listMembers(main),
    ...(entries.length === 0 ? [] : ([['subkeys', createJsonObject(entries)]] as const)),
  ]);
}

function listMembers({ key, validityPeriod }: CertifiedKey): readonly (readonly [string, JsonValue])[] {
  const keyVal = createJsonObject([
    ['private', ''],
    ['public', createJsonObject(Object.entries(key.numbers))],
  ]);
  return [
    ['method', methodOf(key.type)],
    ['type', key.type],
    ['hashes', ['pgp+SHA2']],
    ['creation_time', key.creationTime],
    ['keyid', key.fingerprint],
    ['keyval', keyVal],
    ...(validityPeriod === undefined ? [] : ([['validity_period', validityPeriod]] as const)),
  ];
}
