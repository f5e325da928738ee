import { webcryptoBackend as backend } from '@intoto-tests/support';
import { checkSignature, CryptoError, type CryptoBackend, type SignedForm } from '@intoto/crypto';
import { createJsonObject, decodeHex, type JsonObject, type JsonValue } from '@intoto/encoding';
import { type GpgPublicKey, type Metadata, parseMetadata, parsePublicKey, type PublicKey } from '@intoto/models';
import { loadOpenPgpKey, openpgp, toSslibPublicKey } from '@intoto/openpgp';
import { describe, expect, it } from 'vitest';

import { exportOf, idOf, SIGNATURES, signatureNamed } from './keyrings.ts';

type Outcome = Awaited<ReturnType<typeof openpgp.check>>;

const FORMS: readonly SignedForm[] = ['received', 'reference'];
/** When the signatures were made. */
const SIGNED = new Date('2020-02-01T00:00:00Z');

const keys = new Map<string, GpgPublicKey>();

async function keyOf(name: string): Promise<GpgPublicKey> {
  const key = keys.get(name) ?? (await loadOpenPgpKey(exportOf(name), { backend }));
  keys.set(name, key);
  return key;
}

interface Question {
  readonly key?: PublicKey | undefined;
  readonly form?: SignedForm;
  readonly now?: Date;
  readonly content?: string;
  /** Members of the signature replaced, or left out where they are `undefined`. */
  readonly members?: Readonly<Record<string, JsonValue | undefined>>;
  readonly backend?: CryptoBackend;
}

