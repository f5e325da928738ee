import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ourProgram, pythonProgram, withScratchFolder } from '../src/index.ts';
import type { CommandLine } from './command-line.ts';
import { WORK, writeFixture } from './fixture.ts';
import { GPG } from './gpg-fixture.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';

export interface CommandLineComparison {
  readonly lines: number;
  /** How many succeed on both sides, to the last command. */
  readonly successes: number;
  /** How many files were written, changed or removed by the reference. */
  readonly changes: number;
  /** How many differ as is known. */
  readonly known: number;
  /** As JSON texts, the line and what came of it on both sides. */
  readonly differences: readonly string[];
}

/** What a line left behind. */
interface Outcome {
  readonly statuses: readonly (number | string)[];
  readonly stdout: string;
  readonly stderr: string;
  /** Content, or the target of a link, by path. */
  readonly files: ReadonlyMap<string, string>;
}

type Side = 'python' | 'ours';

/** What prompts are answered with. */
const STDIN = 'pw\n';
const TIMEOUT_MS = 60_000;

interface Ended {
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

type Ids = ReadonlyMap<string, string>;

/** Puts fingerprints in the place of names in braces. */
function fillIn(word: string, ids: Ids): string {
  return word.replaceAll(/\{([a-z0-9]+)(?::(\d+))?\}/gu, (_, name: string, digits: string | undefined) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`no key is called ${name}`);
    return digits === undefined ? id : id.slice(-Number(digits));
  });
}

async function runCommand(side: Side, root: string, command: readonly string[], ids: Ids): Promise<Ended> {
  const [program = '', ...words] = command;
  const cwd = join(root, WORK);
  const written = readdirSync(cwd).find((name) => /^s\.[0-9a-f]{8}\.link$/u.test(name)) ?? 'absent';
  const args = words.map((word) => (word === 's.*.link' ? written : fillIn(word, ids)));
  const [executable, first] =
    side === 'python' ? [pythonProgram('python', program), []] : [process.execPath, [ourProgram(program)]];
  // Without a terminal, so that passwords are read from standard input.
  const child = spawn(executable, [...first, ...args], {
    cwd,
    detached: true,
    timeout: TIMEOUT_MS,
    env: {
      PATH: process.env['PATH'],
      LC_ALL: 'C.UTF-8',
      HOME: join(root, 'out'),
      GNUPGHOME: join(root, 'gnupg'),
      GNUPG: GPG,
    },
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk: Buffer) => (output[stream] += chunk.toString('latin1')));
  }
  child.stdin.on('error', () => undefined).end(STDIN);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ status: code ?? String(signal), ...output }));
  });
}

/** GnuPG's own files are not what is compared. */
const IGNORED = /^(?:gnupg|out)\/(?:private-keys|pubring|trustdb|\.#|openpgp|S\.|random_seed|crls\.d)/u;

function snapshot(root: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const at = join(root, path);
    const status = lstatSync(at);
    if (status.isSymbolicLink()) files.set(path, readlinkSync(at));
    else if (status.isFile() && !IGNORED.test(path)) files.set(path, readFileSync(at, 'latin1'));
  }
  return files;
}

/** Ends the agents that gpg has started, which would outlive their keyrings for a while. */
function endAgents(root: string): void {
  for (const home of ['gnupg', 'out']) {
    if (!existsSync(join(root, home, 'S.gpg-agent'))) continue;
    spawnSync('gpgconf', ['--kill', 'all'], { env: { PATH: process.env['PATH'], GNUPGHOME: join(root, home) } });
  }
}

async function run(side: Side, scratch: string, { commands }: CommandLine, ids: Ids): Promise<Outcome> {
  // The same place for both, should a path get into a file.
  const root = join(scratch, 'root');
  mkdirSync(root);
  try {
    cpSync(join(scratch, 'fixture'), root, { recursive: true, verbatimSymlinks: true });
    const ended: Ended[] = [];
    for (const command of commands) {
      if (ended.at(-1)?.status) break;
      ended.push(await runCommand(side, root, command, ids));
    }
    return {
      statuses: ended.map(({ status }) => status),
      stdout: ended.map(({ stdout }) => stdout).join(''),
      stderr: ended.map(({ stderr }) => stderr).join(''),
      files: snapshot(root),
    };
  } finally {
    endAgents(root);
    rmSync(root, { recursive: true, force: true });
  }
}

/** Signatures but Ed25519's are different each time. They are checked by lines that go on with `in-toto-sign --verify`. */
function withoutRandom(text: string | undefined, isRandom: boolean): string | undefined {
  return isRandom ? text?.replaceAll(/"sig": "[^"]+"/gu, '"sig": "…"') : text;
}

function differentFiles(a: Outcome, b: Outcome, isRandom: boolean): string[] {
  const paths = new Set([...a.files.keys(), ...b.files.keys()]);
  return [...paths].filter(
    (path) => withoutRandom(a.files.get(path), isRandom) !== withoutRandom(b.files.get(path), isRandom),
  );
}

/** Help and versions are each program's own words, and what a command says before a failure is passed on or not. */
function isOutputCompared({ text }: CommandLine, statuses: Outcome['statuses']): boolean {
  if (/(?:^| )(?:-h|--help|--version)(?: |$)/u.test(text)) return false;
  return statuses.every((status) => status === 0) || (text.startsWith('in-toto-match') && !statuses.includes(2));
}

/** The reference tells products in the order of a set. */
function printed({ text }: CommandLine, { stdout }: Outcome): string {
  return text.startsWith('in-toto-match') ? stdout.split('\n').toSorted().join('\n') : stdout;
}

/** Runs command lines with the reference's programs and with ours: exit statuses, standard output and files must be the same. */
export async function compareCommandLines(lines: readonly CommandLine[]): Promise<CommandLineComparison> {
  let successes = 0;
  let changes = 0;
  let known = 0;
  const differences: string[] = [];
  await withScratchFolder(async (scratch) => {
    const ids = await writeFixture(join(scratch, 'fixture'));
    const before = snapshot(join(scratch, 'fixture'));
    for (const line of lines) {
      const python = await run('python', scratch, line, ids);
      const ours = await run('ours', scratch, line, ids);
      const isRandom = /keys\/(?:rsa|ec)/u.test(line.text);
      const files = differentFiles(python, ours, isRandom);
      const isSameOutput = !isOutputCompared(line, python.statuses) || printed(line, python) === printed(line, ours);
      const isSame = python.statuses.join() === ours.statuses.join() && files.length === 0 && isSameOutput;
      const paths = new Set([...before.keys(), ...python.files.keys()]);
      changes += [...paths].filter((path) => before.get(path) !== python.files.get(path)).length;
      // A difference that is gone must be taken from the list.
      const isKnown = KNOWN_DIFFERENCES.has(line.text);
      if (isSame && !isKnown) successes += python.statuses.every((status) => status === 0) ? 1 : 0;
      else if (!isSame && isKnown) known += 1;
      else {
        const of = (side: Outcome): object => ({
          statuses: side.statuses,
          stdout: side.stdout,
          stderr: side.stderr.slice(-500),
          files: Object.fromEntries(files.map((path) => [path, side.files.get(path) ?? null])),
        });
        differences.push(JSON.stringify({ number: line.number, line: line.text, python: of(python), ours: of(ours) }));
      }
    }
  });
  return { lines: lines.length, successes, changes, known, differences };
}
