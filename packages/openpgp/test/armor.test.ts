import { webcryptoBackend as backend } from '@intoto-tests/support';
import { decodeBase64, encodeHex } from '@intoto/encoding';
import { loadOpenPgpKey, readDetachedSignature } from '@intoto/openpgp';
import { describe, expect, it } from 'vitest';

import { failureOf } from './failure-of.ts';
import { packet } from './key-maker.ts';
import { armor, ARMORED, ARMORED_SIGNATURE, exportOf, idOf, KEYRING, signatureNamed } from './keyrings.ts';

const RSA = exportOf('rsa');

async function idIn(source: Uint8Array | string): Promise<string> {
  return (await loadOpenPgpKey(source, { backend })).keyId;
}

async function refusal(source: Uint8Array | string): Promise<{ code: string; message: string }> {
  return failureOf(loadOpenPgpKey(source, { backend }));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The packet of a signature that gpg made. */
function packetOf(name: string): Uint8Array {
  return decodeBase64(signatureNamed(name).packet);
}

function fieldsOf(source: Uint8Array | string): unknown {
  const { issuerFingerprint, signature, otherHeaders } = readDetachedSignature(source);
  return { keyid: issuerFingerprint, signature: encodeHex(signature), other_headers: encodeHex(otherHeaders) };
}

describe('armor', () => {
  it.each([
    ['as gpg writes it', ARMORED],
    ['in bytes', encode(ARMORED)],
    ['without a checksum', armor(RSA)],
    ['with headers', armor(RSA, { headers: ['Version: GnuPG v1', 'Comment: ä: b', 'Comment: '] })],
    ['with line ends of Windows', ARMORED.replaceAll('\n', '\r\n')],
    [
      'with blanks at the ends of lines',
      ARMORED.replaceAll('\n', ' \t\n')
        .replace('- \t', '-')
        .replace(/- \t\n$/u, '-\n'),
    ],
    ['within a text', `Hello,\n-- \n${ARMORED}\nbye`],
    ['after bytes that are no text', Uint8Array.of(0x0a, 0x41, 0xe4, 0x0a, ...encode(ARMORED))],
  ])('is read %s', async (_, source) => {
    expect(await idIn(source)).toBe(idOf('rsa'));
  });

  it('may come in several blocks', async () => {
    const both = `${armor(RSA)}${armor(exportOf('eddsa'))}`;
    expect((await refusal(both)).code).toBe('ERR_OPENPGP_KEY_AMBIGUOUS');
    expect((await loadOpenPgpKey(both, { backend, keyId: idOf('eddsa') })).keyId).toBe(idOf('eddsa'));
  });

  it.each([
    ['nothing', '', 'no "PGP PUBLIC KEY BLOCK" begins'],
    ['another text', 'ssh-ed25519 AAAA', 'no "PGP PUBLIC KEY BLOCK" begins'],
    ['a private key', armor(RSA, { label: 'PGP PRIVATE KEY BLOCK' }), 'it is a "PGP PRIVATE KEY BLOCK"'],
    ['a signature', ARMORED_SIGNATURE, 'it is a "PGP SIGNATURE"'],
    ['a block without an end', ARMORED.replace(/-----END.*/su, ''), 'its last line is missing'],
    ['a block without an empty line', ARMORED.replace('\n\n', '\n'), 'no empty line'],
    ['a wrong checksum', ARMORED.replace(/\n=....\n/u, '\n=AAAA\n'), 'checksum is wrong'],
    [
      'a changed character',
      armor(RSA, { checksum: checksum(ARMORED) }).replace(/[A-Z]/gu, swapFirst()),
      'checksum is wrong',
    ],
    ['other characters', ARMORED.replace('\n\nm', '\n\n*'), 'not base64'],
    ['a file of GnuPG', Uint8Array.of(0, 0, 0, 32, 1, 1, 0, 2, 0x4b, 0x42, 0x58, 0x66, 0, 0), 'gpg --export'],
  ])('is not %s', async (_, source, words) => {
    const { code, message } = await refusal(source);
    expect(code).toBe('ERR_OPENPGP_FORMAT');
    expect(message).toContain(words);
    expect(message).not.toMatch(/[\w+/]{40}/u);
  });
});

/** The line with the checksum. */
function checksum(text: string): string {
  return /\n(=....)\n/u.exec(text)?.[1] ?? '';
}

/** Changes one letter within the content. */
function swapFirst(): (letter: string, offset: number) => string {
  let done = false;
  return (letter, offset) => {
    if (done || offset < 300) return letter;
    done = true;
    return letter === 'A' ? 'B' : 'A';
  };
}

describe('packets', () => {
  it.each([
    ['no packet', Uint8Array.of(0x99, 0x00), 'ERR_OPENPGP_PACKET'],
    ['a key cut short', RSA.subarray(0, 100), 'ERR_OPENPGP_PACKET'],
    ['a key whose last packet is cut short', RSA.subarray(0, -1), 'ERR_OPENPGP_PACKET'],
    ['something after the key', Uint8Array.of(...RSA, 0x41), 'ERR_OPENPGP_PACKET'],
    ['a packet of partial length', Uint8Array.of(...RSA, 0xc2, 0xe0, 0x01), 'ERR_OPENPGP_PACKET'],
    ['a packet without a length', Uint8Array.of(...RSA, 0x8b, 0x01), 'ERR_OPENPGP_PACKET'],
    ['no key', packet(2, Uint8Array.of(4)), 'ERR_OPENPGP_FORMAT'],
    ['a user id', packet(13, Uint8Array.of(65)), 'ERR_OPENPGP_FORMAT'],
    ['a private key', packet(5, RSA.subarray(3)), 'ERR_OPENPGP_FORMAT'],
    ['a key with a private subkey', Uint8Array.of(...RSA, ...packet(7, Uint8Array.of(4))), 'ERR_OPENPGP_FORMAT'],
    ['a key of version 3', packet(6, Uint8Array.of(3, 0, 0, 0, 0, 0, 0, 1)), 'ERR_OPENPGP_UNSUPPORTED'],
    ['a key of version 6', packet(6, Uint8Array.of(6, 0, 0, 0, 0, 27)), 'ERR_OPENPGP_UNSUPPORTED'],
    ['a key without numbers', packet(6, Uint8Array.of(4, 0, 0, 0, 0, 1)), 'ERR_OPENPGP_PACKET'],
    ['a key with an empty number', packet(6, Uint8Array.of(4, 0, 0, 0, 0, 1, 0, 0, 0, 0)), 'ERR_OPENPGP_PACKET'],
    ['a key of 64 kilobytes', packet(6, new Uint8Array(0x1_0000).fill(4).with(5, 1)), 'ERR_OPENPGP_PACKET'],
  ])('are refused: %s', async (_, source, code) => {
    expect((await refusal(source)).code).toBe(code);
  });

  it('say which private key is in the place of a public one', async () => {
    expect((await refusal(packet(5, RSA.subarray(3)))).message).toContain('this is a private key');
  });

  it.each(['old', 'new'] as const)('may have headers of the %s format', async (format) => {
    const body = RSA.subarray(3, 3 + (((RSA[1] ?? 0) << 8) | (RSA[2] ?? 0)));
    expect(await idIn(packet(6, body, format))).toBe(idOf('rsa'));
  });

  it('of new format may be long in three ways', async () => {
    const body = RSA.subarray(3, 3 + (((RSA[1] ?? 0) << 8) | (RSA[2] ?? 0)));
    const twoBytes = Uint8Array.of(0xc6, 192 + ((body.length - 192) >> 8), (body.length - 192) & 0xff, ...body);
    expect(await idIn(Uint8Array.of(...twoBytes, 0xcd, 1, 65))).toBe(idOf('rsa'));
  });

  it('of other kinds are passed over', async () => {
    expect(
      await idIn(Uint8Array.of(...RSA, ...packet(12, Uint8Array.of(1, 2)), ...packet(60 & 15, new Uint8Array()))),
    ).toBe(idOf('rsa'));
  });

  it('are not read beyond 64 MiB', async () => {
    expect((await refusal('-'.repeat(64 * 1024 * 1024 + 1))).code).toBe('ERR_OPENPGP_LIMIT');
  });

  it('of a whole keyring are read once', async () => {
    const many = new Uint8Array(200 * KEYRING.length);
    for (let index = 0; index < 200; index += 1) many.set(KEYRING, index * KEYRING.length);
    expect((await refusal(many)).code).toBe('ERR_OPENPGP_KEY_AMBIGUOUS');
  });
});

describe('readDetachedSignature', () => {
  it.each(['rsa', 'dsa-1024', 'dsa-2048', 'dsa-3072', 'eddsa', 'rsa with leading zeros', 'eddsa with leading zeros'])(
    'reads what the reference reads: %s',
    (name) => {
      expect(fieldsOf(packetOf(name))).toEqual(signatureNamed(name).signature);
    },
  );

  it('reads armor', () => {
    expect(readDetachedSignature(ARMORED_SIGNATURE).issuerFingerprint).toBe(idOf('rsa'));
    expect(readDetachedSignature(ARMORED_SIGNATURE).issuerKeyId).toBe(idOf('rsa').slice(-16));
  });

  it.each([
    ['nothing', new Uint8Array(), 'ERR_OPENPGP_FORMAT'],
    ['a key', RSA, 'ERR_OPENPGP_FORMAT'],
    ['an armored key', ARMORED, 'ERR_OPENPGP_FORMAT'],
    ['a signature over a text', packetOf('text'), 'ERR_OPENPGP_UNSUPPORTED'],
    ['a signature cut short', packetOf('rsa').subarray(0, -1), 'ERR_OPENPGP_PACKET'],
    ['a signature of version 3', packet(2, Uint8Array.of(3, 5)), 'ERR_OPENPGP_UNSUPPORTED'],
    ['a signature with SHA-1', changed(packetOf('rsa'), 6, 2), 'ERR_OPENPGP_UNSUPPORTED'],
    ['a signature with an unknown hash', changed(packetOf('rsa'), 6, 1), 'ERR_OPENPGP_UNSUPPORTED'],
    ['a signature with ECDSA', changed(packetOf('rsa'), 5, 19), 'ERR_OPENPGP_UNSUPPORTED'],
    [
      'a signature without an issuer',
      packet(2, Uint8Array.of(4, 0, 1, 8, 0, 0, 0, 0, 0, 0, 0, 1, 1)),
      'ERR_OPENPGP_PACKET',
    ],
    [
      'a signature with a subpacket of no length',
      packet(2, Uint8Array.of(4, 0, 1, 8, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1)),
      'ERR_OPENPGP_PACKET',
    ],
  ])('refuses %s', async (_, source, code) => {
    expect((await failureOf(Promise.resolve().then(() => readDetachedSignature(source)))).code).toBe(code);
  });
});

/** The packet's header has three bytes. */
function changed(bytes: Uint8Array, index: number, value: number): Uint8Array {
  return bytes.with(index, value);
}
