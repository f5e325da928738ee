import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createSigner, encodePrivateKeyPem, loadPrivateKey, type Signer, signMetadata } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import { formatJson, type JsonObject, type JsonValue } from '@intoto/encoding';
import { exportPrivateKey, exportPublicKey } from '@intoto/keys';
import {
  createEnvelope,
  createMetablock,
  linkFileName,
  type PublicKey,
  type SslibPublicKey,
  writeMetadata,
} from '@intoto/models';

import { type FixedKey, makeFixedKey, publicText } from '../differential/fixed-keys.ts';
import { makeGpgFixture } from './gpg-fixture.ts';

/** Where every command line runs, below the fixture's folder; the others lie beside it. */
export const WORK = 'work';

const PASSWORD = 'pw';
const EXPIRES = '2999-01-02T03:04:05Z';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** The digest of `a.txt`. */
const ALPHA = 'b6a98d9ce9a2d9149288fa3df42d377c3e42737afdcdaf714e33c0a100b51060';

const TREE: Files = {
  'a.txt': 'alpha\n',
  'b.txt': 'beta\r\n',
  'd/c.txt': 'gamma',
  'd/e/f.pyc': 'x',
  'd/e/g~': 'y',
  '.git/config': 'z',
  ['__proto__']: 'p',
  'sp ace.txt': '',
  'ü.txt': 'u',
  'old.abcdef01.link': '{}',
};

interface OtherKey {
  readonly signer: Signer;
  readonly files: Files;
}

function pem(key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1' | 'spki'): string {
  return key.export({ type, format: 'pem' }).toString();
}

/** An RSA key as OpenSSL wrote it before PKCS#8, also encrypted. */
function rsaFiles(privateKey: KeyObject): Files {
  const encrypt = (cipher: string): string | Buffer =>
    privateKey.export({ type: 'pkcs1', format: 'pem', cipher, passphrase: PASSWORD });
  return {
    'rsa.pkcs1': pem(privateKey, 'pkcs1'),
    'rsa.aes': encrypt('aes-256-cbc'),
    'rsa.des3': encrypt('des-ede3-cbc'),
  };
}

/** A new key whose signatures are different each time. */
async function makeOtherKey(name: string, pair: { publicKey: KeyObject; privateKey: KeyObject }): Promise<OtherKey> {
  const privatePem = pem(pair.privateKey, 'pkcs8');
  const [type] = name.split(/\d/u);
  return {
    signer: await createSigner(await loadPrivateKey(privatePem, { backend: nodeBackend }), { backend: nodeBackend }),
    files: {
      [name]: privatePem,
      [`${name}.pub`]: pem(pair.publicKey, 'spki'),
      ...(type === 'rsa' ? rsaFiles(pair.privateKey) : {}),
      ...(type === 'ec' ? { [`${name}.sec1`]: pem(pair.privateKey, 'sec1') } : {}),
    },
  };
}

interface Keys {
  readonly alice: FixedKey;
  readonly bob: FixedKey;
  readonly owner: FixedKey;
  readonly rsa: OtherKey;
  readonly ec256: OtherKey;
}

function keyMember(key: SslibPublicKey): JsonObject {
  return { keyid: key.keyId, keytype: key.keyType, scheme: key.scheme, keyval: { public: publicText(key) } };
}

function link(name: string | null, products: JsonObject): JsonObject {
  const nothing = { materials: {}, byproducts: {}, environment: {}, command: [] };
  return { _type: 'link', name, products, ...nothing };
}

function layout(members: Readonly<Record<string, JsonValue>>): JsonObject {
  return { _type: 'layout', readme: '', keys: {}, steps: [], inspect: [], expires: EXPIRES, ...members };
}

function inspecting(...run: readonly string[]): JsonObject {
  const inspection = { _type: 'inspection', name: 'look', run, expected_materials: [], expected_products: [] };
  return layout({ inspect: [inspection] });
}

async function sign(
  payload: JsonObject,
  signers: readonly Signer[],
  enclose: typeof createMetablock | typeof createEnvelope = createMetablock,
): Promise<string> {
  let metadata: Awaited<ReturnType<typeof signMetadata>> = enclose(payload);
  for (const signer of signers) metadata = await signMetadata(metadata, signer);
  return writeMetadata(metadata);
}

/** Layouts with one step `s` by alice, or by nobody who did it. */
function stepLayout({ alice, bob }: Keys, rules: JsonValue): JsonObject {
  const [{ publicKey }, other] = [alice.privateKey, bob.privateKey.publicKey];
  const step = { _type: 'step', name: 's', pubkeys: [publicKey.keyId], expected_command: [], threshold: 1 };
  const keys = { [publicKey.keyId]: keyMember(publicKey), [other.keyId]: keyMember(other) };
  return layout({ keys, steps: [{ ...step, expected_materials: [], expected_products: rules }] });
}

/** A layout with one step `s` by a key of a keyring. */
function gpgLayout(key: PublicKey, pubkey: string): JsonObject {
  const rules = [
    ['CREATE', 'a.txt'],
    ['DISALLOW', '*'],
  ];
  const step = { _type: 'step', name: 's', pubkeys: [pubkey], expected_command: [], threshold: 1 };
  const steps = [{ ...step, expected_materials: [], expected_products: rules }];
  return layout({ keys: { [key.keyId]: key.json }, steps });
}

