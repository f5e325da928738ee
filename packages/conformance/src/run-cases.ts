import type { ConformanceCase } from './conformance-case.ts';
import { type ExpectedFailures, runName } from './expected-failures.ts';
import { judge, type Judgement } from './judge.ts';
import type { Profile } from './profile.ts';
import { type CommandOutcome, type CommandRequest, runCommand } from './run-command.ts';
import { type UnpackedCase, unpackCase } from './unpack-case.ts';

/** What a case under a profile came to. */
export interface CaseResult {
  readonly case: string;
  readonly profile: Profile;
  /** `expected-failure`: it failed as the list says. `unexpected-pass`: the list says that it fails. */
  readonly result: 'passed' | 'failed' | 'skipped' | 'expected-failure' | 'unexpected-pass';
  /** Why, unless it passed. */
  readonly reason?: string | undefined;
}

/** What to run, and how. */
export interface RunCasesOptions {
  readonly cases: readonly ConformanceCase[];
  readonly profiles: readonly Profile[];
  /** The program to drive and its first arguments; `verify …` follows. */
  readonly command: readonly string[];
  /** Abilities that the command does not have: cases that require one are skipped. */
  readonly without?: readonly string[] | undefined;
  readonly expectedFailures?: ExpectedFailures | undefined;
  /** Commands at a time. @defaultValue 1 */
  readonly jobs?: number | undefined;
  /** For each command. @defaultValue 60 000 */
  readonly timeoutMs?: number | undefined;
  /**
   * Carries the command out instead of a new process, where starting one for each case takes too long. Must not reject for
   * what the command is at fault for. @defaultValue {@link runCommand}
   */
  readonly execute?: ((request: CommandRequest) => Promise<CommandOutcome>) | undefined;
  /** Told of every result when it is there. */
  readonly onResult?: ((result: CaseResult) => void) | undefined;
}

/** The arguments that follow the command. */
export function verifyArguments(
  { now, parameters, inspections }: ConformanceCase,
  { layout, keys, linkDirectory }: UnpackedCase,
  profile: Profile,
): readonly string[] {
  return [
    'verify',
    '--layout',
    layout,
    '--keys',
    ...keys,
    '--link-dir',
    linkDirectory,
    '--now',
    now,
    '--profile',
    profile,
    ...(parameters === undefined
      ? []
      : ['--parameters', ...[...parameters].map(([name, value]) => `${name}=${value}`)]),
    ...(inspections === undefined ? [] : ['--inspections', inspections]),
  ];
}

async function runOne(options: RunCasesOptions, one: ConformanceCase, profile: Profile): Promise<Judgement> {
  const missing = one.requires.filter((ability) => options.without?.includes(ability) === true);
  if (missing.length > 0) return { result: 'skipped', reason: `requires ${missing.join(', ')}` };
  const unpacked = await unpackCase(one);
  try {
    const words = [...options.command, ...verifyArguments(one, unpacked, profile)];
    const { execute = runCommand, timeoutMs = 60_000 } = options;
    const outcome = await execute({ words, cwd: unpacked.product, timeoutMs });
    return judge(outcome, one.expected[profile]);
  } finally {
    await unpacked.remove();
  }
}

function withExpectation(judgement: Judgement, known: string | undefined): Pick<CaseResult, 'result' | 'reason'> {
  if (known === undefined || judgement.result === 'skipped') return judgement;
  if (judgement.result === 'failed') return { result: 'expected-failure', reason: known };
  return { result: 'unexpected-pass', reason: `passed, and was expected to fail: ${known}` };
}

/** Runs a command over cases, each in a copy of its own. Resolves to the results, in the order of the cases. */
export async function runCases(options: RunCasesOptions): Promise<readonly CaseResult[]> {
  const runs = options.cases.flatMap((one) => options.profiles.map((profile) => ({ one, profile })));
  const results: CaseResult[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next; index < runs.length; index = next) {
      next += 1;
      const run = runs[index];
      if (run === undefined) return;
      const { one, profile } = run;
      const known = options.expectedFailures?.get(runName(one.name, profile));
      const judgement = withExpectation(await runOne(options, one, profile), known);
      const result: CaseResult = { case: one.name, profile, ...judgement };
      results[index] = result;
      options.onResult?.(result);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.jobs ?? 1) }, work));
  return results;
}
