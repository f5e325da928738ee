import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createSigner, loadPrivateKey, signedBytes, signMetadata } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import { type JsonObject, parseJson } from '@intoto/encoding';
import {
  createEnvelope,
  createMetablock,
  encodeLayout,
  encodeLink,
  type Metadata,
  parseLayout,
  parseLink,
  parseMetadata,
  unfinishedLinkFileName,
  writeMetadata,
} from '@intoto/models';
import { startRecording } from '@intoto/runner';
import { beforeAll, expect, it } from 'vitest';

import { asCommonPeer, KEY_KINDS, type KeyPair, makeKeyPair, withScratchFolder } from '../src/index.ts';
import { withPeers } from '../src/with-peers.ts';

const CONTAINERS = ['metablock', 'dsse'] as const;

let pairs: readonly KeyPair[];
let ed25519: KeyPair;

beforeAll(async () => {
  pairs = await Promise.all(KEY_KINDS.map(makeKeyPair));
  ed25519 = await makeKeyPair('ed25519');
});

const LINK = JSON.stringify({
  _type: 'link',
  name: 'täst/\u{1f600}',
  materials: { 'a\nb': { sha256: 'AB12' }, é: {} },
  products: { z: { sha512: '00', sha256: '11' }, '\u{1f600}': {}, '\ue000': {} },
  byproducts: { 'return-value': 0, stdout: '"\\/\u0000\u007f', list: [] },
  command: ['sh', '-c', 'true'],
  environment: {},
  unknown: 1,
});

/** Without what Go or Rust do not read or canonicalise otherwise. */
const PLAIN_LINK = JSON.stringify({
  _type: 'link',
  name: 'build',
  materials: { 'src/main.c': { sha256: '11'.repeat(32) } },
  products: { main: { sha256: '22'.repeat(32) } },
  byproducts: { 'return-value': 0, stdout: '', stderr: '' },
  command: ['cc', 'src/main.c'],
  environment: {},
});

function layout(pair: KeyPair): string {
  const { keyId, keyType, scheme, keyVal } = pair.privateKey.publicKey;
  return JSON.stringify({
    _type: 'layout',
    readme: 'Grüße',
    expires: '2999-01-02T03:04:05Z',
    keys: { [keyId]: { keyid: keyId, keytype: keyType, scheme, keyval: keyVal } },
    steps: [{ name: 'build', pubkeys: [keyId], expected_products: [['create', '*']] }],
    inspect: [{ name: 'look', run: ['true'] }],
  });
}

/** What the reference makes of a payload: known members only, defaults filled in. */
function container(text: string, kind: (typeof CONTAINERS)[number]): Metadata {
  const tree = parseJson(text) as JsonObject;
  const options = { unknownMembers: 'omit' } as const;
  const payload =
    tree['_type'] === 'link' ? encodeLink(parseLink(tree), options) : encodeLayout(parseLayout(tree), options);
  return kind === 'dsse' ? createEnvelope(payload) : createMetablock(payload);
}

function encoded(bytes: string | Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

withPeers(['python'], 'files', ({ python }) => {
  it.each(CONTAINERS)('have the bytes of Python in a %s, unsigned and signed', async (kind) => {
    for (const text of [LINK, layout(ed25519)]) {
      const ours = container(text, kind);
      const theirs = await python.ask('create', { container: kind, text });
      expect(theirs.file).toBe(encoded(writeMetadata(ours)));
      expect(theirs.signed).toBe(encoded(signedBytes(ours)));
      const signers = [{ text: ed25519.privatePem }];
      const signed = await python.ask('create', { container: kind, text, signers });
      expect(signed.file).toBe(encoded(writeMetadata(await signMetadata(ours, ed25519.signer))));
    }
  });

  it('have the bytes of Python for what Python reads', async () => {
    const { file } = await python.ask('create', { container: 'dsse', text: LINK });
    const parsed = await python.ask('parse', { base64: file });
    expect(parsed.file).toBe(encoded(writeMetadata(parseMetadata(Buffer.from(file, 'base64')))));
  });

  it.each(CONTAINERS)('of unfinished links have the bytes of Python in a %s', async (kind) => {
    const name = unfinishedLinkFileName('step', ed25519.signer.publicKey.keyId);
    const start = { name: 'step', materials: ['.'] };
    const theirs = await withScratchFolder(async (cwd) => {
      const signer = { text: ed25519.privatePem };
      await python.ask('record_start', { cwd, ...start, signer, use_dsse: kind === 'dsse' });
      return readFile(join(cwd, name), 'utf8');
    });
    const ours = await withScratchFolder(async (cwd) => {
      await startRecording({ cwd, ...start, signer: ed25519.signer, container: kind });
      return readFile(join(cwd, name), 'utf8');
    });
    expect(ours).toBe(theirs);
  });
});

withPeers(['python', 'python-2.3', 'go', 'rust'], 'signatures', (peers) => {
  it.each(['python', 'python-2.3'] as const)('of ours are good for %s', async (name) => {
    // in-toto 2.3 labels every ECDSA key as one of P-256, so it needs our key object.
    for (const pair of pairs) {
      const { keyId, keyType, scheme, keyVal } = pair.privateKey.publicKey;
      if (name === 'python-2.3' && scheme.endsWith('nistp521')) continue;
      const key = { object: { keyid: keyId, keytype: keyType, scheme, keyval: keyVal } };
      for (const kind of CONTAINERS) {
        const text = writeMetadata(await signMetadata(container(LINK, kind), pair.signer));
        expect(await peers[name].request('check_signature', { text, key })).toMatchObject({ ok: true });
        const other = text.replace(/[0-9a-f]{64}/u, '0'.repeat(64));
        expect(await peers[name].request('check_signature', { text: other, key })).toMatchObject({ ok: false });
      }
    }
  });

  it.each(['go', 'rust'] as const)('of ours with its key ids are good for %s', async (name) => {
    const peer = asCommonPeer(peers[name]);
    for (const { kind, privatePem, publicPem } of pairs) {
      if (kind === 'ecdsa P-384' || kind === 'ecdsa P-521') continue;
      const { keyid } = await peer.ask('load_key', { key: { text: publicPem } });
      const privateKey = await loadPrivateKey(privatePem, { backend: nodeBackend });
      const labelled = { ...privateKey, publicKey: { ...privateKey.publicKey, keyId: keyid } };
      const signer = await createSigner(labelled, { backend: nodeBackend });
      const text = writeMetadata(await signMetadata(container(PLAIN_LINK, 'metablock'), signer));
      const outcome = await peer.request('check_signature', { text, key: { text: publicPem } });
      expect([kind, outcome]).toMatchObject([kind, { ok: true }]);
    }
  });
});