async function metadataFiles(keys: Keys): Promise<Files> {
  const [owner, alice] = [keys.owner.signer, keys.alice.signer];
  const root = stepLayout(keys, [
    ['CREATE', 'a.txt'],
    ['DISALLOW', '*'],
  ]);
  const products = link('p', { 'a.txt': { sha256: ALPHA }, gone: { sha256: '00' } });
  const signed = await sign(root, [owner]);
  const { readme: _readme, inspect: _inspect, ...few } = layout({});
  const repeated = JSON.parse(signed) as { signed: unknown; signatures: unknown[] };
  return {
    'unsigned.layout': await sign(root, []),
    'root.layout': signed,
    'dsse.layout': await sign(root, [owner], createEnvelope),
    'mixed.layout': await sign(root, [owner, keys.rsa.signer, keys.ec256.signer], createEnvelope),
    'strict.layout': await sign(stepLayout(keys, [['DISALLOW', '*']]), [owner]),
    'expired.layout': await sign(layout({ expires: '2020-01-01T00:00:00Z' }), [owner]),
    'inspecting.layout': await sign(inspecting('sh', '-c', 'echo x > made'), [owner]),
    'inspecting-badly.layout': await sign(inspecting('false'), [owner]),
    'inspecting-slowly.layout': await sign(inspecting('sleep', '5'), [owner]),
    'two-signatures.layout': JSON.stringify({
      ...repeated,
      signatures: [...repeated.signatures, ...repeated.signatures],
    }),
    'unknown-members.layout': JSON.stringify({ signed: { ...root, more: [1] }, signatures: [], more: {} }),
    'few-members.layout': JSON.stringify({ signed: { ...few, inspect: [] } }),
    'products.link': await sign(products, []),
    'all.link': await sign(link('all', {}), [alice]),
    'dsse.link': await sign(link('s', {}), [alice], createEnvelope),
    'nameless.link': await sign(link(null, {}), []),
    'float.link': formatJson({ signed: link('f', {}), signatures: [] }, 'line').replace(
      '"command": []',
      '"command": [1.0]',
    ),
    cut: signed.slice(0, 200),
    list: '[]',
  };
}

async function linkFiles({ alice }: Keys): Promise<Files> {
  const text = await sign(link('s', { 'a.txt': { sha256: ALPHA } }), [alice.signer]);
  return { [linkFileName('s', alice.privateKey.publicKey.keyId)]: text };
}

async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/**
 * Writes what command lines find: `work`, `keys`, `gnupg` (a keyring), `meta` (metadata), `links`, and the empty folder `out`.
 * @returns the fingerprints in the keyring, by name
 */
export async function writeFixture(folder: string): Promise<ReadonlyMap<string, string>> {
  const [alice, bob, owner] = await Promise.all(['alice', 'bob', 'owner'].map(makeFixedKey));
  if (alice === undefined || bob === undefined || owner === undefined) throw new Error('a key is missing');
  const rsa = await makeOtherKey('rsa', generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const [ec256, ec384, ec521] = await Promise.all(
    ['256', '384', '521'].map(async (bits) =>
      makeOtherKey(`ec${bits}`, generateKeyPairSync('ec', { namedCurve: `P-${bits}` })),
    ),
  );
  if (ec256 === undefined || ec384 === undefined || ec521 === undefined) throw new Error('a key is missing');
  const keys = { alice, bob, owner, rsa, ec256 };
  const fixed = Object.entries({ alice, bob, owner }).flatMap(([name, key]) => [
    [name, key.privatePem],
    [`${name}.pub`, key.publicPem],
  ]);
  await writeFiles(join(folder, 'keys'), {
    ...(Object.fromEntries(fixed) as Files),
    ...rsa.files,
    ...ec256.files,
    ...ec384.files,
    ...ec521.files,
    'alice.enc': await encodePrivateKeyPem(alice.privateKey, { backend: nodeBackend, password: PASSWORD }),
    'alice.jwk': await exportPrivateKey(alice.privateKey, { format: 'jwk', backend: nodeBackend }),
    'owner.ssh': exportPublicKey(owner.privateKey.publicKey, { format: 'openssh' }),
    'owner.jwk': exportPublicKey(owner.privateKey.publicKey, { format: 'jwk' }),
    'alice.der': createPrivateKey(alice.privatePem).export({ type: 'pkcs8', format: 'der' }),
    garbage: 'no key\n',
    empty: '',
  });
  await writeFiles(join(folder, WORK), { ...TREE, 'pkcs11:alice': alice.privatePem });
  await symlink('d', join(folder, WORK, 'linked'));
  await symlink('nowhere', join(folder, WORK, 'dangling'));
  const linkPayload = link('s', { 'a.txt': { sha256: ALPHA } });
  const gpg = await makeGpgFixture(folder, { layout: gpgLayout, link: linkPayload, owner: owner.signer });
  await writeFiles(join(folder, 'meta'), { ...(await metadataFiles(keys)), ...gpg.metadata });
  await writeFiles(join(folder, 'links'), { ...(await linkFiles(keys)), ...gpg.links });
  await mkdir(join(folder, 'out'));
  return gpg.ids;
}
