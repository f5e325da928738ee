import { createGpgHome, type GpgHome, withGpg } from '@intoto-tests/gnupg';
import { checkSignature, signMetadata } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { InTotoError } from '@intoto/encoding';
import {
  createEnvelope,
  createLink,
  createMetablock,
  encodeLink,
  type GpgPublicKey,
  type Metadata,
  parseMetadata,
  parsePublicKey,
  writeMetadata,
} from '@intoto/models';
import { openpgp, toSslibPublicKey } from '@intoto/openpgp';
import { createGpgSigner, exportGpgKey } from '@intoto/signer-gpg';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { isPresent } from '../src/index.ts';
import { withPeers } from '../src/with-peers.ts';

const LINK = encodeLink(createLink({ name: 'build', command: ['make', 'ü'] }));
const LATER = new Date('2020-03-01T00:00:00Z');

let home: GpgHome;
/** Fingerprints of main keys and subkeys, by name. */
let ids: ReadonlyMap<string, string>;

/** Keys of every kind that gpg makes for signing, and of some that in-toto does not know. */
function makeKeys(): ReadonlyMap<string, string> {
  const made = new Map<string, string>();
  const main = (name: string, request: Parameters<GpgHome['makeKey']>[1]): string => {
    const id = home.makeKey(name, request);
    made.set(name, id);
    return id;
  };
  const sub = (name: string, of: string, request: Parameters<GpgHome['addSubkey']>[1]): void => {
    made.set(name, home.addSubkey(of, request));
  };
  main('rsa', { algorithm: 'rsa2048', expire: '20y' });
  main('dsa', { algorithm: 'dsa2048', expire: '20y' });
  main('ed25519', {});
  main('nistp384', { algorithm: 'nistp384' });
  const several = main('several', { algorithm: 'rsa2048', usage: 'cert', expire: '30y' });
  sub('first', several, { algorithm: 'rsa2048', expire: '20y' });
  sub('second', several, { algorithm: 'rsa2048', at: LATER });
  sub('encryption', several, { algorithm: 'rsa2048', usage: 'encr' });
  sub('elgamal', several, { algorithm: 'elg2048', usage: 'encr' });
  const mixed = main('mixed', { algorithm: 'rsa2048' });
  sub('mixed subkey', mixed, {});
  const ring = main('ed25519 with subkey', { usage: 'cert', expire: '20y' });
  sub('ed25519 subkey', ring, { expire: '20y' });
  main('expired', { algorithm: 'rsa2048', expire: '30d' });
  const changed = main('expiry changed', { algorithm: 'rsa2048', expire: '30d' });
  home.gpg(['--quick-add-uid', changed, 'second name'], { at: LATER });
  home.gpg(['--quick-set-expire', changed, '20y'], { at: new Date('2020-04-01T00:00:00Z') });
  const revoked = main('revoked', { algorithm: 'rsa2048' });
  home.gpg(['--command-fd', '0', '--edit-key', revoked], { input: 'revkey\ny\n0\n\ny\nsave\n' });
  const halved = main('half revoked', { algorithm: 'rsa2048' });
  sub('revoked subkey', halved, { algorithm: 'rsa2048' });
  const key = made.get('revoked subkey')?.toUpperCase() ?? '';
  home.gpg(['--command-fd', '0', '--edit-key', halved], { input: `key ${key}\nrevkey\ny\n0\n\ny\nsave\n` });
  sub('good subkey', halved, { algorithm: 'rsa2048', at: LATER });
  home.gpg(['--quick-sign-key', halved.toUpperCase()]);
  return made;
}

const idOf = (name: string): string => ids.get(name) ?? '';

const options = (): { backend: typeof backend; homeDirectory: string } => ({
  backend,
  homeDirectory: home.directory,
});

