import { join } from 'node:path';

import { nodeBackend } from '@intoto/crypto-node';
import { parseJson } from '@intoto/encoding';
import { parsePublicKey } from '@intoto/models';
import { createDirectoryEvidence, readMetadata } from '@intoto/node';
import { evaluateLayout, type VerificationReport } from '@intoto/verifier';
import { beforeAll, expect, it } from 'vitest';

import { asCommonPeer, type KeyPair, label, type LabelledKey, makeKeyPair, withScratchFolder } from '../src/index.ts';
import { withPeers } from '../src/with-peers.ts';
import { type DemoChain, writeDemoChain } from './demo-chain.ts';

let owner: KeyPair;
let functionary: KeyPair;

beforeAll(async () => {
  [owner, functionary] = await Promise.all([makeKeyPair('rsa'), makeKeyPair('ed25519')]);
});

/** Which peer reads which container with which key ids. */
const CASES = [
  { name: 'python', container: 'metablock', form: 'current' },
  { name: 'python', container: 'dsse', form: 'current' },
  { name: 'python', container: 'metablock', form: 'legacy' },
  { name: 'python', container: 'dsse', form: 'legacy' },
  { name: 'python-2.3', container: 'metablock', form: 'current' },
  { name: 'python-2.3', container: 'dsse', form: 'legacy' },
  { name: 'python-2.3', container: 'metablock', form: 'python-2' },
  { name: 'go', container: 'metablock', form: 'legacy' },
  { name: 'go', container: 'dsse', form: 'legacy' },
  { name: 'rust', container: 'metablock', form: 'python-2' },
] as const;

async function ours(folder: string, { object }: LabelledKey): Promise<VerificationReport> {
  return evaluateLayout(await readMetadata(join(folder, 'root.layout')), {
    layoutKeys: new Map([[object.keyid, parsePublicKey(parseJson(JSON.stringify(object)))]]),
    evidence: createDirectoryEvidence(folder),
    backend: nodeBackend,
    now: new Date(),
    profile: 'reference',
  });
}

withPeers(['python', 'python-2.3', 'go', 'rust'], 'verdicts', (peers) => {
  it.each(CASES)('are those of $name for a $container with $form keys', async ({ name, container, form }) => {
    const chain: DemoChain = {
      owner: await label(owner, form),
      functionary: await label(functionary, form),
      container,
    };
    await withScratchFolder(async (folder) => {
      const request = { cwd: folder, layout: 'root.layout', keys: [{ object: chain.owner.object }] };
      await writeDemoChain(folder, chain);
      expect(await ours(folder, chain.owner)).toMatchObject({ ok: true });
      expect(await asCommonPeer(peers[name]).ask('verify', request)).toMatchObject({ verdict: 'pass' });
      await writeDemoChain(folder, { ...chain, tampered: true });
      expect(await ours(folder, chain.owner)).toMatchObject({ ok: false });
      expect(await asCommonPeer(peers[name]).ask('verify', request)).toMatchObject({ verdict: 'fail' });
    });
  });
});

withPeers(['python'], 'the place of a failure', ({ python }) => {
  it('is told by the driver of Python', async () => {
    const [key, other] = [await label(owner, 'current'), await label(functionary, 'current')];
    const chain: DemoChain = { owner: key, functionary: other, container: 'metablock' };
    await withScratchFolder(async (folder) => {
      const request = { cwd: folder, layout: 'root.layout', keys: [{ object: key.object }] };
      await writeDemoChain(folder, { ...chain, tampered: true });
      expect(await python.ask('verify', request)).toMatchObject({
        stages: ['step-rules'],
        type: 'RuleVerificationError',
        item: 'build',
        list: 'materials',
        rule: ['DISALLOW', '*'],
      });
      expect(await python.ask('verify', { ...request, keys: [] })).toMatchObject({ stages: ['keys'] });
      expect(await python.ask('verify', { ...request, keys: [{ object: other.object }] })).toMatchObject({
        stages: ['layout-signature'],
        type: 'SignatureVerificationError',
      });
      expect(await python.ask('verify', { ...request, now: '2999-01-01T00:00:00Z' })).toMatchObject({
        stages: ['expiry'],
        type: 'LayoutExpiredError',
      });
      expect(await python.ask('verify', { ...request, parameters: { 'a b': '' } })).toMatchObject({
        stages: ['parameters'],
      });
      expect(await python.ask('verify', { ...request, link_dir: 'absent' })).toMatchObject({
        stages: ['links'],
        type: 'LinkNotFoundError',
        item: 'write',
      });
      expect(await python.ask('verify', { ...request, layout: 'absent' })).toMatchObject({ stages: ['load-layout'] });
    });
  });
});

withPeers(['go'], 'the place of a failure', ({ go }) => {
  it('is found by the driver of Go', async () => {
    const key = await label(owner, 'legacy');
    const chain: DemoChain = { owner: key, functionary: await label(functionary, 'legacy'), container: 'metablock' };
    await withScratchFolder(async (folder) => {
      const request = { cwd: folder, layout: 'root.layout', keys: [{ object: key.object }] };
      await writeDemoChain(folder, { ...chain, tampered: true });
      expect(await go.ask('verify', request)).toMatchObject({ stage: 'rules' });
      expect(await go.ask('verify', { ...request, link_dir: 'absent' })).toMatchObject({ stage: 'links' });
      expect(await go.ask('verify', { ...request, layout: 'absent' })).toMatchObject({ stage: 'load-layout' });
    });
  });
});
