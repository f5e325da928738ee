import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Signer } from '@intoto/crypto';
import { parseMetadata, parsePayload, readPayload } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { mockStep } from '../src/mock-step.ts';
import { runStep } from '../src/run-step.ts';
import { nodeScript } from './node-script.ts';
import { createReferenceSigner } from './reference-case.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const windows = process.platform === 'win32';
const LINK = 'build.74c181c7.link';
const quiet = { unrecordedStreams: 'discard' } as const;

describe('runStep', () => {
  it('writes a link even though the command failed, and tells its exit status', async () => {
    const cwd = await createTemporaryDirectory();
    const signer = await createReferenceSigner();
    const step = await runStep({ name: 'build', command: nodeScript('process.exit(9)'), cwd, signer, ...quiet });
    expect(step.exitStatus).toBe(9);
    expect(step.link.byproducts).toEqual({ stdout: '', stderr: '', 'return-value': 9 });
    const written = parseMetadata(await readFile(join(cwd, LINK)));
    expect(written).toEqual(step.metadata);
    expect(parsePayload(readPayload(written))).toEqual(step.link);
  });

  it('neither signs nor writes without a signer', async () => {
    const cwd = await createTemporaryDirectory({ file: '' });
    const { link, metadata, path } = await runStep({ name: '../no file', command: [], products: ['file'], cwd });
    expect({ path, signatures: metadata.signatures }).toEqual({ path: undefined, signatures: [] });
    expect([...link.products.keys()]).toEqual(['file']);
    expect(await readdir(cwd)).toEqual(['file']);
  });

  it('has no byproducts where no command ran', async () => {
    const { link, exitStatus } = await runStep({ name: 'x', command: [] });
    expect({ exitStatus, command: link.command, byproducts: link.byproducts }).toEqual({
      exitStatus: undefined,
      command: [],
      byproducts: {},
    });
  });

  it('records materials before and products after the command', async () => {
    const cwd = await createTemporaryDirectory({ gone: '1', changed: '2', same: '3' });
    const command = nodeScript(
      'const fs = require("node:fs"); fs.unlinkSync("gone"); fs.writeFileSync("changed", ""); fs.writeFileSync("made", "")',
    );
    const { link } = await runStep({ name: 'x', command, materials: ['.'], products: ['.'], cwd, ...quiet });
    expect([...link.materials.keys()].sort()).toEqual(['changed', 'gone', 'same']);
    expect([...link.products.keys()].sort()).toEqual(['changed', 'made', 'same']);
    expect(link.products.get('same')).toEqual(link.materials.get('same'));
    expect(link.products.get('changed')).not.toEqual(link.materials.get('changed'));
  });

  it('writes into the metadata directory, which the command may make itself', async () => {
    const cwd = await createTemporaryDirectory();
    const signer = await createReferenceSigner();
    const command = nodeScript('require("node:fs").mkdirSync("links")');
    const { path } = await runStep({ name: 'build', command, signer, cwd, metadataDirectory: 'links', ...quiet });
    expect(path).toBe(join(cwd, 'links', LINK));
    expect(await readdir(join(cwd, 'links'))).toEqual([LINK]);
  });

  it('tells the working directory where it is asked to', async () => {
    const cwd = await createTemporaryDirectory({ 'sub/file': '' });
    const { link } = await runStep({ name: 'x', command: [], cwd: join(cwd, 'sub/../sub'), recordEnvironment: true });
    expect(link.environment).toEqual({ workdir: join(cwd, 'sub').replaceAll('\\', '/') });
  });

  it('fails where the working directory to tell is gone', async () => {
    const cwd = await createTemporaryDirectory({ 'sub/file': '' });
    const command = nodeScript(
      'const { rmSync } = require("node:fs"); process.chdir(".."); rmSync("sub", { recursive: true })',
    );
    const step = runStep({ name: 'x', command, cwd: join(cwd, 'sub'), recordEnvironment: true, ...quiet });
    await expect(step).rejects.toMatchObject({ code: 'ERR_WORKING_DIRECTORY' });
  });

  it('hashes all line ends alike where it is asked to', async () => {
    const cwd = await createTemporaryDirectory({ unix: 'a\nb\n', dos: 'a\r\nb\r\n', mac: 'a\rb\r' });
    const { link } = await runStep({ name: 'x', command: [], products: ['.'], cwd, normalizeLineEndings: true });
    expect(new Set([...link.products.values()].map(({ sha256 }) => sha256)).size).toBe(1);
  });

  it.skipIf(windows)('follows symbolic links to directories unless told otherwise', async () => {
    const cwd = await createTemporaryDirectory({ 'a/file': '' });
    await symlink('a', join(cwd, 'b'));
    const names = async (followSymlinkDirs?: boolean): Promise<readonly string[]> => {
      const { link } = await runStep({ name: 'x', command: [], products: ['.'], cwd, followSymlinkDirs });
      return [...link.products.keys()].sort();
    };
    expect(await names()).toEqual(['a/file', 'b/file']);
    expect(await names(false)).toEqual(['a/file']);
  });

  it('marks output that is recorded only in part', async () => {
    const command = nodeScript('process.stdout.write("abcdef"); process.stderr.write("abc")');
    const options = { name: 'x', command, recordStreams: true, onOutput: () => {} };
    expect((await runStep({ ...options, maxOutputBytes: 4 })).link.byproducts).toEqual({
      stdout: 'abcd',
      'stdout-truncated': true,
      stderr: 'abc',
      'return-value': 0,
    });
    expect((await runStep({ ...options, maxOutputBytes: 2 })).link.byproducts).toMatchObject({
      'stdout-truncated': true,
      'stderr-truncated': true,
    });
  });

  it('replaces a symbolic link that lies where the link goes, instead of writing through it', async () => {
    const cwd = await createTemporaryDirectory({ precious: 'keep' });
    if (!windows) await symlink('precious', join(cwd, LINK));
    await runStep({ name: 'build', command: [], cwd, signer: await createReferenceSigner() });
    expect(await readFile(join(cwd, 'precious'), 'utf8')).toBe('keep');
    expect(await readFile(join(cwd, LINK), 'utf8')).toContain('"name": "build"');
  });
});