withGpg('keys and signatures of gpg', () => {
  beforeAll(() => {
    home = createGpgHome();
    ids = makeKeys();
  }, 120_000);

  afterAll(() => home.remove());

  withPeers(['python', ...(isPresent('python-2.3') ? (['python-2.3'] as const) : [])], 'beside Python', (peers) => {
    it.each(Object.entries(peers))('keys are exported as by %s, asked for by any of their ids', async (_, python) => {
      let exported = 0;
      for (const [name, id] of ids) {
        for (const gpg of [id, id.slice(-16).toUpperCase(), id.slice(-8)]) {
          const theirs = await python.ask('load_key', { key: { gpg, home: home.directory } }).catch(String);
          const ours = await exportGpgKey(gpg, { ...options(), profile: 'reference' }).catch((error: unknown) => {
            if (!InTotoError.is(error)) throw error;
            return undefined;
          });
          if (typeof theirs === 'string') expect([name, ours?.json, theirs]).toEqual([name, undefined, theirs]);
          else {
            expect({ name, key: ours?.json }).toEqual({ name, key: theirs.key });
            exported += 1;
          }
        }
      }
      expect(exported).toBeGreaterThan(30);
    });

    it.each(['rsa', 'dsa', 'ed25519', 'several', 'second', 'expiry changed', 'half revoked'])(
      'what the key %s signs here verifies there, and the other way round',
      async (name) => {
        const { python } = peers;
        const reference = { gpg: idOf(name), home: home.directory };
        const key = await exportGpgKey(idOf(name), { ...options(), profile: 'reference' });
        const ours = await signMetadata(createMetablock(LINK), createGpgSigner({ ...options(), keyId: idOf(name) }));
        expect(await python.ask('check_signature', { text: writeMetadata(ours), key: reference })).toBe(true);
        const text = writeMetadata(createMetablock(LINK));
        const signed = await python.ask('sign', { text, signer: reference });
        const theirs = parseMetadata(Buffer.from(signed.file, 'base64'));
        for (const metadata of [ours, theirs])
          for (const form of ['received', 'reference'] as const) expect(await check(metadata, key, form)).toBe('ok');
        expect(Object.keys(theirs.signatures[0]?.json ?? {}).sort()).toEqual(
          Object.keys(ours.signatures[0]?.json ?? {}).sort(),
        );
      },
    );

    it.each(['rsa', 'dsa', 'ed25519'])('the newer form verifies in both containers on both sides: %s', async (name) => {
      const { python } = peers;
      const key = toSslibPublicKey(await exportGpgKey(idOf(name), options()));
      const signer = createGpgSigner({ ...options(), keyId: idOf(name) });
      const envelope = await signMetadata(createEnvelope(LINK), signer);
      const { signatures, signed } = JSON.parse(writeMetadata(await signMetadata(createMetablock(LINK), signer))) as {
        readonly signed: object;
        readonly signatures: readonly [{ readonly signature: string }];
      };
      const { signature: sig, ...rest } = signatures[0];
      const metablock = parseMetadata(JSON.stringify({ signed, signatures: [{ ...rest, sig }] }));
      for (const metadata of [envelope, metablock]) {
        const text = writeMetadata(metadata);
        expect(await python.ask('check_signature', { text, key: { object: key.json } })).toBe(true);
        const outcome = await checkSignature(metadata, key, { backend, openpgp, now: new Date() });
        expect(outcome).toEqual({ ok: true });
      }
    });

    it('signatures of an expired key count neither here nor there', async () => {
      const { python } = peers;
      const program = ['gpg', '--faked-system-time', '20200110T000000!'];
      const signer = createGpgSigner({ ...options(), keyId: idOf('expired'), program });
      const signed = await signMetadata(createMetablock(LINK), signer);
      const key = await exportGpgKey(idOf('expired'), { ...options(), profile: 'reference' });
      const asking = python.ask('check_signature', { text: writeMetadata(signed), key: { object: key.json } });
      await expect(asking).rejects.toThrow('expired');
      expect(await check(signed, key, 'reference')).toBe('ERR_KEY_EXPIRED');
      expect(await check(signed, key, 'reference', new Date('2020-01-20T00:00:00Z'))).toBe('ok');
    });

    it('a subkey of another algorithm than its main key verifies neither here nor there', async () => {
      const { python } = peers;
      const signer = createGpgSigner({ ...options(), keyId: idOf('mixed subkey') });
      const signed = await signMetadata(createMetablock(LINK), signer);
      const key = await exportGpgKey(idOf('mixed'), options());
      const text = writeMetadata(signed);
      await expect(python.ask('check_signature', { text, key: { object: key.json } })).rejects.toThrow(/'e'/u);
      expect(await check(signed, key, 'reference')).toBe('ERR_KEY_FORMAT');
      const alone = parsePublicKey(key.subkeys.get(idOf('mixed subkey'))?.json ?? null) as GpgPublicKey;
      expect(await python.ask('check_signature', { text, key: { object: alone.json } })).toBe(true);
      expect(await check(signed, alone, 'received')).toBe('ok');
    });
  });
});

async function check(
  metadata: Metadata,
  key: GpgPublicKey,
  form: 'received' | 'reference',
  now: Date = new Date(),
): Promise<string> {
  const outcome = await checkSignature(metadata, key, { backend, openpgp, now, form });
  return outcome.ok ? 'ok' : outcome.code;
}
