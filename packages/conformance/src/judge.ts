import { isDeepStrictEqual } from 'node:util';

import { type CommandReport, parseCommandReport } from './command-report.ts';
import type { Expectation } from './conformance-case.ts';
import type { CommandOutcome } from './run-command.ts';

/** The exit status that says: this case says nothing about me. */
export const SKIP_STATUS = 77;

/** What one run of a command came to. */
export type Judgement =
  | { readonly result: 'passed' }
  | { readonly result: 'failed' | 'skipped'; readonly reason: string };

/** Characters that do something else than being shown: control and format characters, line and paragraph separators. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The last line of what a command complained about, fit to be printed. */
function lastLine(text: string): string {
  const line = text.trim().split('\n').at(-1) ?? '';
  return line.replaceAll(INVISIBLE, '\uFFFD').slice(0, 200);
}

function failed(reason: string, stderr = ''): Judgement {
  const complaint = lastLine(stderr);
  return { result: 'failed', reason: complaint === '' ? reason : `${reason}: ${complaint}` };
}

function describe({ verdict, stage, codes = [] }: Expectation): string {
  if (verdict === 'pass') return 'should pass';
  return `should fail${stage === undefined ? '' : ` at ${stage}`}${codes.length === 0 ? '' : ` with ${codes.join(', ')}`}`;
}

function asSet(list: readonly string[] = []): readonly string[] {
  return [...new Set(list)].sort();
}

/** What is wrong with a report of a verdict that is right; `undefined` where nothing is. */
function findDifference(report: CommandReport, expected: Expectation): string | undefined {
  if (expected.verdict === 'fail') {
    const { stage, codes, nestedCodes } = report;
    if (stage !== undefined && expected.stage !== undefined && stage !== expected.stage)
      return `fails at ${stage}, and ${describe(expected)}`;
    for (const [name, found, wanted] of [
      ['codes', codes, expected.codes],
      ['nestedCodes', nestedCodes, expected.nestedCodes ?? []],
    ] as const) {
      if (found === undefined || wanted === undefined) continue;
      const others = found.filter((code) => !wanted.includes(code));
      const [first] = wanted;
      if (others.length > 0) return `${name} ${others.join(', ')} are not expected, and it ${describe(expected)}`;
      if (first !== undefined && !found.includes(first)) return `${name} lack ${first}`;
    }
  }
  const { warnings, summary } = report;
  if (warnings !== undefined && !isDeepStrictEqual(asSet(warnings), asSet(expected.warnings)))
    return `warns of ${asSet(warnings).join(', ') || 'nothing'} instead of ${asSet(expected.warnings).join(', ') || 'nothing'}`;
  if (summary !== undefined && expected.summary !== undefined && !isDeepStrictEqual(summary, expected.summary))
    return `the summary link is ${JSON.stringify(summary)} instead of ${JSON.stringify(expected.summary)}`;
  return undefined;
}

/** Compares how a command ended, and what it reported, with what a case expects. */
export function judge(outcome: CommandOutcome, expected: Expectation): Judgement {
  switch (outcome.type) {
    case 'timed-out':
      return failed('timed out');
    case 'not-started':
      return failed(`could not be started: ${outcome.message}`);
    case 'killed':
      return failed(`was ended by ${outcome.signal}`, outcome.stderr);
    case 'exited':
      return judgeExit(outcome, expected);
    default:
      return outcome satisfies never;
  }
}

function judgeExit(
  { status, stdout, stderr }: Extract<CommandOutcome, { type: 'exited' }>,
  expected: Expectation,
): Judgement {
  if (status === SKIP_STATUS) return { result: 'skipped', reason: lastLine(stderr) || 'no reason given' };
  if (status !== 0 && status !== 1) return failed(`exited with ${status}, which is no verdict`, stderr);
  const verdict = status === 0 ? 'pass' : 'fail';
  if (verdict !== expected.verdict)
    return failed(`${verdict === 'pass' ? 'passes' : 'fails'}, and ${describe(expected)}`, stderr);
  try {
    const report = parseCommandReport(stdout);
    const difference = report === undefined ? undefined : findDifference(report, expected);
    return difference === undefined ? { result: 'passed' } : failed(difference);
  } catch (error) {
    if (error instanceof TypeError) return failed(error.message);
    throw error;
  }
}
