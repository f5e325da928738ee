import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll } from 'vitest';

import { type CaseResult, readCases, runCases, type RunCasesOptions } from '../src/index.ts';

export const CASES = readCases();

/** Cases of which each profile has some that pass and some that fail. */
export const SOME = CASES.filter(({ name }) =>
  ['chain-one-step', 'link-missing', 'threshold-zero', 'parameter-empty-map'].includes(name),
);

/** A folder for the files of a test file, there while its tests run; see {@link useFolder}. */
export let folder = '';

/** Every test file that writes files calls it: modules may be shared among test files. */
export function useFolder(): void {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'in-toto-conformance-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
}

let files = 0;

/** The absolute path of a new file. */
export function file(name: string, content: string): string {
  const path = join(folder, `${(files += 1)}-${name}`);
  writeFileSync(path, content);
  return path;
}

/** A command that is this program. */
export function command(source: string): readonly string[] {
  return [process.execPath, file('command.mjs', source)];
}

/** A command that exits like this and says this; by the shell, which starts faster than Node. */
export function saying(status: number, stdout = '', stderr = ''): readonly string[] {
  const [out, err] = [file('stdout', stdout), file('stderr', stderr)];
  return ['sh', file('command.sh', `cat '${out}'; cat '${err}' >&2; exit ${status}`)];
}

/** A command that fails for these codes. */
export function withCodes(codes: readonly string[]): readonly string[] {
  return saying(1, JSON.stringify({ codes }));
}

export async function run(
  words: readonly string[],
  options: Partial<RunCasesOptions> = {},
): Promise<readonly CaseResult[]> {
  return runCases({ cases: SOME, profiles: ['reference', 'strict'], command: words, ...options });
}

export function named(name: string): RunCasesOptions['cases'] {
  return CASES.filter((one) => one.name === name);
}

/** The one result of the one case. */
export async function judge(
  name: string,
  words: readonly string[],
  options: Partial<RunCasesOptions> = {},
): Promise<CaseResult | undefined> {
  const [result] = await run(words, { cases: named(name), profiles: ['reference'], ...options });
  return result;
}
