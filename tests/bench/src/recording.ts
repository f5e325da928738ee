import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { makeKeyPair } from '@intoto-tests/interop';
import { createRandom, type Random } from '@intoto-tests/interop/random';
import { compareCodePoints } from '@intoto/encoding';
import { parseMetadata, parsePayload, readPayload } from '@intoto/models';

import { programsFor } from './programs.ts';
import type { Contender, Workload } from './workload.ts';

const FILES_IN_FOLDER = 500;
const HASH_FOLDER = fileURLToPath(new URL('hash-folder.ts', import.meta.url));

/** Files of the given sizes, in folders of some hundred. */
function writeTree(root: string, count: number, sizeOf: (random: Random) => number): void {
  const random = createRandom(20_261_128);
  for (let index = 0; index < count; index++) {
    const folder = join(root, `d${Math.floor(index / FILES_IN_FOLDER)}`);
    if (index % FILES_IN_FOLDER === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `f${index}`), String(index).padEnd(sizeOf(random), `${index} `));
  }
}

/** Every implementation's `run` without a command, each in a folder of its own for its link. */
async function recorders(
  folder: string,
  options: Readonly<Record<'reference' | 'go', readonly string[]>>,
): Promise<readonly Contender[]> {
  const { privatePem } = await makeKeyPair('ed25519');
  writeFileSync(join(folder, 'key'), privatePem, { mode: 0o600 });
  return [...programsFor('in-toto-run')].map(([name, program]) => {
    const links = join(folder, `links-${name}`);
    mkdirSync(links);
    const words = name === 'go' ? ['-k', 'key', ...options.go] : ['--signing-key', 'key', ...options.reference];
    return {
      name,
      command: { words: [...program, '-n', 'x', '-x', '-m', 'tree', '-d', links, ...words], cwd: folder },
      result: () => readMaterials(links),
    };
  });
}

function readMaterials(links: string): unknown {
  const [file = ''] = readdirSync(links);
  const payload = parsePayload(readPayload(parseMetadata(readFileSync(join(links, file)), { dialect: 'python' })));
  if (payload.type !== 'link') throw new TypeError(`${file} is no link`);
  return new Map([...payload.materials].sort(([a], [b]) => compareCodePoints(a, b)));
}

const NO_OPTIONS = { reference: [], go: [] };

/** Source trees: many files of some kilobytes. */
export const recordFiles: Workload = {
  name: 'record-files',
  work: 'record 20,000 files of 4 to 12 kB',
  targets: [
    { against: 'python', factor: 3 },
    { against: 'go', factor: 1 },
  ],
  sizes: [0.1, 1],
  grows: true,
  async prepare(folder, size) {
    writeTree(join(folder, 'tree'), Math.round(20_000 * size), (random) => 4096 + random.below(8192));
    return recorders(folder, NO_OPTIONS);
  },
};

/** Installed packages: very many tiny files. */
export const recordTinyFiles: Workload = {
  name: 'record-tiny-files',
  work: 'record 200,000 files of 20 bytes',
  targets: [{ against: 'go', factor: 1 }],
  sizes: [0.1, 1],
  grows: true,
  async prepare(folder, size) {
    writeTree(join(folder, 'tree'), Math.round(200_000 * size), () => 20);
    return recorders(folder, NO_OPTIONS);
  },
};

/** What is excluded must cost nothing. Go's patterns are others than the reference's; it leaves out the same folder. */
export const recordBesideExcluded: Workload = {
  name: 'record-beside-excluded',
  work: 'record 1,000 files beside 100,000 in an excluded folder',
  targets: [
    { against: 'python', factor: 1 },
    { against: 'go', factor: 1 },
  ],
  sizes: [0.1, 1],
  grows: true,
  async prepare(folder, size) {
    writeTree(join(folder, 'tree/wanted'), Math.round(1000 * size), () => 1000);
    writeTree(join(folder, 'tree/node_modules'), Math.round(100_000 * size), () => 20);
    return recorders(folder, { reference: ['--exclude', 'node_modules'], go: ['-e', '**/node_modules/**'] });
  },
};

/** One large image, against the program that does nothing but hash. */
export const hashFile: Workload = {
  name: 'hash-file',
  work: 'hash one file of 4 GiB',
  targets: [{ against: 'limit', factor: 0.95 }],
  maxMiB: 150,
  sizes: [0.1, 1],
  grows: true,
  async prepare(folder, size) {
    mkdirSync(join(folder, 'tree'));
    writeLargeFile(join(folder, 'tree/image'), Math.round(4096 * size));
    const limit: Contender = {
      name: 'limit',
      command: { words: ['openssl', 'dgst', '-sha256', 'tree/image'], cwd: folder },
    };
    return [...(await recorders(folder, NO_OPTIONS)), limit];
  },
};

/** Several images by two algorithms, which the command line does not offer, against the same program on one core. */
export const hashFiles: Workload = {
  name: 'hash-files',
  work: 'hash eight files of 1 GiB by SHA-256 and SHA-512; the limit is the same program on one core',
  targets: [{ against: 'limit', factor: 1.8 }],
  maxMiB: 150,
  sizes: [0.1, 1],
  grows: true,
  async prepare(folder, size) {
    mkdirSync(join(folder, 'tree'));
    for (let index = 0; index < 8; index++) writeLargeFile(join(folder, `tree/image${index}`), Math.round(1024 * size));
    const hasher = (name: 'this' | 'limit', ...start: readonly string[]): Contender => {
      const output = join(folder, `digests-${name}`);
      const words = [...start, process.execPath, HASH_FOLDER, 'tree', output];
      return { name, command: { words, cwd: folder }, result: () => readFileSync(output, 'utf8') };
    };
    return [hasher('this'), hasher('limit', 'taskset', '-c', '0')];
  },
};

function writeLargeFile(path: string, mebibytes: number): void {
  const random = createRandom(4);
  const block = Uint8Array.from({ length: 1024 * 1024 }, () => random.below(256));
  rmSync(path, { force: true });
  for (let written = 0; written < mebibytes; written++) {
    block[0] = random.below(256);
    writeFileSync(path, block, { flag: 'a' });
  }
}

/** From the start of the process to the link on disk, with nothing to record; `limit` is a Node that does nothing. */
export const startUp: Workload = {
  name: 'start-up',
  work: '`in-toto-run -n x -x` from start to link',
  targets: [
    { against: 'limit', factor: 1 / 1.6 },
    { against: 'python', factor: 3 },
  ],
  sizes: [1],
  grows: false,
  async prepare(folder) {
    mkdirSync(join(folder, 'tree'));
    const limit: Contender = { name: 'limit', command: { words: [process.execPath, '-e', '0'], cwd: folder } };
    return [...(await recorders(folder, NO_OPTIONS)), limit];
  },
};
