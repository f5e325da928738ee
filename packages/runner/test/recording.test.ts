import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { webcryptoBackend as backend } from '@intoto-tests/support';
import { signMetadata } from '@intoto/crypto';
import { createJsonObject } from '@intoto/encoding';
import { createLayout, createMetablock, encodeLayout, parseMetadata, writeMetadata } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { sealLink } from '../src/link-file.ts';
import { startRecording } from '../src/start-recording.ts';
import { stopRecording } from '../src/stop-recording.ts';
import { createOtherSigner, createReferenceSigner } from './reference-case.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const UNFINISHED = '.edit.74c181c7.link-unfinished';
const LINK = 'edit.74c181c7.link';

async function start(files: Readonly<Record<string, string>> = { file: 'before' }) {
  const cwd = await createTemporaryDirectory(files);
  const signer = await createReferenceSigner();
  const started = await startRecording({ name: 'edit', materials: ['.'], signer, cwd });
  return { cwd, signer, started, stop: { name: 'edit', products: ['.'], signer, backend, cwd } };
}

describe('a recording', () => {
  it('links what was there at its start to what is there at its end', async () => {
    const { cwd, started, stop } = await start();
    expect(started.path).toBe(join(cwd, UNFINISHED));
    expect(started.link).toMatchObject({ name: 'edit', command: [], byproducts: {}, environment: {} });
    await writeFile(join(cwd, 'file'), 'after');
    await writeFile(join(cwd, 'new'), '');
    const { link, metadata, path } = await stopRecording(stop);
    expect(link.materials).toEqual(started.link.materials);
    expect([...link.products.keys()].sort()).toEqual(['file', 'new']);
    expect(path).toBe(join(cwd, LINK));
    expect(parseMetadata(await readFile(path))).toEqual(metadata);
    expect(metadata.signatures).toHaveLength(1);
    expect(await readdir(cwd)).toEqual([LINK, 'file', 'new']);
  });

  it('may say what was done meanwhile', async () => {
    const { stop } = await start();
    const { link } = await stopRecording({
      ...stop,
      command: ['vi', 'file'],
      byproducts: createJsonObject([['return-value', 0]]),
      environment: createJsonObject([['workdir', '/w']]),
    });
    expect(link).toMatchObject({
      command: ['vi', 'file'],
      byproducts: { 'return-value': 0 },
      environment: { workdir: '/w' },
    });
  });

  it('tells the working directory of its start where it is asked to', async () => {
    const { cwd, signer, stop } = await start();
    await startRecording({ name: 'edit', signer, cwd, recordEnvironment: true });
    const { link } = await stopRecording(stop);
    expect(link.environment).toEqual({ workdir: cwd.replaceAll('\\', '/') });
  });

  it('ends in the metadata directory', async () => {
    const { cwd, stop } = await start({ 'links/keep': '' });
    const { path } = await stopRecording({ ...stop, metadataDirectory: 'links' });
    expect(path).toBe(join(cwd, 'links', LINK));
    expect(await readdir(cwd)).toEqual(['links']);
  });

  it('keeps the members of its start that this package does not know', async () => {
    const { cwd, signer, stop, started } = await start();
    const link = { ...started.link, unknown: createJsonObject([['x-build', 7]]) };
    await writeFile(join(cwd, UNFINISHED), writeMetadata(await sealLink(link, 'dsse', signer)));
    const { metadata } = await stopRecording(stop);
    expect(metadata.container).toBe('dsse');
    expect(Buffer.from((metadata as { payload: Uint8Array }).payload).toString()).toContain('"x-build": 7');
  });
});

async function expectFailure(
  code: string,
  prepare: (cwd: string) => Promise<void>,
  options: Partial<Parameters<typeof stopRecording>[0]> = {},
): Promise<void> {
  const { cwd, stop } = await start();
  await prepare(cwd);
  const before = await readdir(cwd);
  await expect(stopRecording({ ...stop, ...options })).rejects.toMatchObject({ code });
  expect(await readdir(cwd)).toEqual(before);
}

const nothing = async (): Promise<void> => {};

