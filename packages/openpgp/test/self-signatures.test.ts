import { webcryptoBackend as backend } from '@intoto-tests/support';
import { loadOpenPgpKey } from '@intoto/openpgp';
import { describe, expect, it } from 'vitest';

import { joinBytes } from '../src/join-bytes.ts';
import { hashedKey } from '../src/key-packet.ts';
import { failureOf } from './failure-of.ts';
import {
  boundSubkey,
  CREATION,
  mainKeyPacket,
  makeKey,
  type MadeSignature,
  overSubkey,
  overUserId,
  packet,
  seconds,
  signature,
  subpacket,
  userIdPacket,
} from './key-maker.ts';

const [main, subkey, other] = await Promise.all([makeKey(), makeKey(), makeKey()]);

const KEY_EXPIRATION = 9;
const PRIMARY_USER_ID = 25;
const EMPTY = new Uint8Array();

function load(...packets: readonly Uint8Array[]) {
  return loadOpenPgpKey(joinBytes(mainKeyPacket(main), ...packets), { backend });
}

async function subkeysOf(...packets: readonly Uint8Array[]): Promise<readonly string[]> {
  return [...(await load(...packets)).subkeys.keys()];
}

async function validityOf(...packets: readonly Uint8Array[]): Promise<unknown> {
  return (await load(...packets)).json['validity_period'];
}

/** A certification of the user id "a" that says how long the key is valid. */
function certify(validity: number, changes: Partial<MadeSignature> = {}): Promise<Uint8Array> {
  const { hashed = [], ...rest } = changes;
  const data = overUserId(main, 'a');
  return signature({
    type: 0x13,
    by: main,
    data,
    hashed: [subpacket(KEY_EXPIRATION, seconds(validity)), ...hashed],
    ...rest,
  });
}

function revoke(by: typeof main, data: Uint8Array = hashedKey(main.body)): Promise<Uint8Array> {
  return signature({ type: 0x20, by, data });
}

function repeat(bytes: Uint8Array, count: number): Uint8Array {
  const repeated = new Uint8Array(bytes.length * count);
  for (let index = 0; index < count; index += 1) repeated.set(bytes, index * bytes.length);
  return repeated;
}

describe('a subkey', () => {
  it('belongs to the key that has signed it, and that it has signed', async () => {
    expect(await subkeysOf(await boundSubkey(main, subkey))).toEqual([subkey.fingerprint]);
    expect(await subkeysOf(await boundSubkey(main, subkey, { flags: '' }))).toEqual([subkey.fingerprint]);
    expect(await subkeysOf(await boundSubkey(main, subkey, { flags: '2f' }))).toEqual([subkey.fingerprint]);
  });

  it.each([
    ['nobody has signed', async () => packet(14, subkey.body)],
    ['another key has signed', () => boundSubkey(main, subkey, { by: other })],
    [
      'a signature over something else names',
      () => boundSubkey(main, subkey, { forgedData: overSubkey(other, subkey) }),
    ],
    ['another kind of signature names', () => boundSubkey(main, subkey, { type: 0x13 })],
    ['is for encryption', () => boundSubkey(main, subkey, { flags: '0c' })],
    ['has no flags set', () => boundSubkey(main, subkey, { flags: '00' })],
    ['has not signed that it belongs to the key', () => boundSubkey(main, subkey, { backSignature: 'none' })],
    ['another key has signed for', () => boundSubkey(main, subkey, { backSignature: { by: other } })],
    [
      'has signed that it belongs to another key',
      () => boundSubkey(main, subkey, { backSignature: { data: overSubkey(other, subkey) } }),
    ],
    ['has signed something else', () => boundSubkey(main, subkey, { backSignature: { type: 0x18 } })],
    ['is of an unknown algorithm', async () => packet(14, subkey.body.with(5, 18))],
    ['is of another version', async () => packet(14, subkey.body.with(0, 5))],
  ])('is left out that %s', async (_, make) => {
    expect(await subkeysOf(await make())).toEqual([]);
  });

  it('is left out that the main key has revoked, and only then', async () => {
    const bound = await boundSubkey(main, subkey);
    const data = overSubkey(main, subkey);
    const revocation = await signature({ type: 0x28, by: main, data });
    expect(await subkeysOf(bound, revocation)).toEqual([]);
    for (const changes of [{ by: other }, { forgedData: overSubkey(main, other) }, { type: 0x20 }])
      expect(await subkeysOf(bound, await signature({ type: 0x28, by: main, data, ...changes }))).toEqual([
        subkey.fingerprint,
      ]);
  });

  it('expires when its newest binding signature says', async () => {
    const data = overSubkey(main, subkey);
    const binding = (validity: number, creation: number): Promise<Uint8Array> =>
      boundSubkey(main, subkey, { creation, hashed: [subpacket(KEY_EXPIRATION, seconds(validity))] });
    const [older, newer] = [await binding(100, CREATION), await binding(200, CREATION + 1)];
    const unverified = await signature({ type: 0x18, by: main, data, forgedData: EMPTY, creation: CREATION + 2 });
    const onlySignature = (packets: Uint8Array): Uint8Array => packets.subarray(packet(14, subkey.body).length);
    for (const packets of [
      [older, onlySignature(newer)],
      [newer, onlySignature(older)],
      [older, onlySignature(newer), unverified],
    ]) {
      const { subkeys } = await load(...packets);
      expect(subkeys.get(subkey.fingerprint)?.json['validity_period']).toBe(200);
    }
  });

  it('may be followed by others', async () => {
    const both = [await boundSubkey(main, subkey), await boundSubkey(main, other)];
    expect(await subkeysOf(...both)).toEqual([subkey.fingerprint, other.fingerprint]);
  });
});

