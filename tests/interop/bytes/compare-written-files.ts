import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { signMetadata } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import {
  createEnvelope,
  createInspection,
  createLayout,
  createMetablock,
  encodeLayout,
  writeMetadata,
} from '@intoto/models';
import { verifyFiles } from '@intoto/node';
import { createExecInspectionRunner, mockStep, runStep, startRecording, stopRecording } from '@intoto/runner';

import { type FixedKey, makeFixedKey } from '../differential/fixed-keys.ts';
import { createRandom } from '../differential/random.ts';
import type { SeedRange } from '../differential/run-options.ts';
import { generateRecordingCase, WORK } from '../recording/generate.ts';
import { writeTree } from '../recording/tree.ts';
import { type Peer, type PythonOperations, withScratchFolder } from '../src/index.ts';

export interface WrittenFilesComparison {
  readonly files: number;
  /** As JSON texts; at most five. */
  readonly differences: readonly string[];
}

/** What writes files; each is done in the same tree at the same place, first by the reference, then by us. */
export const PROGRAMS = ['run', 'unfinished', 'stop', 'mock', 'inspection'] as const;

interface Job {
  readonly program: (typeof PROGRAMS)[number];
  readonly cwd: string;
  readonly name: string;
  readonly dsse: boolean;
  readonly normalize: boolean;
  readonly environment: boolean;
  readonly streams: boolean;
  readonly command: readonly string[];
  readonly key: FixedKey;
}

const STEP_NAMES = ['step', 'a b', 'é', '\u{1f600}', 'line\nfeed', '[x]', '__proto__', '-n', "it's", '"'];
const COMMANDS = [
  ['sh', '-c', 'printf "out\\r\\nput\\r\\303\\244"; printf error >&2; echo x > made; exit 3'],
  ['sh', '-c', 'printf "\\0\\33[1m\\177\\342\\200\\250"; rm -f a; kill -15 $$'],
  ['true'],
];
const MOST_DIFFERENCES = 5;

/** A layout with one inspection, signed; written by us, as what is compared is the inspection's link. */
async function layoutText({ name, command, key, dsse }: Job): Promise<string> {
  const inspections = [createInspection({ name, run: command })];
  const tree = encodeLayout(createLayout({ expires: '2999-01-02T03:04:05Z', inspections }));
  return writeMetadata(await signMetadata(dsse ? createEnvelope(tree) : createMetablock(tree), key.signer));
}

async function reference(python: Peer<PythonOperations>, job: Job): Promise<void> {
  const { cwd, name, command, key } = job;
  const signer = { text: key.privatePem };
  const recording = { normalize_line_endings: job.normalize };
  const shared = { cwd, name, signer, use_dsse: job.dsse, record_environment: job.environment, ...recording };
  if (job.program === 'run') {
    const artifacts = { materials: ['.'], products: ['.'] };
    await python.ask('run', { ...shared, ...artifacts, command, record_streams: job.streams });
  } else if (job.program === 'mock') {
    await python.ask('mock', { cwd, name, command, use_dsse: job.dsse });
  } else if (job.program === 'inspection') {
    const keys = [{ text: key.publicPem }];
    const verdict = await python.ask('verify', { cwd, layout: 'root.layout', keys });
    if (verdict.verdict === 'fail') throw new Error(verdict.message);
  } else {
    await python.ask('record_start', { ...shared, materials: ['.'] });
    if (job.program === 'stop') await python.ask('record_stop', { cwd, name, signer, products: ['.'], ...recording });
  }
}

/** Instead of the test's own standard output. */
const onOutput = (): void => undefined;