/** Expects that the step fails with a code, and that the link of an earlier run is as it was. */
async function expectFailure(code: string, options: Partial<Parameters<typeof runStep>[0]>): Promise<void> {
  const cwd = await createTemporaryDirectory({ [LINK]: 'the earlier link', file: '' });
  const signer = await createReferenceSigner();
  const step = runStep({ name: 'build', command: nodeScript(''), cwd, signer, ...quiet, ...options });
  await expect(step).rejects.toMatchObject({ code });
  expect(await readdir(cwd)).toEqual([LINK, 'file']);
  expect(await readFile(join(cwd, LINK), 'utf8')).toBe('the earlier link');
}

describe('a step that fails', () => {
  it('writes no link where the command cannot be found', () =>
    expectFailure('ERR_COMMAND_NOT_FOUND', { command: ['intoto-no-such-program'] }));

  it('writes no link where the command takes too long', () =>
    expectFailure('ERR_COMMAND_TIMEOUT', { command: nodeScript('setInterval(() => {}, 1000)'), timeoutMs: 500 }));

  it('writes no link where the output cannot be recorded', () =>
    expectFailure('ERR_COMMAND_OUTPUT_ENCODING', {
      command: nodeScript("process.stdout.write(Buffer.from('ff', 'hex'))"),
      recordStreams: true,
      onOutput: () => {},
    }));

  it.skipIf(windows)('writes no link where a signal broke the command off', () =>
    // Not kill() by the test: the signal has to come while the command runs.
    expectFailure('ERR_COMMAND_INTERRUPTED', {
      command: nodeScript('process.kill(process.ppid, "SIGHUP"); setInterval(() => {}, 1000)'),
    }),
  );

  it('writes no link where artifacts cannot be recorded', () =>
    expectFailure('ERR_ARTIFACT_PREFIX', { products: ['.'], stripPrefixes: ['a', 'ab'] }));

  it('writes no link where the signer fails', async () => {
    const { publicKey } = await createReferenceSigner();
    const signer: Signer = {
      publicKey,
      sign: () => Promise.reject(Object.assign(new Error('out of ink'), { code: 'ERR_INK' })),
    };
    await expectFailure('ERR_INK', { signer });
  });

  it('writes no link where the metadata directory is missing or a file', async () => {
    await expectFailure('ERR_WRITE_DIRECTORY', { metadataDirectory: 'absent' });
    await expectFailure('ERR_WRITE_DIRECTORY', { metadataDirectory: 'file' });
  });

  it('writes no link where the link’s place is taken by a directory', async () => {
    const cwd = await createTemporaryDirectory();
    await mkdir(join(cwd, LINK));
    const step = runStep({ name: 'build', command: [], cwd, signer: await createReferenceSigner() });
    await expect(step).rejects.toMatchObject({ code: 'ERR_WRITE' });
    expect(await readdir(cwd)).toEqual([LINK]);
  });

  it.each(['../build', 'a/b', '/build', 'a\0b'])('does nothing at all for a name like %j', async (name) => {
    const command = nodeScript('require("node:fs").writeFileSync("ran", "")');
    await expectFailure('ERR_LINK_FILE_NAME', { name, command });
  });

  it('takes arguments of the wrong type for a mistake of the caller', async () => {
    const signer = await createReferenceSigner();
    await expect(runStep({ name: 1 as unknown as string, command: [], signer })).rejects.toBeInstanceOf(TypeError);
    await expect(runStep({ name: 'x', command: [], products: '.' as unknown as [] })).rejects.toBeInstanceOf(TypeError);
    await expect(runStep({ name: 'x', command: 'ls' as unknown as [] })).rejects.toBeInstanceOf(TypeError);
  });
});

describe('mockStep', () => {
  it('writes an unsigned link named after the step alone', async () => {
    const cwd = await createTemporaryDirectory({ file: '' });
    const command = nodeScript('console.log("hello"); process.exitCode = 2');
    const step = await mockStep({ name: 'try', command, cwd, container: 'dsse', onOutput: () => {} });
    expect(step).toMatchObject({ exitStatus: 2, path: join(cwd, 'try.link') });
    expect(step.link).toMatchObject({ byproducts: { stdout: 'hello\n', 'return-value': 2 } });
    expect(parseMetadata(await readFile(join(cwd, 'try.link')))).toEqual(step.metadata);
    expect(step.metadata).toMatchObject({ container: 'dsse', signatures: [] });
  });

  it('does nothing for a name that leads elsewhere', async () => {
    const cwd = await createTemporaryDirectory();
    const command = nodeScript('require("node:fs").writeFileSync("ran", "")');
    await expect(mockStep({ name: '../try', command, cwd })).rejects.toMatchObject({ code: 'ERR_LINK_FILE_NAME' });
    expect(await readdir(cwd)).toEqual([]);
  });

  it('keeps the earlier link where it fails', async () => {
    const cwd = await createTemporaryDirectory();
    await writeFile(join(cwd, 'try.link'), 'earlier');
    const step = mockStep({ name: 'try', command: ['intoto-no-such-program'], cwd });
    await expect(step).rejects.toMatchObject({ code: 'ERR_COMMAND_NOT_FOUND' });
    expect(await readFile(join(cwd, 'try.link'), 'utf8')).toBe('earlier');
  });
});