describe('the validity period of the main key', () => {
  it('is that of a self-certification', async () => {
    expect(await validityOf(userIdPacket('a'), await certify(100))).toBe(100);
    expect(await validityOf(userIdPacket('a'))).toBeUndefined();
    expect(await validityOf(userIdPacket('a'), await certify(100, { hash: 9 }))).toBe(100);
    expect(await validityOf(userIdPacket('a'), await certify(100, { hash: 10 }))).toBe(100);
  });

  it.each([
    ['by another key', () => certify(100, { by: other })],
    ['over another user id', () => certify(100, { data: overUserId(main, 'b') })],
    ['of a kind that certifies nothing', () => certify(100, { type: 0x18 })],
    ['with a hash that is not known', () => certify(100, { hash: 3 })],
  ])('is not that of a signature %s', async (_, make) => {
    expect(await validityOf(userIdPacket('a'), await make())).toBeUndefined();
  });

  it('is not what the signature does not cover', async () => {
    const data = overUserId(main, 'a');
    const unhashed = [subpacket(KEY_EXPIRATION, seconds(100))];
    expect(
      await validityOf(userIdPacket('a'), await signature({ type: 0x13, by: main, data, unhashed })),
    ).toBeUndefined();
  });

  it('may be marked as something to be understood', async () => {
    const data = overUserId(main, 'a');
    const hashed = [subpacket(0x80 | KEY_EXPIRATION, seconds(100))];
    expect(await validityOf(userIdPacket('a'), await signature({ type: 0x13, by: main, data, hashed }))).toBe(100);
  });

  it('is that of the newest certification, of the primary user id first', async () => {
    const primary = { hashed: [subpacket(PRIMARY_USER_ID, '01')] };
    const [old, young] = [await certify(1), await certify(2, { creation: CREATION + 10 })];
    const important = await certify(3, { creation: CREATION + 20, ...primary });
    const unimportant = await certify(4, { creation: CREATION + 30, hashed: [subpacket(PRIMARY_USER_ID, '00')] });
    const a = userIdPacket('a');
    expect(await validityOf(a, old, young)).toBe(2);
    expect(await validityOf(a, young, old)).toBe(2);
    expect(await validityOf(a, young, important, unimportant)).toBe(3);
    expect(await validityOf(a, unimportant, important)).toBe(4);
  });

  it('may stand in a signature on the key alone', async () => {
    const direct = { by: main, data: hashedKey(main.body), hashed: [subpacket(KEY_EXPIRATION, seconds(7))] };
    expect(await validityOf(await signature({ type: 0x1f, ...direct }))).toBe(7);
    expect(await validityOf(await signature({ type: 0x1f, ...direct, by: other }))).toBeUndefined();
  });

  it('is not that of a user id that the owner has revoked', async () => {
    const revocation = (by: typeof main): Promise<Uint8Array> =>
      signature({ type: 0x30, by, data: overUserId(main, 'a') });
    expect(await validityOf(userIdPacket('a'), await certify(100), await revocation(main))).toBeUndefined();
    expect(await validityOf(userIdPacket('a'), await certify(100), await revocation(other))).toBe(100);
  });
});

describe('a revoked key', () => {
  it('is refused', async () => {
    expect((await failureOf(load(await revoke(main)))).code).toBe('ERR_OPENPGP_KEY_REVOKED');
  });

  it('is not one that somebody else says is revoked', async () => {
    expect((await load(await revoke(other))).keyId).toBe(main.fingerprint);
    expect((await load(await revoke(main, hashedKey(other.body)))).keyId).toBe(main.fingerprint);
  });
});

describe('limits', () => {
  it('hold for signatures by the key itself', async () => {
    const bad = await certify(100, { forgedData: EMPTY });
    expect((await failureOf(load(userIdPacket('a'), repeat(bad, 1001)))).code).toBe('ERR_OPENPGP_LIMIT');
  });

  it('hold for those by others beyond a larger number', async () => {
    const foreign = await certify(100, { by: other });
    expect(await validityOf(userIdPacket('a'), repeat(foreign, 5000))).toBeUndefined();
    expect((await failureOf(load(userIdPacket('a'), repeat(foreign, 100_001)))).code).toBe('ERR_OPENPGP_LIMIT');
  });
});