async function ours(job: Job): Promise<void> {
  const { cwd, name, command, key } = job;
  const { signer } = key;
  const container = job.dsse ? 'dsse' : 'metablock';
  const shared = { cwd, name, signer, container, normalizeLineEndings: job.normalize } as const;
  if (job.program === 'run') {
    const artifacts = { materials: ['.'], products: ['.'] };
    const streams = { recordStreams: job.streams, unrecordedStreams: 'discard', onOutput } as const;
    await runStep({ ...shared, ...artifacts, ...streams, command, recordEnvironment: job.environment });
  } else if (job.program === 'mock') {
    await mockStep({ cwd, name, command, container, onOutput });
  } else if (job.program === 'inspection') {
    const report = await verifyFiles({
      layout: join(cwd, 'root.layout'),
      keys: [join(cwd, 'root.pub')],
      linkDirectory: cwd,
      profile: 'reference',
      inspectionRunner: createExecInspectionRunner({ cwd, persist: true }),
    });
    if (!report.ok) throw new Error(JSON.stringify(report.failures));
  } else {
    await startRecording({ ...shared, materials: ['.'], recordEnvironment: job.environment });
    if (job.program === 'stop') await stopRecording({ ...shared, backend: nodeBackend, products: ['.'] });
  }
}

function linksIn(cwd: string): Readonly<Record<string, string>> {
  const names = readdirSync(cwd, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.includes('.link'),
  );
  return Object.fromEntries(names.map(({ name }) => [name, readFileSync(join(cwd, name), 'latin1')]));
}

function makeJob(seed: number, program: Job['program'], cwd: string, key: FixedKey): Job {
  const random = createRandom(seed);
  const [name, chosen] = [random.pick(STEP_NAMES), random.pick(COMMANDS)];
  return {
    program,
    cwd,
    name,
    dsse: random.chance(0.5),
    normalize: random.chance(0.3),
    environment: random.chance(0.3),
    streams: random.chance(0.6),
    // Inspections that fail leave no link.
    command: program === 'inspection' ? ['sh', '-c', 'echo x > made'] : chosen,
    key,
  };
}

/** Lets the reference and us write every kind of link in generated trees, and compares the files, byte by byte. */
export async function compareWrittenFiles(
  python: Peer<PythonOperations>,
  { from, count }: SeedRange,
): Promise<WrittenFilesComparison> {
  const key = await makeFixedKey('alice');
  let files = 0;
  const differences: string[] = [];
  await withScratchFolder(async (scratch) => {
    const root = join(scratch, 'tree');
    const cwd = join(root, WORK);
    const written = async (entries: Parameters<typeof writeTree>[1], layout: string, act: () => Promise<void>) => {
      mkdirSync(root);
      try {
        const inspected = [
          { path: `${WORK}/root.layout`, kind: 'file', content: [[layout, 1]] },
          { path: `${WORK}/root.pub`, kind: 'file', content: [[key.publicPem, 1]] },
        ] as const;
        writeTree(root, [...entries, ...inspected]);
        await act();
        return linksIn(cwd);
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    };
    for (let seed = from; seed < from + count; seed += 1) {
      const tree = generateRecordingCase(seed);
      // Pipes may not be waited for, and the two sides differ on loops and names that are not Unicode.
      const entries = tree.entries.filter(({ path, raw }) => !raw && !`${path}/`.startsWith(`${WORK}/root.layout/`));
      if (tree.hasLoop) continue;
      for (const program of PROGRAMS) {
        const job = makeJob(seed, program, cwd, key);
        const layout = await layoutText(job);
        const theirs = await written(entries, layout, async () => reference(python, job));
        const mine = await written(entries, layout, async () => ours(job));
        const present = new Set(entries.map(({ path }) => path));
        files += Object.keys(theirs).filter((name) => !present.has(`${WORK}/${name}`)).length;
        const [a, b] = [JSON.stringify(theirs), JSON.stringify(mine)];
        if (a === b || differences.length >= MOST_DIFFERENCES) continue;
        differences.push(JSON.stringify({ seed, program, name: job.name, entries, python: theirs, ours: mine }));
      }
    }
  });
  return { files, differences };
}
