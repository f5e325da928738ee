import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { webcryptoBackend } from '@intoto-tests/support';
import { describe, expect, it } from 'vitest';

import { createExecInspectionRunner } from '../src/exec-inspection-runner.ts';
import { mockStep } from '../src/mock-step.ts';
import { runStep, type RunStepOptions } from '../src/run-step.ts';
import { startRecording } from '../src/start-recording.ts';
import { stopRecording } from '../src/stop-recording.ts';
import { BUILD, createReferenceSigner, DIE, ENVIRONMENT, readVector, TALK, TREE } from './reference-case.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

/** Expects the file, name and bytes, that the Python reference wrote in the same situation. */
async function expectVector(name: string, directory: string, path: string | undefined): Promise<void> {
  const { fileName, text } = await readVector(name);
  expect(path).toBe(join(directory, fileName));
  expect(await readFile(join(directory, fileName), 'utf8')).toBe(text);
}

const everything = { materials: ['.'], products: ['.'] };
const quiet = { recordStreams: true, onOutput: () => {} } as const;

const RUNS: Readonly<Record<string, Pick<RunStepOptions, 'name' | 'command'> & Partial<RunStepOptions>>> = {
  'run-metablock': { name: 'build', command: BUILD, ...everything },
  'run-dsse': { name: 'build', command: BUILD, ...everything, container: 'dsse' },
  'run-streams': { name: 'talk', command: TALK, ...quiet },
  'run-streams-dsse': { name: 'talk', command: TALK, ...quiet, container: 'dsse' },
  'run-killed': { name: 'die', command: DIE },
  'run-no-command': { name: 'a step', command: [], products: ['src', 'with blank.txt', 'absent'] },
  'run-paths': {
    name: 'paths',
    command: [],
    materials: ['.'],
    products: ['sub'],
    basePath: 'src',
    excludePatterns: ['*.log'],
    stripPrefixes: ['sub/'],
  },
};

describe('a link is, byte for byte, the Python reference’s', () => {
  it.each(Object.entries(RUNS))('for %s', async (vector, options) => {
    const cwd = await createTemporaryDirectory(TREE);
    const signer = await createReferenceSigner();
    const { path } = await runStep({ ...options, cwd, env: ENVIRONMENT, signer, unrecordedStreams: 'discard' });
    await expectVector(vector, cwd, path);
  });

  it.each(['metablock', 'dsse'] as const)('for a recording in %s', async (container) => {
    const cwd = await createTemporaryDirectory(TREE);
    const signer = await createReferenceSigner();
    const suffix = container === 'dsse' ? '-dsse' : '';
    const started = await startRecording({ name: 'edit', materials: ['src'], signer, container, cwd });
    await expectVector(`record-start${suffix}`, cwd, started.path);
    const stopped = await stopRecording({ name: 'edit', products: ['.'], signer, backend: webcryptoBackend, cwd });
    await expectVector(`record-stop${suffix}`, cwd, stopped.path);
  });

  it('for a mock', async () => {
    const cwd = await createTemporaryDirectory(TREE);
    const { path } = await mockStep({ name: 'try', command: BUILD, cwd, env: ENVIRONMENT, onOutput: () => {} });
    await expectVector('mock', cwd, path);
  });

  it('for an inspection', async () => {
    const cwd = await createTemporaryDirectory(TREE);
    const runner = createExecInspectionRunner({ cwd, env: ENVIRONMENT, persist: true });
    const result = await runner.inspect({ name: 'untar', run: BUILD, path: [] });
    expect(result).toMatchObject({ exitStatus: 0, output: 'not recorded\n' });
    await expectVector('inspection', cwd, join(cwd, 'untar.link'));
  });
});
