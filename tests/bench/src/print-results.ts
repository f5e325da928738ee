import type { Sample } from './measure.ts';
import type { SizeResult, WorkloadResult } from './run-workload.ts';
import type { ContenderName, Target, Workload } from './workload.ts';

const NAMES: Readonly<Record<Exclude<ContenderName, 'this'>, string>> = {
  python: 'Python',
  go: 'Go',
  limit: 'the limit',
};

/** How many times faster this implementation is than another at one size; below 1 it is slower. */
export function ratio({ medians }: SizeResult, against: ContenderName): number | undefined {
  const [ours, theirs] = [medians.this, medians[against]];
  return ours === undefined || theirs === undefined ? undefined : theirs.seconds / ours.seconds;
}

/** How the time grows: the power of the size, from the smallest size to the largest. */
export function exponent({ sizes }: WorkloadResult): number | undefined {
  const [first, last] = [sizes.at(0), sizes.at(-1)];
  const [small, large] = [first?.medians.this?.seconds, last?.medians.this?.seconds];
  if (first === undefined || last === undefined || first === last) return undefined;
  if (small === undefined || large === undefined) return undefined;
  return Math.log(large / small) / Math.log(last.size / first.size);
}

export const printTime = (seconds: number): string =>
  seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;

function printTarget(target: Target, at: SizeResult): string {
  const reached = ratio(at, target.against);
  if (reached === undefined) return `${NAMES[target.against as 'python']}: not measured`;
  const verdict = reached >= target.factor ? 'yes' : '**no**';
  return `${reached.toFixed(2)} times ${NAMES[target.against as 'python']} (wanted ${target.factor.toFixed(2)}: ${verdict})`;
}

function printMemory(workload: Workload, { peakMiB }: Sample): string {
  const memory = `${Math.round(peakMiB)} MiB`;
  if (workload.maxMiB === undefined) return memory;
  return `${memory} (wanted ${workload.maxMiB}: ${peakMiB <= workload.maxMiB ? 'yes' : '**no**'})`;
}

const OTHERS = ['python', 'go', 'limit'] as const;

/** The row of a workload: what it took at its largest size. */
function printRow(workload: Workload, result: WorkloadResult): readonly string[] {
  const at = result.sizes.at(-1);
  const ours = at?.medians.this;
  if (at === undefined || ours === undefined) throw new Error(`${workload.name} was not measured`);
  const size = at.size === 1 ? '' : ` (at ${at.size} of the size)`;
  const growth = workload.grows ? (exponent(result)?.toFixed(2) ?? '') : '';
  const others = OTHERS.map((name) => at.medians[name]).map((sample) =>
    sample === undefined ? '' : printTime(sample.seconds),
  );
  const targets = workload.targets.map((target) => printTarget(target, at)).join('; ');
  return [`${workload.work}${size}`, printTime(ours.seconds), ...others, targets, printMemory(workload, ours), growth];
}

/** One bar for each contender of a row, its length the time against the slowest. */
function printBars(workload: Workload, result: WorkloadResult): readonly string[] {
  const medians = result.sizes.at(-1)?.medians ?? {};
  const rows = Object.entries(medians).map(([name, { seconds }]) => ({ name, seconds }));
  const slowest = Math.max(...rows.map(({ seconds }) => seconds));
  const bar = (seconds: number): string => '█'.repeat(Math.max(1, Math.round((seconds / slowest) * 40)));
  const lines = rows.map(({ name, seconds }) => `  ${name.padEnd(7)} ${bar(seconds)} ${printTime(seconds)}`);
  return [workload.name, ...lines, ''];
}

/** The table and the chart, in Markdown. */
export function printResults(rows: readonly (readonly [Workload, WorkloadResult])[]): string {
  const head = ['work', 'this', 'Python', 'Go', 'limit', 'how much faster', 'peak memory', 'exponent'];
  const table = [head, head.map(() => '---'), ...rows.map(([workload, result]) => printRow(workload, result))];
  const bars = rows.flatMap(([workload, result]) => printBars(workload, result));
  return [...table.map((cells) => `| ${cells.join(' | ')} |`), '', '```text', ...bars, '```'].join('\n');
}
