import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { checkSignature, loadPublicKey } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import { linkFileName, parseMetadata } from '@intoto/models';
import { beforeAll, expect, it } from 'vitest';

import { asCommonPeer, type KeyPair, makeKeyPair, withScratchFolder } from '../src/index.ts';
import { withPeers } from '../src/with-peers.ts';

let pair: KeyPair;

beforeAll(async () => {
  pair = await makeKeyPair('ed25519');
});

withPeers(['python', 'python-2.3'], 'steps', (peers) => {
  it.each(['python', 'python-2.3'] as const)('are run, recorded and tried out by %s', async (name) => {
    const peer = peers[name];
    const signer = { text: pair.privatePem };
    const file = linkFileName('step', pair.signer.publicKey.keyId);
    await withScratchFolder(async (cwd) => {
      const command = ['sh', '-c', 'echo out; echo > made'];
      const run = await peer.ask('run', { cwd, name: 'step', command, products: ['.'], signer, record_streams: true });
      expect(JSON.parse(run.payload)).toMatchObject({ byproducts: { stdout: 'out\n' }, products: { made: {} } });
      expect(await readFile(join(cwd, file), 'base64')).toBe(run.file);
      await peer.ask('record_start', { cwd, name: 'two', materials: ['made'], signer, use_dsse: true });
      await peer.ask('record_stop', { cwd, name: 'two', products: ['.'], signer, command: ['c'] });
      expect(await readFile(join(cwd, file.replace('step', 'two')), 'utf8')).toContain('"payload"');
      await peer.ask('mock', { cwd, name: 'three', command: ['true'] });
      expect(await readFile(join(cwd, 'three.link'), 'utf8')).toContain('"signatures": []');
    });
  });
});

withPeers(['python', 'python-2.3', 'go', 'rust'], 'signing', (peers) => {
  it.each(['python', 'python-2.3', 'go', 'rust'] as const)('by %s is good for us', async (name) => {
    const peer = asCommonPeer(peers[name]);
    const link = {
      _type: 'link',
      name: 'x',
      materials: {},
      products: {},
      byproducts: {},
      environment: {},
      command: [],
    };
    const text = JSON.stringify({ signed: link, signatures: [] });
    const signed = await peer.ask('sign', { text, signer: { text: pair.privatePem } });
    const loaded = await loadPublicKey(pair.publicPem, { backend: nodeBackend });
    const metadata = parseMetadata(Buffer.from(signed.file, 'base64'));
    const check = await checkSignature(metadata, { ...loaded, keyId: signed.keyid }, { backend: nodeBackend });
    expect(check).toEqual({ ok: true });
    const key = { text: pair.publicPem };
    expect(await peer.request('check_signature', { base64: signed.file, key })).toMatchObject({ ok: true });
  });
});
