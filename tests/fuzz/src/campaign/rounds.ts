import type { Target } from '../target.ts';
import { runCampaign } from './campaign.ts';
import type { KeptFailure, Slice, SliceReport } from './plan.ts';

/** How to fuzz for a while. */
export interface RoundsOptions {
  readonly seconds: number;
  readonly seed: string;
  readonly targets: readonly Target[];
  readonly failures: string;
}

/** What came of one target. */
export interface TargetSummary {
  readonly name: string;
  readonly cases: number;
  /** How often each word for what became of a case was said, the most frequent first. */
  readonly outcomes: readonly (readonly [outcome: string, count: number])[];
  /** CPU seconds of the slowest case. */
  readonly slowest: number;
  /** Most megabytes that a process had. */
  readonly memory: number;
}

/** What came of it. */
export interface Summary {
  readonly seed: string;
  readonly cases: number;
  readonly targets: readonly TargetSummary[];
  readonly failures: readonly KeptFailure[];
}

const ROUND_SECONDS = 30;
const OUTCOMES_SHOWN = 6;

/** Runs every target in turn, each for its share, in rounds with a fresh process, until the time is over. */
export async function runForSeconds({ seconds, seed, targets, failures: kept }: RoundsOptions): Promise<Summary> {
  const end = performance.now() + seconds * 1000;
  const weights = targets.reduce((sum, { weight }) => sum + weight, 0);
  const next = new Map(targets.map(({ name }) => [name, 0]));
  const reports: SliceReport[] = [];
  const failures: KeptFailure[] = [];
  for (let left = end - performance.now(); left > 0; left = end - performance.now()) {
    const millis = Math.min(left, ROUND_SECONDS * 1000);
    const slices = targets.map(({ name, weight }): Slice => {
      return { target: name, from: next.get(name) ?? 0, millis: (millis * weight) / weights };
    });
    const result = await runCampaign({ seed, slices, failures: kept });
    reports.push(...result.reports);
    failures.push(...result.failures);
    for (const { target, to } of result.reports) next.set(target, to);
    for (const { target, index } of result.failures) next.set(target, Math.max(next.get(target) ?? 0, index + 1));
  }
  return summarize(seed, reports, failures);
}

/** Runs the same cases every time: a share of those that the short mode of each target has. */
export async function runShort(
  seed: string,
  targets: readonly Target[],
  kept: string,
  share: number,
): Promise<Summary> {
  const slices = targets.map(({ name, shortCount }): Slice => {
    return { target: name, from: 0, count: Math.ceil(shortCount * share) };
  });
  const { reports, failures } = await runCampaign({ seed, slices, failures: kept });
  return summarize(seed, reports, failures);
}

function summarize(seed: string, reports: readonly SliceReport[], failures: readonly KeptFailure[]): Summary {
  const names = [...new Set(reports.map(({ target }) => target))];
  const targets = names.map((name) => summarizeTarget(name, reports));
  return { seed, cases: targets.reduce((sum, { cases }) => sum + cases, 0), targets, failures };
}

function summarizeTarget(name: string, all: readonly SliceReport[]): TargetSummary {
  const reports = all.filter(({ target }) => target === name);
  const outcomes = new Map<string, number>();
  for (const report of reports) {
    for (const [outcome, count] of Object.entries(report.outcomes)) {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count);
    }
  }
  return {
    name,
    cases: reports.reduce((sum, report) => sum + report.cases, 0),
    outcomes: [...outcomes].sort(([, a], [, b]) => b - a),
    slowest: Math.max(...reports.map((report) => report.slowest.cpuSeconds)),
    memory: Math.max(...reports.map((report) => report.peakMemory)),
  };
}

/** A summary for people: a line for every target, one for every failure, and the seed. */
export function printSummary({ seed, cases, targets, failures }: Summary): string {
  return [
    `seed ${seed}: ${cases} cases, ${failures.length} failures`,
    ...targets.map(printTarget),
    ...failures.map(({ target, index, message, folder }) => `FAILED ${target} ${index}: ${message}\n  ${folder}`),
  ].join('\n');
}

function printTarget({ name, cases, outcomes, slowest, memory }: TargetSummary): string {
  const shown = outcomes.slice(0, OUTCOMES_SHOWN).map(([outcome, count]) => `${outcome} ${count}`);
  const more = outcomes.length > shown.length ? ` and ${outcomes.length - shown.length} other outcomes` : '';
  return `${name}: ${cases} cases, slowest ${slowest.toFixed(2)} s, memory ${memory} MB; ${shown.join(', ')}${more}`;
}
