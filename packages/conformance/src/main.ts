import { readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { ConformanceCase } from './conformance-case.ts';
import { parseExpectedFailures } from './expected-failures.ts';
import { isProfile, type Profile, PROFILES } from './profile.ts';
import { readCases, VECTORS } from './read-cases.ts';
import { type CaseResult, runCases } from './run-cases.ts';

const HELP = `usage: in-toto-conformance [options] COMMAND [ARGUMENT ...]

Runs COMMAND [ARGUMENT ...] verify --layout FILE --keys FILE ... --link-dir FOLDER --now TIME --profile PROFILE
[--parameters NAME=VALUE ...] [--inspections none] for every case, in the folder of the product, and compares exit status
(0 passed, 1 failed, 77 skipped) and report. Words of the command that name a file are made absolute paths.

  --profile NAME            reference or strict (both unless given; may be repeated)
  --case TEXT               only cases whose name begins with TEXT (may be repeated)
  --without ABILITY         skips cases that require it: certificates, key-map, ml-dsa, no-inspections, openpgp, posix (may be repeated)
  --expected-failures FILE  lines CASE PROFILE REASON, of failures that are known
  --jobs NUMBER             commands at a time (as many as there are processors)
  --timeout SECONDS         for each command (60)
  --vectors FOLDER          other vectors than the ones that come with this program
  --json                    prints all results as JSON
  --list                    prints the names of the cases and what they are about
  --help                    prints this

Exit status: 0 everything as expected, 1 something not, 2 wrong usage.
`;

/** Where {@link main} writes to. */
export interface Output {
  /** Writes results. */
  readonly out: (text: string) => void;
  /** Writes what is wrong with the usage. */
  readonly err: (text: string) => void;
}

const OPTIONS = {
  profile: { type: 'string', multiple: true },
  case: { type: 'string', multiple: true },
  without: { type: 'string', multiple: true },
  'expected-failures': { type: 'string' },
  jobs: { type: 'string' },
  timeout: { type: 'string' },
  vectors: { type: 'string' },
  json: { type: 'boolean' },
  list: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Options end where the command begins. */
function splitCommand(argv: readonly string[]): {
  readonly own: readonly string[];
  readonly command: readonly string[];
} {
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') return { own: argv.slice(0, at), command: argv.slice(at + 1) };
    if (!word.startsWith('-')) return { own: argv.slice(0, at), command: argv.slice(at) };
    const option = OPTIONS[word.slice(2) as keyof typeof OPTIONS] as { readonly type: string } | undefined;
    if (option?.type === 'string') at += 1;
  }
  return { own: argv, command: [] };
}

/** A word of the command, as an absolute path where it is one of a file; a program without a slash is looked for elsewhere. */
function toAbsolute(word: string, index: number): string {
  const mayBePath = index > 0 || /[/\\]/u.test(word);
  return mayBePath && statSync(word, { throwIfNoEntry: false })?.isFile() === true ? resolve(word) : word;
}

function readNumber(text: string | undefined, option: string, usual: number): number {
  if (text === undefined) return usual;
  const value = Number(text);
  if (!(value > 0 && value < 1e6)) throw new TypeError(`--${option} ${text}: give a number above 0`);
  return value;
}

function selectProfiles(words: readonly string[] | undefined): readonly Profile[] {
  for (const word of words ?? [])
    if (!isProfile(word)) throw new TypeError(`--profile ${word}: give reference or strict`);
  return words === undefined ? PROFILES : PROFILES.filter((profile) => words.includes(profile));
}

function selectCases(
  cases: readonly ConformanceCase[],
  prefixes: readonly string[] | undefined,
): readonly ConformanceCase[] {
  const selected = cases.filter(({ name }) => prefixes?.some((prefix) => name.startsWith(prefix)) ?? true);
  if (selected.length === 0) throw new TypeError('no case has such a name');
  return selected;
}

function isBad({ result }: CaseResult): boolean {
  return result === 'failed' || result === 'unexpected-pass';
}

function count(results: readonly CaseResult[], result: CaseResult['result']): number {
  return results.filter((one) => one.result === result).length;
}

function summarize(results: readonly CaseResult[]): string {
  const unexpected = count(results, 'unexpected-pass');
  return (
    `${count(results, 'passed')} passed, ${count(results, 'failed') + unexpected} failed, ` +
    `${count(results, 'skipped')} skipped, ${count(results, 'expected-failure')} failed as expected`
  );
}

async function run(argv: readonly string[], output: Output): Promise<number> {
  const { own, command } = splitCommand(argv);
  const { values } = parseArgs({ args: [...own], options: OPTIONS });
  if (values.help === true) {
    output.out(HELP);
    return 0;
  }
  const all = readCases(values.vectors ?? VECTORS);
  const cases = selectCases(all, values.case);
  if (values.list === true) {
    output.out(cases.map(({ name, description }) => `${name}  ${description}\n`).join(''));
    return 0;
  }
  if (command.length === 0) throw new TypeError('give a command to run');
  const list = values['expected-failures'];
  const results = await runCases({
    cases,
    profiles: selectProfiles(values.profile),
    // The command runs elsewhere.
    command: command.map(toAbsolute),
    without: values.without,
    expectedFailures: list === undefined ? undefined : parseExpectedFailures(readFileSync(list, 'utf8'), all),
    jobs: Math.ceil(readNumber(values.jobs, 'jobs', availableParallelism())),
    timeoutMs: 1000 * readNumber(values.timeout, 'timeout', 60),
    onResult: (result) => {
      if (values.json !== true && isBad(result))
        output.out(`FAILED ${result.case} ${result.profile}: ${result.reason ?? ''}\n`);
    },
  });
  output.out(values.json === true ? `${JSON.stringify(results, null, 2)}\n` : `${summarize(results)}\n`);
  return results.some(isBad) ? 1 : 0;
}

/** The program `in-toto-conformance`. @returns its exit status */
export async function main(argv: readonly string[], output: Output): Promise<number> {
  try {
    return await run(argv, output);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    output.err(`in-toto-conformance: ${error.message}\n`);
    return 2;
  }
}
