import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createSigner, encodePublicKeyPem, generatePrivateKey, type Signer, signMetadata } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import {
  createEnvelope,
  createInspection,
  createLayout,
  createMetablock,
  createStep,
  encodeLayout,
  type Inspection,
  linkFileName,
} from '@intoto/models';
import { createExecInspectionRunner, runStep } from '@intoto/runner';
import type { VerificationLimits, VerificationReport } from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import { writeMetadataFile } from '../src/metadata-files.ts';
import { verifyFiles, type VerifyFilesOptions, verifyFileSteps } from '../src/verify-files.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const [owner, alice, bob] = (await Promise.all(
  (['ed25519', 'ecdsa', 'ed25519'] as const).map(async (type) =>
    createSigner(await generatePrivateKey({ type, backend }), { backend }),
  ),
)) as [Signer, Signer, Signer];

const node = (source: string): readonly string[] => [process.execPath, '-e', source];
const WRITE = node('fs.writeFileSync("hello.txt", "hello")');
const PACK = node('fs.copyFileSync("hello.txt", "hello.pkg")');

interface ChainOptions {
  readonly container?: 'metablock' | 'dsse';
  readonly inspections?: readonly Inspection[];
  readonly expires?: string;
  readonly directory?: string;
}

/** Alice writes a file, Bob packs it, both really; the owner has said so beforehand. */
async function createChain({ container = 'metablock', inspections = [], expires, directory = '.' }: ChainOptions = {}) {
  const cwd = await createTemporaryDirectory({ 'owner.pub': encodePublicKeyPem(owner.publicKey), 'links/x': '' });
  const layout = createLayout({
    expires: expires ?? '2099-01-01T00:00:00Z',
    keys: [alice.publicKey, bob.publicKey],
    steps: [
      createStep({
        name: 'write',
        pubkeys: [alice.publicKey.keyId],
        expectedCommand: WRITE,
        expectedProducts: [
          ['CREATE', 'hello.txt'],
          ['DISALLOW', '*'],
        ],
      }),
      createStep({
        name: 'pack',
        pubkeys: [bob.publicKey.keyId],
        expectedCommand: PACK,
        expectedMaterials: [
          ['MATCH', 'hello.txt', 'WITH', 'PRODUCTS', 'FROM', 'write'],
          ['DISALLOW', '*'],
        ],
        expectedProducts: [
          ['CREATE', 'hello.pkg'],
          ['DISALLOW', '*'],
        ],
      }),
    ],
    inspections,
  });
  const payload = encodeLayout(layout);
  const unsigned = container === 'dsse' ? createEnvelope(payload) : createMetablock(payload);
  await writeMetadataFile(join(cwd, 'root.layout'), await signMetadata(unsigned, owner));
  const run = { cwd, container, metadataDirectory: directory };
  await runStep({ ...run, name: 'write', command: WRITE, products: ['hello.txt'], signer: alice });
  await runStep({
    ...run,
    name: 'pack',
    command: PACK,
    materials: ['hello.txt'],
    products: ['hello.pkg'],
    signer: bob,
  });
  const options: VerifyFilesOptions = {
    layout: join(cwd, 'root.layout'),
    keys: [join(cwd, 'owner.pub')],
    linkDirectory: join(cwd, directory),
  };
  return { cwd, options };
}

function codes(report: VerificationReport): readonly string[] {
  return report.ok ? [] : report.failures.map(({ code }) => code);
}

