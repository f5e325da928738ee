import { webcryptoBackend as backend } from '@intoto-tests/support';
import { decodeHex } from '@intoto/encoding';

import { encodeNumber, joinBytes } from '../src/join-bytes.ts';
import { fingerprintOf, hashedKey } from '../src/key-packet.ts';

/** Makes OpenPGP packets by hand, for keys that gpg does not make. */
export interface MadeKey {
  /** Of a public key packet. */
  readonly body: Uint8Array;
  readonly fingerprint: string;
  readonly sign: (data: Uint8Array) => Promise<Uint8Array>;
}

export interface MadeSignature {
  readonly type: number;
  readonly by: MadeKey;
  /** What is hashed before the headers. */
  readonly data: Uint8Array;
  readonly hashed?: readonly Uint8Array[];
  readonly unhashed?: readonly Uint8Array[];
  /** Of the signature. @defaultValue {@link CREATION} */
  readonly creation?: number;
  /** What is signed in fact. @defaultValue `data` */
  readonly forgedData?: Uint8Array;
  readonly hash?: number;
}

/** 2020-01-01T00:00:00Z */
export const CREATION = 1_577_836_800;

const ED25519 = decodeHex('092b06010401da470f01');

export async function makeKey(creation: number = CREATION): Promise<MadeKey> {
  const pkcs8 = await backend.generateKey({ type: 'ed25519' });
  const point = (await backend.derivePublicKey(pkcs8)).subarray(-32);
  const body = joinBytes(
    Uint8Array.of(4),
    encodeNumber(creation, 4),
    Uint8Array.of(22),
    ED25519,
    integer(Uint8Array.of(0x40, ...point)),
  );
  return { body, fingerprint: fingerprintOf(body), sign: await backend.createSign({ type: 'ed25519' }, pkcs8) };
}

/** A packet in the old format, which gpg writes for keys, or in the new one. */
export function packet(tag: number, body: Uint8Array, format: 'old' | 'new' = 'old'): Uint8Array {
  if (format === 'old') return joinBytes(Uint8Array.of(0x82 | (tag << 2)), encodeNumber(body.length, 4), body);
  return joinBytes(Uint8Array.of(0xc0 | tag, 0xff), encodeNumber(body.length, 4), body);
}

export function subpacket(type: number, data: Uint8Array | string): Uint8Array {
  const bytes = typeof data === 'string' ? decodeHex(data) : data;
  return joinBytes(Uint8Array.of(0xff), encodeNumber(bytes.length + 1, 4), Uint8Array.of(type), bytes);
}

export async function signatureBody({
  type,
  by,
  data,
  hashed = [],
  unhashed = [],
  creation = CREATION,
  forgedData = data,
  hash = 8,
}: MadeSignature): Promise<Uint8Array> {
  const own = [subpacket(33, `04${by.fingerprint}`), subpacket(2, encodeNumber(creation, 4)), ...hashed];
  const length = joinBytes(...own).length;
  const headers = joinBytes(Uint8Array.of(4, type, 22, hash), encodeNumber(length, 2), ...own);
  const all = joinBytes(forgedData, headers, Uint8Array.of(4, 0xff), encodeNumber(headers.length, 4));
  const name = hash === 9 ? 'sha384' : hash === 10 ? 'sha512' : 'sha256';
  const signed = await by.sign(await backend.digest(name, all));
  const rest = joinBytes(...unhashed);
  return joinBytes(
    headers,
    encodeNumber(rest.length, 2),
    rest,
    Uint8Array.of(0, 0),
    integer(signed.subarray(0, 32)),
    integer(signed.subarray(32)),
  );
}

export async function signature(made: MadeSignature): Promise<Uint8Array> {
  return packet(2, await signatureBody(made));
}

/** What a signature on a user id covers. */
export function overUserId(main: MadeKey, text: string): Uint8Array {
  const id = new TextEncoder().encode(text);
  return joinBytes(hashedKey(main.body), Uint8Array.of(0xb4), encodeNumber(id.length, 4), id);
}

/** What a binding signature covers. */
export function overSubkey(main: MadeKey, subkey: MadeKey): Uint8Array {
  return joinBytes(hashedKey(main.body), hashedKey(subkey.body));
}

export function mainKeyPacket({ body }: MadeKey): Uint8Array {
  return packet(6, body);
}

export function userIdPacket(text: string): Uint8Array {
  return packet(13, new TextEncoder().encode(text));
}

/** A subkey that may sign, as gpg binds it, with parts of that replaced. */
export async function boundSubkey(
  main: MadeKey,
  subkey: MadeKey,
  changes: Partial<MadeSignature> & {
    readonly flags?: string;
    readonly backSignature?: Partial<MadeSignature> | 'none';
  } = {},
): Promise<Uint8Array> {
  const { flags = '02', backSignature = {}, hashed = [], ...rest } = changes;
  const data = overSubkey(main, subkey);
  const back =
    backSignature === 'none'
      ? []
      : [subpacket(32, await signatureBody({ type: 0x19, by: subkey, data, ...backSignature }))];
  const binding = await signature({
    type: 0x18,
    by: main,
    data,
    hashed: [...(flags === '' ? [] : [subpacket(27, flags)]), ...hashed],
    unhashed: back,
    ...rest,
  });
  return joinBytes(packet(14, subkey.body), binding);
}

export function seconds(value: number): Uint8Array {
  return encodeNumber(value, 4);
}

/** A multiprecision integer, without the zeros at its front. */
function integer(bytes: Uint8Array): Uint8Array {
  const start = Math.max(
    0,
    bytes.findIndex((byte) => byte !== 0),
  );
  const digits = bytes.subarray(start);
  const bits = digits.length * 8 - Math.clz32(digits[0] ?? 0) + 24;
  return joinBytes(encodeNumber(bits, 2), digits);
}
