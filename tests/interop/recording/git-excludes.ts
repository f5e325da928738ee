import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ArtifactError, recordArtifacts } from '@intoto/artifacts';

import { createRandom } from '../differential/random.ts';
import type { SeedRange } from '../differential/run-options.ts';
import { shorterLists, shorterTexts, shrink } from '../differential/shrink.ts';
import { withScratchFolder } from '../src/index.ts';
import { generateExclude } from './generate-excludes.ts';
import { writeTree } from './tree.ts';

/** Files, and patterns that exclude some of them. */
export interface ExcludeCase {
  readonly seed: number;
  readonly files: readonly string[];
  readonly patterns: readonly string[];
}

export interface ExcludeComparison {
  readonly files: number;
  readonly excluded: number;
  /** How many lists of patterns were passed over, see {@link UNDEFINED}. */
  readonly passedOver: number;
  /** As JSON texts, the smallest case that could be found for each seed that differs; at most five. */
  readonly differences: readonly string[];
}

/** ASCII: to git a character is a byte. */
const NAMES = [
  ['a', 'b', 'c.txt', 'foo', 'sub', 'x.pyc', 'y~', '.hidden', 'a b', '[a]', '*', '#hash', '!bang', 'A', 'ab'],
].flat();
const CASES_AT_ONCE = 50;
const MOST_DIFFERENCES = 5;

export function generateExcludeCase(seed: number): ExcludeCase {
  const random = createRandom(seed);
  const directories = [''];
  const files = new Set<string>();
  for (let left = random.below(4); left > 0; left -= 1) {
    directories.push(`${random.pick(directories)}${random.pick(NAMES)}/`);
  }
  for (let left = 1 + random.below(10); left > 0; left -= 1) files.add(random.pick(directories) + random.pick(NAMES));
  const isDirectory = (path: string): boolean => directories.includes(`${path}/`);
  const names = [...files].flatMap((path) => path.split('/'));
  return {
    seed,
    files: [...files].filter((path) => !isDirectory(path)),
    patterns: random.several(1, 4, () => generateExclude(random, names)),
  };
}

/**
 * Lists of patterns on which git and pathspec, whose verdict is the reference's and ours, need not agree:
 * a pattern refused by pathspec; a line feed, which for git ends the pattern; a blank at the end that is no space, which git
 * keeps; a class such as `[[:alpha:]]` and a backslash in brackets, which pathspec does not know; a `**` with a slash at the
 * end, which for git means directories; and a slash at the end in one pattern together with a `!`, because git then leaves the
 * whole directory out, while pathspec, which is asked about paths without a slash, goes into it.
 */
const UNDEFINED: readonly ((patterns: readonly string[]) => boolean)[] = [
  (patterns) => patterns.some((pattern) => pattern.includes('\n')),
  (patterns) => patterns.some((pattern) => /[^\S ] *$/u.test(pattern)),
  (patterns) => patterns.some((pattern) => /\[[!^]?\]?[^\]]*(?:\[:|\\)/u.test(pattern)),
  (patterns) => patterns.some((pattern) => /\*\*\/ *$/u.test(pattern)),
  (patterns) =>
    patterns.some((pattern) => /\/ *$/u.test(pattern)) && patterns.some((pattern) => pattern.startsWith('!')),
];

/** The files that are recorded; nothing where a pattern is refused. */
async function recorded(cwd: string, { files, patterns }: ExcludeCase): Promise<readonly string[] | undefined> {
  // Not the artifact `.`, which is itself tried on the patterns: `?` would exclude it.
  const artifacts = [...new Set(files.map((file) => file.replace(/\/.*/su, '')))];
  try {
    return [...(await recordArtifacts(artifacts, { cwd, excludePatterns: patterns })).keys()].sort();
  } catch (error) {
    if (error instanceof ArtifactError && error.code === 'ERR_ARTIFACT_PATTERN') return undefined;
    throw error;
  }
}

