import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { createGpgHome, type GpgHome, HAS_GPG } from '@intoto-tests/gnupg';
import { type MetadataSigner, type Signer, signMetadata } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import type { JsonObject } from '@intoto/encoding';
import { createMetablock, linkFileName, type Metadata, type PublicKey, writeMetadata } from '@intoto/models';
import { createGpgSigner, exportGpgKey } from '@intoto/signer-gpg';

/** The gpg of every command line: its clock stands still, so that two programs make the same signature. */
export const GPG = 'gpg --faked-system-time 20210203T040506!';

/** What is made with GPG for command lines. */
export interface GpgFixture {
  /** Fingerprints, by the names that lines put between braces. */
  readonly ids: ReadonlyMap<string, string>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly links: Readonly<Record<string, string>>;
}

/** How the metadata that is to be signed comes about. */
export interface GpgPayloads {
  /** A layout whose step `s` the key may carry out. */
  readonly layout: (key: PublicKey, pubkey: string) => JsonObject;
  /** A link for that step. */
  readonly link: JsonObject;
  /** The project owner. */
  readonly owner: Signer;
}

function makeKeys(home: GpgHome): Map<string, string> {
  const ids = new Map<string, string>();
  // The first one is the default.
  ids.set('rsa', home.makeKey('rsa <rsa@in-toto.invalid>', { algorithm: 'rsa2048' }));
  ids.set('ed25519', home.makeKey('ed25519', { expire: '2y' }));
  ids.set('dsa', home.makeKey('dsa', { algorithm: 'dsa2048' }));
  ids.set('nist', home.makeKey('nist', { algorithm: 'nistp256' }));
  ids.set('expired', home.makeKey('expired', { algorithm: 'rsa2048', expire: '30d' }));
  const main = home.makeKey('main', { algorithm: 'rsa2048', usage: 'cert' });
  ids.set('main', main);
  ids.set('one', home.addSubkey(main, { algorithm: 'rsa2048' }));
  ids.set('two', home.addSubkey(main, { algorithm: 'rsa2048', at: new Date('2020-02-01T00:00:00Z') }));
  const mixed = home.makeKey('mixed', { algorithm: 'rsa2048' });
  ids.set('mixed', mixed);
  ids.set('mixedsub', home.addSubkey(mixed));
  return ids;
}

async function signAll(payload: JsonObject, signers: readonly MetadataSigner[]): Promise<string> {
  let metadata: Metadata = createMetablock(payload);
  for (const signer of signers) metadata = await signMetadata(metadata, signer);
  return writeMetadata(metadata);
}

async function makeMetadata(
  home: GpgHome,
  ids: ReadonlyMap<string, string>,
  { layout, link, owner }: GpgPayloads,
): Promise<Omit<GpgFixture, 'ids'>> {
  const idOf = (name: string): string => ids.get(name) ?? '';
  const signer = (name: string, time = '20210203T040506'): MetadataSigner => {
    const program = ['gpg', '--faked-system-time', `${time}!`];
    return createGpgSigner({ backend, homeDirectory: home.directory, program, keyId: `${idOf(name)}!` });
  };
  const key = await exportGpgKey(idOf('main'), { backend, homeDirectory: home.directory, profile: 'reference' });
  const plan = layout(key, key.keyId);
  return {
    metadata: {
      'gpg.layout': await signAll(plan, [signer('rsa')]),
      'gpg-subkey.layout': await signAll(layout(key, idOf('one')), [signer('two')]),
      'gpg-mixed.layout': await signAll(plan, [owner, signer('two'), signer('dsa'), signer('ed25519')]),
      'gpg-expired.layout': await signAll(plan, [signer('expired', '20200110T000000')]),
      'gpg-odd.layout': await signAll(plan, [signer('mixedsub')]),
      'gpg-changed.layout': (await signAll(plan, [signer('rsa')])).replace('"readme": ""', '"readme": "x"'),
    },
    links: { [linkFileName('s', idOf('one'))]: await signAll(link, [signer('one')]) },
  };
}

/** Makes keys, puts them into the folder `gnupg` of the fixture, and signs with them. Without gpg there is nothing. */
export async function makeGpgFixture(folder: string, payloads: GpgPayloads): Promise<GpgFixture> {
  const target = join(folder, 'gnupg');
  mkdirSync(target, { mode: 0o700 });
  if (!HAS_GPG) return { ids: new Map(), metadata: {}, links: {} };
  const home = createGpgHome();
  try {
    const ids = makeKeys(home);
    const made = await makeMetadata(home, ids, payloads);
    for (const name of ['private-keys-v1.d', 'pubring.kbx', 'trustdb.gpg'])
      cpSync(join(home.directory, name), join(target, name), { recursive: true });
    return { ids, ...made };
  } finally {
    home.remove();
  }
}
