import { posix } from 'node:path';

import { createRandom, type Random } from '../differential/random.ts';
import { generateExclude } from './generate-excludes.ts';
import { ROOT, type TreeEntry } from './tree.ts';

/** One recording in a tree; members are named as the reference names its arguments. */
export interface RecordingRequest {
  readonly artifacts: readonly string[];
  readonly exclude_patterns?: readonly string[];
  readonly base_path?: string;
  readonly lstrip_paths?: readonly string[];
  readonly follow_symlink_dirs?: boolean;
  readonly normalize_line_endings?: boolean;
}

export interface RecordingCase {
  readonly seed: number;
  readonly entries: readonly TreeEntry[];
  /** Whether a link leads back to a directory above it, which the reference and we do not treat alike. */
  readonly hasLoop: boolean;
  readonly requests: readonly RecordingRequest[];
}

/** The working directory of every recording, below the tree's folder. */
export const WORK = 'work';

const NAMES = [
  ['a', 'b', 'c.txt', 'foo', 'sub', 'lib', 'x.pyc', 'y~', '.git', '.hidden', 'root.layout', 's.12345678.link'],
  ['a b', ' lead', 'trail ', 'line\nfeed', 'tab\t', 'back\\slash', '-dash', '[a]', '*', '?', '#hash', '!bang'],
  ['..a'],
  ['...', 'é', 'e\u0301', '日本', '😀', '\ue000', '\ufeff', '\ufffd', '\u0001', '\u007f', '__proto__'],
  ['constructor'],
  ['toJSON', 'file:x', 'dir:x', 'a:b', '"', "'", '{a}', '10', '9', 'a.link', '~', '%41', '$HOME', '\u0085', '\\'],
].flat();
const RAW_NAMES = ['\xff', 'a\xc3', '\xed\xa0\x80', '\xc0\xaf'];
/** What a ref of an OSTree repository holds; anything else we refuse. */
const COMMIT = 'ab'.repeat(32);
const TEXTS = ['x', '\n', '\r', '\r\n', '\n\r', '\r\r\n', '\u0000', 'é', 'text\r\nmore\r', ''];

interface Tree {
  readonly directories: readonly string[];
  readonly entries: readonly TreeEntry[];
  readonly hasLoop: boolean;
}

function content(random: Random): [string, number][] {
  const parts = random.several(0, 4, (): [string, number] => [random.pick(TEXTS), 1]);
  // Both sides read in chunks: a line ending may be cut in two.
  const filler = random.pick([4095, 4096, 8191, 65_535, 65_536, 262_143]);
  return random.chance(0.06) ? [['x', filler], ...parts] : parts;
}

function generateTree(random: Random): Tree {
  const taken = new Set<string>();
  const entries: TreeEntry[] = [];
  const hasLoop = random.chance(0.12);
  const usable = hasLoop ? NAMES.filter((name) => !name.includes('\\')) : NAMES;
  const free = (directory: string): string => {
    const path = posix.join(directory, random.pick(usable));
    return taken.has(path) ? free(directory) : path;
  };
  const add = (entry: TreeEntry): void => {
    taken.add(entry.path);
    entries.push(entry);
  };

  const directories = [WORK];
  for (let left = random.below(6); left > 0; left -= 1) {
    const path = free(random.pick(directories));
    add({ path, kind: 'directory' });
    directories.push(path);
  }
  const files = random.several(0, 8, () => {
    const path = free(random.chance(0.06) ? '' : random.pick(directories));
    add({ path, kind: 'file', content: content(random) });
    return path;
  });
  const link = (directory: string, target: string): void => {
    const isAbsolute = target.startsWith('/') || target.startsWith(ROOT);
    add({
      path: free(directory),
      kind: 'link',
      target: isAbsolute ? target : posix.relative(directory, target) || '.',
    });
  };

  for (let left = random.below(3); left > 0; left -= 1) {
    const directory = random.pick(directories);
    const target = random.pick([...files, 'nowhere', '/dev/null', '/', `${directory}/self`]);
    if (target === '/') add({ path: free(directory), kind: 'link', target: 'chain-that-dangles' });
    else link(directory, target);
  }
  if (hasLoop) {
    const directory = random.pick(directories);
    const above = directories.filter((each) => each === directory || directory.startsWith(`${each}/`));
    link(directory, random.pick(above));
  } else if (directories.length > 1) {
    // Only from a directory to one that was made after it: then no link leads back.
    for (let left = random.below(3); left > 0; left -= 1) {
      const from = random.below(directories.length - 1);
      const to = from + 1 + random.below(directories.length - from - 1);
      const target = directories[to] ?? WORK;
      link(directories[from] ?? WORK, random.chance(0.15) ? `${ROOT}/${target}` : target);
    }
  }
  if (random.chance(0.08)) add({ path: free(random.pick(directories)), kind: 'pipe' });
  if (random.chance(0.04)) {
    const directory = random.pick(directories.filter((path) => /^[ -~]*$/u.test(path)));
    add({ path: `${directory}/${random.pick(RAW_NAMES)}`, raw: true, kind: 'file', content: [['x', 1]] });
  }
  if (random.chance(0.08)) {
    add({
      path: `${WORK}/refs/heads/main`,
      kind: 'file',
      content: [[`${COMMIT}${random.pick(['\n', '', '\n\n'])}`, 1]],
    });
    if (random.chance(0.8))
      add({
        path: `${WORK}/objects/${COMMIT.slice(0, 2)}/${COMMIT.slice(2)}.commit`,
        kind: 'file',
        content: [['commit', 1]],
      });
  }
  return { directories, entries, hasLoop };
}