/** The paths that git ignores; asked with the tree at hand, so that it sees which are directories. */
function ignored(repository: string, cwd: string, paths: readonly string[]): ReadonlySet<string> {
  const { stdout, status, stderr } = spawnSync('git', ['check-ignore', '--no-index', '--stdin', '-z'], {
    cwd,
    encoding: 'utf8',
    input: paths.map((path) => `${path}\0`).join(''),
    env: { ...process.env, GIT_DIR: repository, GIT_WORK_TREE: cwd },
  });
  if (status !== 0 && status !== 1) throw new Error(`git check-ignore: exit ${status}: ${stderr}`);
  return new Set(stdout.split('\0'));
}

interface Outcome {
  readonly ours: readonly string[];
  readonly git: readonly string[];
}

/** Each case in a directory of its own, in which its patterns are a `.gitignore`. */
async function compareAll(scratch: string, cases: readonly ExcludeCase[]): Promise<(Outcome | undefined)[]> {
  const cwd = join(scratch, 'work');
  mkdirSync(cwd);
  try {
    for (const [index, { files, patterns }] of cases.entries()) {
      mkdirSync(join(cwd, String(index)));
      const entries = files.map((path) => ({ path, kind: 'file', content: [] }) as const);
      writeTree(join(cwd, String(index)), entries);
      writeFileSync(join(cwd, String(index), '.gitignore'), patterns.map((pattern) => `${pattern}\n`).join(''));
    }
    const paths = cases.flatMap(({ files }, index) => files.map((file) => `${index}/${file}`));
    const gone = ignored(join(scratch, 'repository'), cwd, paths);
    const outcomes: (Outcome | undefined)[] = [];
    for (const [index, each] of cases.entries()) {
      const ours = await recorded(join(cwd, String(index)), each);
      const git = each.files.filter((file) => !gone.has(`${index}/${file}`)).sort();
      outcomes.push(ours && { ours, git });
    }
    return outcomes;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

function isDefined({ files, patterns }: ExcludeCase): boolean {
  return files.length > 0 && patterns.length > 0 && !UNDEFINED.some((applies) => applies(patterns));
}

function differs(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && outcome.ours.join('\0') !== outcome.git.join('\0');
}

function* smallerCases(each: ExcludeCase): Generator<ExcludeCase> {
  for (const files of shorterLists(each.files)) yield { ...each, files };
  for (const patterns of shorterLists(each.patterns)) yield { ...each, patterns };
  for (const [index, pattern] of each.patterns.entries()) {
    for (const shorter of shorterTexts(pattern)) yield { ...each, patterns: each.patterns.with(index, shorter) };
  }
}

/** Compares what is recorded under exclude patterns with what git does not ignore. Needs git. */
export async function compareWithGit({ from, count }: SeedRange): Promise<ExcludeComparison> {
  let files = 0;
  let excluded = 0;
  let passedOver = 0;
  const differences: string[] = [];
  await withScratchFolder(async (scratch) => {
    spawnSync('git', ['init', '--quiet', '--bare', join(scratch, 'repository')], { stdio: 'ignore' });
    const fails = async (each: ExcludeCase): Promise<boolean> =>
      isDefined(each) && differs((await compareAll(scratch, [each]))[0]);
    for (let start = from; start < from + count; start += CASES_AT_ONCE) {
      const length = Math.min(CASES_AT_ONCE, from + count - start);
      const cases = Array.from({ length }, (_, index) => generateExcludeCase(start + index)).filter(isDefined);
      passedOver += length - cases.length;
      for (const [index, outcome] of (await compareAll(scratch, cases)).entries()) {
        const each = cases[index];
        if (each === undefined || outcome === undefined) {
          passedOver += 1;
          continue;
        }
        files += each.files.length;
        excluded += each.files.length - outcome.ours.length;
        if (!differs(outcome) || differences.length >= MOST_DIFFERENCES) continue;
        const smallest = await shrink(each, smallerCases, fails);
        differences.push(JSON.stringify({ ...smallest, ...(await compareAll(scratch, [smallest]))[0] }));
      }
    }
  });
  return { files, excluded, passedOver, differences };
}
