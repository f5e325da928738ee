import { parsePkcs11Uri, Pkcs11Error } from '@intoto/signer-pkcs11';
import { describe, expect, it } from 'vitest';

/** Without what is not there, and bytes as a list. */
function read(uri: string): object {
  const { key, ...rest } = parsePkcs11Uri(uri);
  const id = key.id === undefined ? undefined : [...key.id];
  return JSON.parse(JSON.stringify({ ...rest, key: { ...key, id } })) as object;
}

describe('a pkcs11: URI', () => {
  // The first eight are from RFC 7512, section 3, less their PINs and objects that are no private keys.
  it.each([
    ['pkcs11:', { token: {}, key: {} }],
    ['pkcs11:object=my-pubkey;type=private', { token: {}, key: { label: 'my-pubkey' } }],
    [
      'pkcs11:object=my-key;type=private?pin-source=file:/etc/token',
      { token: {}, key: { label: 'my-key' }, pinSource: 'file:/etc/token' },
    ],
    [
      'pkcs11:token=The%20Software%20PKCS%2311%20Softtoken;manufacturer=Snake%20Oil,%20Inc.;model=1.0;object=my-certificate;type=private;id=%69%95%3E%5C%F4%BD%EC%91;serial=?pin-source=file:/etc/token_pin',
      {
        token: { label: 'The Software PKCS#11 Softtoken', manufacturer: 'Snake Oil, Inc.', model: '1.0', serial: '' },
        key: { label: 'my-certificate', id: [0x69, 0x95, 0x3e, 0x5c, 0xf4, 0xbd, 0xec, 0x91] },
        pinSource: 'file:/etc/token_pin',
      },
    ],
    [
      'pkcs11:object=my-sign-key;type=private?module-path=/mnt/libmypkcs11.so.1',
      { token: {}, key: { label: 'my-sign-key' }, modulePath: '/mnt/libmypkcs11.so.1' },
    ],
    [
      'pkcs11:token=Software%20PKCS%2311%20softtoken;manufacturer=Snake%20Oil,%20Inc.?pin-source=%7C/usr/lib/pinomatic',
      {
        token: { label: 'Software PKCS#11 softtoken', manufacturer: 'Snake Oil, Inc.' },
        key: {},
        pinSource: '|/usr/lib/pinomatic',
      },
    ],
    ['pkcs11:slot-description=Sun%20Metaslot', { token: { slotDescription: 'Sun Metaslot' }, key: {} }],
    [
      'pkcs11:library-manufacturer=Snake%20Oil,%20Inc.;library-description=Soft%20Token%20Library;library-version=1.23',
      {
        token: {
          libraryManufacturer: 'Snake Oil, Inc.',
          libraryDescription: 'Soft Token Library',
          libraryVersion: '1.23',
        },
        key: {},
      },
    ],
    ['pkcs11:slot-id=327;slot-manufacturer=a', { token: { slotId: 327, slotManufacturer: 'a' }, key: {} }],
    ['PKCS11:id=ab%00%ff', { token: {}, key: { id: [0x61, 0x62, 0, 0xff] } }],
    ['pkcs11:id=', { token: {}, key: { id: [] } }],
    [
      'pkcs11:token=✓;object=%E2%9C%93?scheme=ed25519',
      { token: { label: '✓' }, key: { label: '✓' }, scheme: 'ed25519' },
    ],
    [
      String.raw`pkcs11:?module-path=C:\Windows\p11.dll`,
      { token: {}, key: {}, modulePath: String.raw`C:\Windows\p11.dll` },
    ],
  ])('%s is read', (uri, expected) => {
    expect(read(uri)).toEqual(expected);
  });

  it.each([
    'ssh-agent:',
    'pkcs11',
    'pkcs11://token=a',
    'pkcs11:token',
    'pkcs11:token=a;token=b',
    'pkcs11:token=a;;object=b',
    'pkcs11:Token=a',
    'pkcs11:vendor-thing=a',
    'pkcs11:module-path=/x',
    'pkcs11:?token=a',
    'pkcs11:?module-name=softhsm2',
    'pkcs11:?module-path=/x&module-path=/y',
    'pkcs11:token=%',
    'pkcs11:token=%2',
    'pkcs11:token=%zz',
    'pkcs11:token=%ff',
    'pkcs11:type=cert',
    'pkcs11:type=public',
    'pkcs11:slot-id=x',
    'pkcs11:slot-id=-1',
    'pkcs11:__proto__=a',
    'pkcs11:\u001B[2J=a',
  ])('%j is refused', (uri) => {
    expect(() => parsePkcs11Uri(uri)).toThrow(Pkcs11Error);
    expect(() => parsePkcs11Uri(uri)).toThrow(
      expect.objectContaining({ code: 'ERR_PKCS11_URI', message: expect.stringMatching(/^\P{Cc}*$/u) as string }),
    );
  });

  it('with a PIN is refused, and the PIN is not repeated', () => {
    for (const uri of ['pkcs11:token=a?pin-value=7391', 'pkcs11:?module-path=/x&pin-value=7391']) {
      expect(() => parsePkcs11Uri(uri)).toThrow(
        expect.objectContaining({
          code: 'ERR_PKCS11_PIN_IN_URI',
          message: expect.not.stringContaining('7391') as string,
        }),
      );
    }
    // In the wrong place, or misspelt.
    for (const uri of ['pkcs11:token=a?7391', 'pkcs11:pin-value=7391', 'pkcs11:?pin=7391'])
      expect(() => parsePkcs11Uri(uri)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('7391') as string }),
      );
  });
});