function replace(json: JsonObject, members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const entries = Object.entries({ ...json, ...members });
  return createJsonObject(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Flips a bit of the byte at a place between 0 and 1. */
function flip(hex: string, place: number): string {
  const bytes = decodeHex(hex);
  const index = Math.floor(place * (bytes.length - 1));
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Days after the keys were made. */
function at(days: number): Date {
  return new Date(Date.UTC(2020, 0, 1 + days));
}

function failWith(error: Error): CryptoBackend {
  const createVerifier = async (): Promise<never> => {
    throw error;
  };
  return { ...backend, createVerifier };
}

/** A signature in the newer form. */
function sign(name: string): { keyid: string; sig: string; other_headers: string } {
  const { keyid, signature, other_headers } = signatureNamed(name).signature;
  return { keyid, sig: signature, other_headers };
}

/** A change of the numbers of a key. */
function withNumbers(numbers: Readonly<Record<string, JsonValue | undefined>>): (json: JsonObject) => JsonObject {
  return (json) => {
    const keyVal = json['keyval'] as JsonObject;
    return replace(json, { keyval: { public: replace(keyVal['public'] as JsonObject, numbers) } });
  };
}

/** Checks a signature that gpg made, as it stands in a Metablock. */
async function ask(name: string, question: Question = {}): Promise<Outcome> {
  const made = signatureNamed(name);
  const json = replace(made.signature, question.members ?? {});
  const { signature, other_headers: otherHeaders } = json;
  return openpgp.check({
    bytes: new TextEncoder().encode(question.content ?? made.content),
    container: 'metablock',
    signature: {
      form: 'gpg',
      keyId: made.signature.keyid,
      signature: textOf(signature),
      otherHeaders: textOf(otherHeaders),
      json,
    },
    key: question.key ?? (await keyOf(made.key)),
    now: question.now ?? SIGNED,
    backend: question.backend ?? backend,
    form: question.form ?? 'received',
  });
}

async function codeOf(name: string, question: Question = {}): Promise<string> {
  const outcome = await ask(name, question);
  return outcome.ok ? 'ok' : outcome.code;
}

/** A key with members replaced, also of its numbers. */
async function changedKey(
  name: string,
  members: Readonly<Record<string, JsonValue | undefined>>,
  numbers?: Readonly<Record<string, JsonValue | undefined>>,
): Promise<PublicKey> {
  const { json } = await keyOf(name);
  const keyVal = json['keyval'] as JsonObject;
  const changed = replace(keyVal['public'] as JsonObject, numbers ?? {});
  return parsePublicKey(replace(json, { keyval: replace(keyVal, { public: changed }), ...members }));
}

describe('signatures made by gpg', () => {
  const DOUBTED = new Set(['text', 'mixed signing']);

  it.each(SIGNATURES.map(({ name }) => name).filter((name) => !DOUBTED.has(name)))('verify: %s', async (name) => {
    for (const form of FORMS) {
      expect(await codeOf(name, { form })).toBe('ok');
      expect(await codeOf(name, { form, content: 'other content' })).toBe('ERR_SIGNATURE_INVALID');
    }
  });

  it.each(SIGNATURES.map(({ name }) => name))('do not verify with a bit changed: %s', async (name) => {
    const { signature, other_headers: headers } = signatureNamed(name).signature;
    for (const form of FORMS)
      for (const place of [0, 0.3, 0.6, 1])
        for (const members of [{ signature: flip(signature, place) }, { other_headers: flip(headers, place) }])
          expect(await codeOf(name, { form, members })).not.toBe('ok');
  });

  it('verify in capitals', async () => {
    const { signature, other_headers: headers } = signatureNamed('rsa').signature;
    const members = { signature: signature.toUpperCase(), other_headers: headers.toUpperCase() };
    for (const form of FORMS) expect(await codeOf('rsa', { form, members })).toBe('ok');
  });

  it('do not verify where the main key is of another algorithm than the subkey, as in the reference', async () => {
    for (const form of FORMS) expect(await codeOf('mixed signing', { form })).toBe('ERR_KEY_FORMAT');
    const key = await keyOf('mixed');
    const alone = parsePublicKey(key.subkeys.get(idOf('mixed', 'signing'))?.json ?? null);
    for (const form of FORMS) expect(await codeOf('mixed signing', { form, key: alone })).toBe('ok');
  });

  it('are taken for what they are under received alone: one over a text', async () => {
    expect(await codeOf('text', { form: 'reference' })).toBe('ok');
    expect(await codeOf('text')).toBe('ERR_SIGNATURE_FORMAT');
  });
});

describe('expiry', () => {
  it.each([
    ['a main key', 'expired-main by the main key', 60],
    ['a subkey', 'expired-subkey signing', 60],
    ['a key whose expiry was put off', 'put-off', 1126],
  ])('is that of the key that signed: %s', async (_, name, days) => {
    for (const form of FORMS) {
      expect(await codeOf(name, { form, now: at(days) })).toBe('ok');
      expect(await codeOf(name, { form, now: new Date(at(days).getTime() + 1) })).toBe('ERR_KEY_EXPIRED');
    }
  });

  it('of a subkey is no matter for the main key', async () => {
    for (const form of FORMS)
      expect(await codeOf('expired-subkey by the main key', { form, now: at(1000) })).toBe('ok');
  });

  it('of the main key matters for a subkey under received alone', async () => {
    expect(await codeOf('expired-main signing', { form: 'reference', now: at(1000) })).toBe('ok');
    expect(await codeOf('expired-main signing', { now: at(1000) })).toBe('ERR_SIGNATURE_EXPIRED');
    expect(await codeOf('expired-main signing', { now: at(60) })).toBe('ok');
  });

  it('of the signature matters under received alone', async () => {
    expect(await codeOf('expiring', { now: at(61) })).toBe('ok');
    expect(await codeOf('expiring', { now: new Date(at(61).getTime() + 1) })).toBe('ERR_SIGNATURE_EXPIRED');
    expect(await codeOf('expiring', { form: 'reference', now: at(100) })).toBe('ok');
  });

  it.each([
    ['no creation', { creation_time: undefined }, 'ok'],
    ['creation null', { creation_time: null }, 'ok'],
    ['creation 0', { creation_time: 0 }, 'ok'],
    ['creation empty', { creation_time: '' }, 'ok'],
    ['creation false', { creation_time: false }, 'ok'],
    ['validity an empty list', { validity_period: [] }, 'ok'],
    ['validity an empty object', { validity_period: {} }, 'ok'],
    ['validity true', { validity_period: true }, 'ERR_KEY_EXPIRED'],
    ['validity below zero', { validity_period: -1 }, 'ERR_KEY_EXPIRED'],
    ['validity beyond all times', { validity_period: 2n ** 80n }, 'ok'],
    ['creation before all times', { creation_time: -(2n ** 80n) }, 'ERR_KEY_EXPIRED'],
    ['validity a text', { validity_period: '1' }, 'ERR_KEY_FORMAT'],
    ['creation a list', { creation_time: [1] }, 'ERR_KEY_FORMAT'],
  ])('is by numbers, and none where one is missing or zero: %s', async (_, members, code) => {
    const key = await changedKey('expired-main', members);
    for (const form of FORMS)
      expect(await codeOf('expired-main by the main key', { form, key, now: at(50) })).toBe(code);
  });

  it('says since when', async () => {
    const outcome = await ask('expired-subkey signing', { now: at(61) });
    expect(outcome.ok ? '' : outcome.message).toMatch(
      /^The OpenPGP key [0-9a-f]{40} expired at 2020-03-01T00:00:00Z$/u,
    );
  });
});

describe('malformed signatures', () => {
  it.each([
    ['odd digits', { signature: 'abc' }, 'ERR_SIGNATURE_INVALID'],
    ['other characters', { signature: `zz${'00'.repeat(255)}` }, 'ERR_SIGNATURE_FORMAT'],
    ['blanks', { signature: `0 ${'00'.repeat(255)}` }, 'ERR_SIGNATURE_FORMAT'],
    ['a number', { signature: 7 }, 'ERR_SIGNATURE_FORMAT'],
    ['null', { signature: null }, 'ERR_SIGNATURE_FORMAT'],
    ['empty', { signature: '' }, 'ERR_SIGNATURE_INVALID'],
    ['too long', { signature: '00'.repeat(257) }, 'ERR_SIGNATURE_INVALID'],
    ['far too long', { signature: '00'.repeat(100_000) }, 'ERR_SIGNATURE_INVALID'],
    ['headers with odd digits', { other_headers: '0' }, 'ERR_SIGNATURE_FORMAT'],
    ['headers with blanks', { other_headers: '04 00' }, 'ERR_SIGNATURE_FORMAT'],
    ['headers null', { other_headers: null }, 'ERR_SIGNATURE_FORMAT'],
    ['no headers', { other_headers: '' }, 'ERR_SIGNATURE_INVALID'],
  ])('have a code: %s', async (_, members, code) => {
    for (const form of FORMS) expect(await codeOf('rsa', { form, members })).toBe(code);
  });

  it('by RSA are filled up to the last digit under reference alone', async () => {
    const { signature } = signatureNamed('rsa with leading zeros').signature;
    const members = { signature: `0${signature}` };
    expect(await codeOf('rsa with leading zeros', { form: 'reference', members })).toBe('ok');
    expect(await codeOf('rsa with leading zeros', { members })).toBe('ERR_SIGNATURE_FORMAT');
  });

  it('by Ed25519 and DSA are not filled up', async () => {
    for (const name of ['eddsa', 'dsa-2048'])
      for (const form of FORMS) {
        expect(await codeOf(name, { form, members: { signature: '' } })).toBe('ERR_SIGNATURE_INVALID');
        expect(await codeOf(name, { form, members: { signature: 'abc' } })).toBe('ERR_SIGNATURE_FORMAT');
        expect(await codeOf(name, { form, members: { signature: null } })).toBe('ERR_SIGNATURE_FORMAT');
      }
  });
});

describe('malformed keys', () => {
  it.each([
    ['no type', { type: null }, 'ERR_KEY_FORMAT'],
    ['another type', { type: 'ecdsa' }, 'ERR_KEY_FORMAT'],
    ['a type of every object', { type: 'constructor' }, 'ERR_KEY_FORMAT'],
    ['no numbers', { keyval: null }, 'ERR_KEY_FORMAT'],
    ['no public numbers', { keyval: {} }, 'ERR_KEY_FORMAT'],
    ['a text for numbers', { keyval: { public: 'n' } }, 'ERR_KEY_FORMAT'],
    ['subkeys null', { subkeys: null }, 'ERR_KEY_FORMAT'],
    ['an empty list of subkeys', { subkeys: [] }, 'ERR_KEY_FORMAT'],
    ['no subkeys', { subkeys: {} }, 'ok'],
    ['other hashes', { hashes: ['pgp+SHA1'], method: 'x' }, 'ok'],
  ])('have a code: %s', async (_, members, code) => {
    const key = await changedKey('rsa', members);
    for (const form of FORMS) expect(await codeOf('rsa', { form, key })).toBe(code);
  });

  it.each([
    ['no modulus', 'rsa', { n: undefined }],
    ['a modulus that is no text', 'rsa', { n: 5 }],
    ['a modulus that is not hex', 'rsa', { n: 'xyz' }],
    ['an empty modulus', 'rsa', { n: '' }],
    ['a modulus below zero', 'rsa', { n: '-ff' }],
    ['an exponent of 1', 'rsa', { e: '01' }],
    ['an exponent that is even', 'rsa', { e: '010000' }],
    ['an exponent as large as the modulus', 'rsa', { e: 'ff'.repeat(256) }],
    ['no generator', 'dsa-2048', { g: undefined }],
    ['a generator of 1', 'dsa-2048', { g: '01' }],
    ['a generator as large as p', 'dsa-2048', { g: 'ff'.repeat(256) }],
    ['a prime of another size', 'dsa-2048', { p: 'ff'.repeat(250) }],
    ['a group of another size', 'dsa-2048', { q: 'ff'.repeat(30) }],
    ['a point of 31 bytes', 'eddsa', { q: '00'.repeat(31) }],
    ['a point that is not hex', 'eddsa', { q: 'zz'.repeat(32) }],
    ['a point with blanks', 'eddsa', { q: ` ${'00'.repeat(32)}` }],
  ])('are not used: %s', async (_, name, numbers) => {
    const key = await changedKey(name, {}, numbers);
    for (const form of FORMS) expect(await codeOf(name, { form, key })).toBe('ERR_KEY_FORMAT');
  });

  it.each([
    ['longer than 16384 bits', { n: 'ff'.repeat(2049) }],
    ['much longer', { n: 'ff'.repeat(1_000_000) }],
    ['even', { n: 'fe'.repeat(256) }],
    ['with a long exponent', { n: 'ff'.repeat(512), e: 'ff'.repeat(9) }],
  ])('of RSA verify nothing where the modulus is %s', async (_, numbers) => {
    const key = await changedKey('rsa', {}, numbers);
    for (const form of FORMS) expect(await codeOf('rsa', { form, key })).toBe('ERR_SIGNATURE_INVALID');
  });

  it('have numbers as Python reads them, under reference alone', async () => {
    const { e } = ((await keyOf('rsa')).json['keyval'] as { readonly public: { readonly e: string } }).public;
    for (const text of [` ${e}\n`, `0x${e}`, `+${e}`, '01_00_01', `0X_${e}`, '\u{a0}10001\u{3000}']) {
      const key = await changedKey('rsa', {}, { e: text });
      expect(await codeOf('rsa', { form: 'reference', key })).toBe('ok');
      expect(await codeOf('rsa', { key })).toBe('ERR_KEY_FORMAT');
    }
    for (const text of ['_10001', '1__0001', '\u{1f}10001', '0x', '0x+10001', '\u{ff11}0001']) {
      const key = await changedKey('rsa', {}, { e: text });
      for (const form of FORMS) expect(await codeOf('rsa', { form, key })).toBe('ERR_KEY_FORMAT');
    }
  });

  it('of DSA for which anybody can sign are refused under received', async () => {
    const anybodys = '3006020101020101';
    const p = ((await keyOf('dsa-2048')).json['keyval'] as { readonly public: { readonly p: string } }).public.p;
    for (const y of ['01', `${p.slice(0, -1)}${(Number.parseInt(p.slice(-1), 16) + 1).toString(16)}`]) {
      const key = await changedKey('dsa-2048', {}, { y, g: '02' });
      const outcomes = await Promise.all(
        FORMS.map((form) => codeOf('dsa-2048', { form, key, members: { signature: anybodys } })),
      );
      expect(outcomes[0]).not.toBe('ok');
    }
  });

  it('are told from backends that fail', async () => {
    for (const code of ['ERR_KEY_UNUSABLE', 'ERR_CRYPTO_UNSUPPORTED'] as const)
      expect(await codeOf('rsa', { backend: failWith(new CryptoError('no', { code })) })).toBe(code);
    await expect(ask('rsa', { backend: failWith(new Error('out of order')) })).rejects.toThrow('out of order');
    const other = new CryptoError('no', { code: 'ERR_KEY_PASSWORD' });
    await expect(ask('rsa', { backend: failWith(other) })).rejects.toBe(other);
  });
});

describe('subkeys', () => {
  it('are found by the id that the signature names', async () => {
    for (const form of FORMS)
      for (const role of ['one', 'two']) expect(await codeOf(`rsa-subkeys ${role}`, { form })).toBe('ok');
  });

  it('that are exchanged do not verify', async () => {
    const { json } = await keyOf('rsa-subkeys');
    const [one, two] = [idOf('rsa-subkeys', 'one'), idOf('rsa-subkeys', 'two')];
    const subkeys = json['subkeys'] as JsonObject;
    const exchanged = replace(subkeys, { [one]: subkeys[two], [two]: subkeys[one] });
    const key = parsePublicKey(replace(json, { subkeys: exchanged }));
    for (const form of FORMS) expect(await codeOf('rsa-subkeys one', { form, key })).toBe('ERR_SIGNATURE_INVALID');
  });

  it('are not needed where the signature names the main key', async () => {
    const key = await changedKey('rsa', { subkeys: undefined });
    for (const form of FORMS) expect(await codeOf('rsa', { form, key })).toBe('ok');
  });
});

/** Checks a signature in the newer form. */
async function askNew(
  name: string,
  container: 'metablock' | 'dsse',
  members: Readonly<Record<string, JsonValue | undefined>> = {},
  change: (json: JsonObject) => JsonObject = (json) => json,
): Promise<string> {
  const made = signatureNamed(name);
  const sslib = toSslibPublicKey(await keyOf(made.key), made.signature.keyid);
  const json = replace(sign(name), members);
  const { sig } = json;
  const keyId = made.signature.keyid;
  const outcome = await openpgp.check({
    bytes: new TextEncoder().encode(made.content),
    container,
    signature:
      container === 'dsse'
        ? { keyId, sig: decodeHex(typeof sig === 'string' ? sig : ''), json }
        : { form: 'plain', keyId, sig: typeof sig === 'string' ? sig : '', json },
    key: parsePublicKey(change(sslib.json)),
    now: SIGNED,
    backend,
    form: 'reference',
  });
  return outcome.ok ? 'ok' : outcome.code;
}

describe('the newer form', () => {
  it.each(['rsa', 'dsa-1024', 'dsa-3072', 'eddsa', 'rsa-subkeys one', 'rsa with leading zeros', 'mixed signing'])(
    'verifies in both containers: %s',
    async (name) => {
      expect(await askNew(name, 'metablock')).toBe('ok');
      expect(await askNew(name, 'dsse')).toBe('ok');
    },
  );

  it('has no expiry', async () => {
    expect(await askNew('rsa', 'dsse', {}, (json) => replace(json, { creation_time: 1, validity_period: 1 }))).toBe(
      'ok',
    );
  });

  it.each([
    ['no headers', { other_headers: undefined }, 'ERR_SIGNATURE_INVALID', 'ERR_SIGNATURE_FORMAT'],
    ['headers null', { other_headers: null }, 'ERR_SIGNATURE_FORMAT', 'ERR_SIGNATURE_FORMAT'],
    ['headers that are not hex', { other_headers: 'x' }, 'ERR_SIGNATURE_FORMAT', 'ERR_SIGNATURE_FORMAT'],
  ])('is passed over where the reference does: %s', async (_, members, metablock, dsse) => {
    expect(await askNew('rsa', 'metablock', members)).toBe(metablock);
    expect(await askNew('rsa', 'dsse', members)).toBe(dsse);
  });

  it('tells a number that is missing from one that is malformed, as the reference does', async () => {
    expect(await askNew('rsa', 'metablock', {}, withNumbers({ n: undefined }))).toBe('ERR_KEY_UNUSABLE');
    expect(await askNew('rsa', 'dsse', {}, withNumbers({ n: undefined }))).toBe('ERR_KEY_FORMAT');
    expect(await askNew('rsa', 'metablock', {}, withNumbers({ n: 'x' }))).toBe('ERR_KEY_FORMAT');
    expect(await askNew('rsa', 'metablock', {}, withNumbers({ e: 'x', n: undefined }))).toBe('ERR_KEY_FORMAT');
    expect(await askNew('rsa', 'metablock', {}, (json) => replace(json, { keyval: {} }))).toBe('ERR_KEY_UNUSABLE');
  });

  it('tells a signature that is no text before headers that are missing, for RSA alone', async () => {
    const members = { sig: null, other_headers: undefined };
    expect(await askNew('rsa', 'metablock', members)).toBe('ERR_SIGNATURE_FORMAT');
    expect(await askNew('eddsa', 'metablock', members)).toBe('ERR_SIGNATURE_INVALID');
  });

  it('is found by checkSignature', async () => {
    const key = toSslibPublicKey(await keyOf('rsa'));
    const signed = { _type: 'link', name: 'x' };
    const metadata: Metadata = parseMetadata(JSON.stringify({ signatures: [sign('rsa')], signed }));
    const check = await checkSignature(metadata, key, { backend, openpgp: async () => openpgp, now: SIGNED });
    expect(check).toMatchObject({ ok: false, code: 'ERR_SIGNATURE_INVALID' });
  });
});