function artifact(random: Random, tree: Tree): string {
  if (random.chance(0.35)) return '.';
  const entry = random.chance(0.8) && tree.entries.length > 0 ? random.pick(tree.entries).path : WORK;
  const path = posix.relative(WORK, entry) || '.';
  const spellings = [path, `./${path}`, `${path}/`, `${path}/.`, `a/../${path}`, `${path}//`, `../${WORK}/${path}`];
  const others = [`${ROOT}/${entry}`, '', 'missing', '..', './/.'];
  const plain = random.chance(0.4) ? path : random.pick([spellings, others].flat());
  const schemes = tree.hasLoop ? ['', '', '', 'file:'] : ['', '', '', '', '', 'file:', 'dir:', 'foo:'];
  if (random.chance(0.03)) return 'ostree:main';
  return random.pick(schemes) + plain;
}

function prefix(random: Random, tree: Tree): string {
  const path = posix.relative(WORK, random.pick([...tree.directories, ...tree.entries.map((entry) => entry.path)]));
  return random.pick([
    path,
    `${path}/`,
    `${path}/`,
    path.slice(0, 1),
    '../',
    `${ROOT}/`,
    'a',
    './',
    'file:',
    'dir:',
    'b/',
  ]);
}

function basePath(random: Random, tree: Tree): string {
  const directory = random.pick(tree.directories);
  const entry = random.pick([WORK, ...tree.entries.map(({ path }) => path)]);
  const inside = posix.relative(WORK, directory) || '.';
  const choices = [inside, inside, `${ROOT}/${directory}`, '..', '', './', random.chance(0.5) ? 'missing' : inside];
  return random.pick([...choices, posix.relative(WORK, entry) || '.']);
}

function request(random: Random, tree: Tree): RecordingRequest {
  const names = tree.entries.map(({ path }) => posix.basename(path));
  return {
    artifacts: random.several(random.chance(0.02) ? 0 : 1, 3, () => artifact(random, tree)),
    ...(random.chance(0.4) && { exclude_patterns: random.several(0, 3, () => generateExclude(random, names)) }),
    ...(random.chance(0.25) && { base_path: basePath(random, tree) }),
    ...(!tree.hasLoop && random.chance(0.3) && { lstrip_paths: random.several(1, 2, () => prefix(random, tree)) }),
    ...(random.chance(0.8) && { follow_symlink_dirs: random.chance(0.7) }),
    ...(random.chance(0.3) && { normalize_line_endings: random.chance(0.8) }),
  };
}

export function generateRecordingCase(seed: number): RecordingCase {
  const random = createRandom(seed);
  const tree = generateTree(random);
  const requests = random.several(3, 5, () => request(random, tree));
  return { seed, entries: [{ path: WORK, kind: 'directory' }, ...tree.entries], hasLoop: tree.hasLoop, requests };
}