describe('a recording that fails', () => {
  it('was not started', () => expectFailure('ERR_UNFINISHED_LINK_NOT_FOUND', (cwd) => rm(join(cwd, UNFINISHED))));

  it('was started with another key', async () => {
    const signer = await createOtherSigner();
    await expectFailure('ERR_UNFINISHED_LINK_NOT_FOUND', nothing, { signer });
    const other = `.edit.${signer.publicKey.keyId.slice(0, 8)}.link-unfinished`;
    await expectFailure('ERR_UNFINISHED_LINK_SIGNATURE', (cwd) => rename(join(cwd, UNFINISHED), join(cwd, other)), {
      signer,
    });
  });

  it('has had its materials exchanged', () =>
    expectFailure('ERR_UNFINISHED_LINK_SIGNATURE', async (cwd) => {
      const text = await readFile(join(cwd, UNFINISHED), 'utf8');
      await writeFile(join(cwd, UNFINISHED), text.replace('"file"', '"other"'));
    }));

  it('has lost its signature', () =>
    expectFailure('ERR_UNFINISHED_LINK_SIGNATURE', async (cwd) => {
      const { link } = await startRecording({ name: 'edit', signer: await createReferenceSigner(), cwd });
      await writeFile(join(cwd, UNFINISHED), writeMetadata(await sealLink(link, 'metablock', undefined)));
    }));

  it('was started for another step', () =>
    expectFailure('ERR_UNFINISHED_LINK_NAME', async (cwd) => {
      await startRecording({ name: 'other', signer: await createReferenceSigner(), cwd });
      await rename(join(cwd, '.other.74c181c7.link-unfinished'), join(cwd, UNFINISHED));
    }));

  it.each([
    ['no JSON', '{'],
    ['no metadata', '{}'],
  ])('holds %s', (_, text) =>
    expectFailure('ERR_UNFINISHED_LINK_FORMAT', (cwd) => writeFile(join(cwd, UNFINISHED), text)),
  );

  it.each([
    ['a layout', encodeLayout(createLayout({ expires: '2030-01-01T00:00:00Z' }))],
    [
      'a malformed link',
      createJsonObject([
        ['_type', 'link'],
        ['materials', 1],
      ]),
    ],
  ])('holds %s, though signed', (_, payload) =>
    expectFailure('ERR_UNFINISHED_LINK_FORMAT', async (cwd) => {
      const signed = await signMetadata(createMetablock(payload), await createReferenceSigner());
      await writeFile(join(cwd, UNFINISHED), writeMetadata(signed));
    }),
  );

  it('is a directory', () =>
    expectFailure('ERR_UNFINISHED_LINK_FORMAT', async (cwd) => {
      await rm(join(cwd, UNFINISHED));
      await mkdir(join(cwd, UNFINISHED));
    }));

  it.runIf(process.platform !== 'win32')('is a pipe that nobody writes to', () =>
    expectFailure('ERR_UNFINISHED_LINK_FORMAT', async (cwd) => {
      await rm(join(cwd, UNFINISHED));
      execFileSync('mkfifo', [join(cwd, UNFINISHED)]);
    }),
  );

  it('has grown beyond all reason', () =>
    expectFailure('ERR_UNFINISHED_LINK_FORMAT', (cwd) => truncate(join(cwd, UNFINISHED), 65 * 1024 * 1024)));

  it('cannot be written', () => expectFailure('ERR_WRITE_DIRECTORY', nothing, { metadataDirectory: 'absent' }));

  it('cannot be named', async () => {
    await expectFailure('ERR_LINK_FILE_NAME', nothing, { name: '../edit' });
    const signer = await createReferenceSigner();
    await expect(startRecording({ name: '../edit', signer })).rejects.toMatchObject({ code: 'ERR_LINK_FILE_NAME' });
  });

  it('is finished nevertheless where only the unfinished link cannot be removed', async () => {
    const { cwd, stop } = await start();
    let done = false;
    const stopping = stopRecording({
      ...stop,
      // Between reading and removing it, something else takes its place.
      onProgress() {
        if (done) return;
        done = true;
        rmSync(join(cwd, UNFINISHED));
        mkdirSync(join(cwd, UNFINISHED));
      },
    });
    await expect(stopping).rejects.toMatchObject({
      code: 'ERR_UNFINISHED_LINK_REMOVAL',
      details: { path: join(cwd, UNFINISHED), finished: join(cwd, LINK) },
    });
    expect(await readFile(join(cwd, LINK), 'utf8')).toContain('"name": "edit"');
  });

  it('is finished even though the unfinished link has gone meanwhile', async () => {
    const { cwd, stop } = await start();
    const onProgress = (): void => rmSync(join(cwd, UNFINISHED), { force: true });
    await stopRecording({ ...stop, onProgress });
    expect(await readdir(cwd)).toEqual([LINK, 'file']);
  });
});
