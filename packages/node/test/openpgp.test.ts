import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { createSigner, encodePublicKeyPem, generatePrivateKey, signMetadata } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { formatJson } from '@intoto/encoding';
import { createLayout, createMetablock, createStep, encodeLayout, writeMetadata } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { readOpenPgpKey, readPublicKey, readPublicKeys } from '../src/key-files.ts';
import { verifyFiles } from '../src/verify-files.ts';
import { ARMORED, KEY_ID, LINK, PACKETS } from './openpgp-samples.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

async function createFiles(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const directory = await createTemporaryDirectory({ 'key.asc': ARMORED, 'key.gpg': PACKETS, ...files });
  return (name: string): string => join(directory, name);
}

/** The link of the sample key under a layout of somebody else's. */
async function createChain() {
  const owner = await generatePrivateKey({ type: 'ed25519', backend });
  const at = await createFiles();
  const key = await readPublicKey(at('key.asc'));
  const steps = [createStep({ name: 'build', pubkeys: [KEY_ID] })];
  const plan = createLayout({ expires: '2099-01-01T00:00:00Z', keys: new Map([[KEY_ID, key]]), steps });
  const layout = await signMetadata(createMetablock(encodeLayout(plan)), await createSigner(owner, { backend }));
  const files = await createFiles({
    'root.layout': writeMetadata(layout),
    'owner.pub': encodePublicKeyPem(owner.publicKey),
    [`build.${KEY_ID.slice(0, 8)}.link`]: LINK,
  });
  return { files, owner };
}

describe('keys that gpg exported', () => {
  it('are read, armored or not, like other key files', async () => {
    const at = await createFiles();
    for (const name of ['key.asc', 'key.gpg']) {
      expect(await readPublicKey(at(name))).toMatchObject({ form: 'gpg', keyId: KEY_ID });
      expect(await readOpenPgpKey(at(name))).toMatchObject({ form: 'gpg', keyId: KEY_ID });
      expect(await readOpenPgpKey(at(name), { keyId: KEY_ID.slice(-8) })).toMatchObject({ keyId: KEY_ID });
    }
    expect([...(await readPublicKeys([at('key.asc'), at('key.gpg')])).keys()]).toEqual([KEY_ID]);
  });

  it('are read from the objects that stand in layouts', async () => {
    const key = await readPublicKey((await createFiles())('key.asc'));
    const at = await createFiles({
      'key.json': formatJson(key.json, 'indented'),
      'broken.json': '{"type":"rsa","keyval":{}}',
    });
    expect(await readPublicKey(at('key.json'))).toEqual(key);
    const details = { path: at('broken.json') };
    await expect(readPublicKey(at('broken.json'))).rejects.toMatchObject({ code: 'ERR_MODEL_FORMAT', details });
  });

  it('are read as the reference does, where that is asked for: an Ed25519 key loses its expiry', async () => {
    const at = await createFiles();
    expect((await readOpenPgpKey(at('key.asc'))).json['validity_period']).toBe(315_360_000);
    const reference = await readOpenPgpKey(at('key.asc'), { profile: 'reference' });
    expect(reference.json['validity_period']).toBeUndefined();
  });

  it('are named in errors', async () => {
    const at = await createFiles({ broken: ARMORED.replace('\nmDME', '\n*DME'), text: 'text' });
    const refusals = [
      [() => readPublicKey(at('broken')), 'ERR_OPENPGP_FORMAT', 'broken'],
      [() => readOpenPgpKey(at('text')), 'ERR_OPENPGP_FORMAT', 'text'],
      [() => readOpenPgpKey(at('key.asc'), { keyId: 'ff' }), 'ERR_OPENPGP_KEY_NOT_FOUND', 'key.asc'],
    ] as const;
    for (const [read, code, name] of refusals)
      await expect(read()).rejects.toMatchObject({ code, details: { path: at(name) } });
  });
});

describe('verifyFiles', () => {
  it('verifies what was signed with GPG, without more ado', async () => {
    const { files } = await createChain();
    const options = { layout: files('root.layout'), keys: [files('owner.pub')], linkDirectory: files('.') };
    for (const profile of ['strict', 'reference'] as const) {
      const now = new Date('2027-01-01T00:00:00Z');
      const report = await verifyFiles({ ...options, profile, now });
      expect(report.ok ? [] : report.failures).toEqual([]);
      expect(report.signatures).toMatchObject([{}, { item: 'build', keyId: KEY_ID }]);
      const later = await verifyFiles({ ...options, profile, now: new Date('2037-01-01T00:00:00Z') });
      expect(later).toMatchObject({ ok: false, failures: [{ code: 'ERR_LINK_THRESHOLD' }] });
    }
  });

  it('takes keys that are no files', async () => {
    const { files, owner } = await createChain();
    const options = { layout: files('root.layout'), linkDirectory: files('.'), now: new Date('2027-01-01T00:00:00Z') };
    expect((await verifyFiles({ ...options, keys: [], publicKeys: [owner.publicKey] })).ok).toBe(true);
    const stranger = await readPublicKey(files('key.asc'));
    const report = await verifyFiles({ ...options, keys: [files('owner.pub')], publicKeys: [stranger] });
    expect(report).toMatchObject({ ok: false, failures: [{ code: 'ERR_LAYOUT_UNSIGNED' }] });
  });
});

describe('the package', () => {
  it('loads @intoto/openpgp when it is needed, and not before', async () => {
    const at = await createFiles();
    const script = `
      import { registerHooks } from 'node:module';
      const urls = [];
      registerHooks({ load: (url, context, next) => { urls.push(url); return next(url, context); } });
      const { readPublicKey } = await import('@intoto/node');
      const count = () => urls.filter((url) => url.includes('/packages/openpgp/')).length;
      const before = count();
      await readPublicKey(process.argv[1]);
      console.log(JSON.stringify([before, count() > 0]));`;
    const args = ['--conditions=@intoto/source', '--input-type=module', '-e', script, at('key.asc')];
    const output = execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: 'utf8' });
    expect(JSON.parse(output)).toEqual([0, true]);
  });
});