describe.each(['strict', 'reference'] as const)('verifyFiles under the %s profile', (profile) => {
  it.each(['metablock', 'dsse'] as const)('passes an honest chain in a %s', async (container) => {
    const { options } = await createChain({ container });
    const report = await verifyFiles({ ...options, profile });
    expect(codes(report)).toEqual([]);
    expect(report).toMatchObject({ ok: true, profile, reportVersion: 1 });
    expect(report.signatures.map(({ item, keyId }) => [item, keyId])).toEqual([
      [undefined, owner.publicKey.keyId],
      ['write', alice.publicKey.keyId],
      ['pack', bob.publicKey.keyId],
    ]);
    expect(report.ok && Object.keys(report.summary.products)).toEqual(['hello.pkg']);
  });

  it('verifies some steps alone, and passes none of them', async () => {
    const { cwd, options } = await createChain();
    await rm(join(cwd, linkFileName('pack', bob.publicKey.keyId)));
    const report = await verifyFileSteps({ ...options, profile, steps: ['write'] });
    expect(report).toMatchObject({ ok: false, profile, failures: [], partial: { uncheckedSteps: ['pack'] } });
  });

  it('finds the links in another directory', async () => {
    const { options } = await createChain({ directory: 'links' });
    expect(codes(await verifyFiles({ ...options, profile }))).toEqual([]);
  });

  it('fails where a link is missing, was changed, or is not one', async () => {
    const { cwd, options } = await createChain();
    const link = join(cwd, linkFileName('write', alice.publicKey.keyId));
    const text = await readFile(link, 'utf8');
    await writeFile(link, text.replace('"hello.txt"', '"other.txt"'));
    expect(codes(await verifyFiles({ ...options, profile }))).toContain('ERR_LINK_THRESHOLD');
    await writeFile(link, text.slice(0, 100));
    expect(codes(await verifyFiles({ ...options, profile }))).toContain('ERR_LINK_FORMAT');
    await rm(link);
    expect(codes(await verifyFiles({ ...options, profile }))).toContain('ERR_LINK_NOT_FOUND');
  });

  it('holds the layout and the links to the limits it is given', async () => {
    const { options } = await createChain();
    const { size } = await stat(options.layout);
    const verify = (limits: VerificationLimits) => verifyFiles({ ...options, profile, limits });
    expect(codes(await verify({ maxBytes: size }))).toEqual([]);
    await expect(verify({ maxBytes: size - 1 })).rejects.toMatchObject({ code: 'ERR_JSON_SIZE' });
    await expect(verify({ maxDepth: 2 })).rejects.toMatchObject({ code: 'ERR_JSON_DEPTH' });
    await expect(verify({ maxSignatures: 0 })).rejects.toMatchObject({ code: 'ERR_METADATA_SIGNATURE_LIMIT' });
    expect(codes(await verify({ maxTotalBytes: 10 }))).toEqual(['ERR_LIMIT', 'ERR_LIMIT']);
    expect(codes(await verify({ maxCandidates: 0 }))).toEqual(['ERR_LIMIT', 'ERR_LIMIT']);
  });

  it('verifies for the time it is given', async () => {
    const { options } = await createChain({ expires: '2030-01-01T00:00:00Z' });
    expect(codes(await verifyFiles({ ...options, profile, now: new Date('2029-12-31T23:59:59Z') }))).toEqual([]);
    expect(codes(await verifyFiles({ ...options, profile, now: new Date('2030-01-01T00:00:00Z') }))).toEqual([
      'ERR_LAYOUT_EXPIRED',
    ]);
  });

  it('runs no inspection unless it is given a runner', async () => {
    const { cwd, options } = await createChain({
      inspections: [createInspection({ name: 'look', run: node('fs.writeFileSync("ran", "")') })],
    });
    expect(codes(await verifyFiles({ ...options, profile }))).toEqual(['ERR_INSPECTION_RUNNER_MISSING']);
    const inspectionRunner = createExecInspectionRunner({ cwd });
    expect(codes(await verifyFiles({ ...options, profile, inspectionRunner }))).toEqual([]);
    expect(await readFile(join(cwd, 'ran'), 'utf8')).toBe('');
  });

  it('throws for files it cannot use', async () => {
    const { cwd, options } = await createChain();
    const at = (name: string): string => join(cwd, name);
    await expect(verifyFiles({ ...options, profile, layout: at('absent') })).rejects.toMatchObject({
      code: 'ERR_FILE_NOT_FOUND',
    });
    await expect(verifyFiles({ ...options, profile, layout: at('hello.txt') })).rejects.toMatchObject({
      code: 'ERR_JSON_SYNTAX',
    });
    await expect(verifyFiles({ ...options, profile, keys: [at('hello.txt')] })).rejects.toMatchObject({
      code: 'ERR_KEY_FORMAT',
    });
  });
});

describe('verifyFiles', () => {
  it('is strict unless told otherwise, and takes the working directory for the links', async () => {
    const { options } = await createChain();
    const report = await verifyFiles({ layout: options.layout, keys: options.keys });
    expect(report.profile).toBe('strict');
    expect(codes(report)).toContain('ERR_LINK_NOT_FOUND');
  });

  it('throws for a missing link directory under the strict profile; the reference finds nothing in it', async () => {
    const { cwd, options } = await createChain();
    const linkDirectory = join(cwd, 'absent');
    await expect(verifyFiles({ ...options, linkDirectory })).rejects.toMatchObject({ code: 'ERR_FILE_NOT_FOUND' });
    const report = await verifyFiles({ ...options, linkDirectory, profile: 'reference' });
    expect(codes(report)).toEqual(['ERR_LINK_NOT_FOUND', 'ERR_LINK_NOT_FOUND']);
  });

  it('reads the layout as the reference does only under its profile', async () => {
    const { options } = await createChain();
    const text = await readFile(options.layout, 'utf8');
    await writeFile(options.layout, text.replace('"readme": ""', '"readme": "twice", "readme": ""'));
    await expect(verifyFiles(options)).rejects.toMatchObject({ code: 'ERR_JSON_DUPLICATE_NAME' });
    expect(codes(await verifyFiles({ ...options, profile: 'reference' }))).toEqual([]);
  });

  it('puts parameters into the layout', async () => {
    const { options } = await createChain();
    const report = await verifyFiles({ ...options, parameters: new Map([['UNUSED', 'x']]) });
    expect(codes(report)).toEqual([]);
    expect(codes(await verifyFiles({ ...options, parameters: new Map([['not a name', 'x']]) }))).toEqual([
      'ERR_PARAMETER',
    ]);
  });

  it('stops when it is told to', async () => {
    const { options } = await createChain();
    const reason = new Error('enough');
    await expect(verifyFiles({ ...options, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
