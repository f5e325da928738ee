import type { Profile } from './profile.ts';
import type { SizeResult, WorkloadResult } from './run-workload.ts';
import { memoryFactor, ratio } from './targets.ts';
import type { ContenderName, Target, Workload } from './workload.ts';

const NAMES: Readonly<Record<Exclude<ContenderName, 'this'>, string>> = {
  python: 'Python',
  go: 'Go',
  sigstore: 'sigstore',
  limit: 'the limit',
};

type Row = readonly [Workload, WorkloadResult];

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

const printWanted = (wanted: string, reached: boolean): string => `(wanted ${wanted}: ${reached ? 'yes' : '**no**'})`;

function printTarget({ against, factor }: Target, at: SizeResult): string {
  const name = against === 'this' ? 'this' : NAMES[against];
  const reached = ratio(at, against);
  if (reached === undefined) return `${name}: not measured`;
  return `${reached.toFixed(2)} times ${name} ${printWanted(factor.toFixed(2), reached >= factor)}`;
}

function printMemory({ maxMiB, maxMemoryFactor }: Workload, at: SizeResult): string {
  const peak = at.medians.this?.peakMiB ?? Number.NaN;
  const memory = `${Math.round(peak)} MiB`;
  if (maxMiB !== undefined) return `${memory} ${printWanted(String(maxMiB), peak <= maxMiB)}`;
  const factor = memoryFactor(at);
  if (factor === undefined || maxMemoryFactor === undefined) return memory;
  const wanted = printWanted(`below ${maxMemoryFactor}`, factor < maxMemoryFactor);
  return `${memory}, ${factor.toFixed(1)} times the evidence ${wanted}`;
}

function printExponent({ grows, maxExponent }: Workload, result: WorkloadResult): string {
  const measured = grows ? exponent(result) : undefined;
  if (measured === undefined) return '';
  const text = `${measured.toFixed(2)} from ${result.sizes.at(0)?.size ?? 0} to ${result.sizes.at(-1)?.size ?? 0}`;
  return maxExponent === undefined ? text : `${text} ${printWanted(`at most ${maxExponent}`, measured <= maxExponent)}`;
}

const OTHERS = ['python', 'go', 'sigstore', 'limit'] as const;

/** What the row is about: the size its targets are for, or else the largest that was measured. */
function shownSize({ name, sizes }: WorkloadResult): SizeResult {
  const shown = sizes.find(({ size }) => size === 1) ?? sizes.at(-1);
  if (shown?.medians.this === undefined) throw new Error(`${name} was not measured`);
  return shown;
}

function printRow([workload, result]: Row): readonly string[] {
  const at = shownSize(result);
  const size = at.size === 1 ? '' : ` (at ${at.size} of the size)`;
  const times = (['this', ...OTHERS] as const).map((name) => at.medians[name]);
  return [
    `${workload.work}${size}`,
    ...times.map((sample) => (sample === undefined ? '' : printTime(sample.seconds))),
    workload.targets.map((target) => printTarget(target, at)).join('; '),
    printMemory(workload, at),
    printExponent(workload, result),
  ];
}

/** One bar for each contender of a row, its length the time against the slowest. */
function printBars([workload, result]: Row): readonly string[] {
  const rows = Object.entries(shownSize(result).medians).map(([name, { seconds }]) => ({ name, seconds }));
  const slowest = Math.max(...rows.map(({ seconds }) => seconds));
  const bar = (seconds: number): string => '█'.repeat(Math.max(1, Math.round((seconds / slowest) * 40)));
  const lines = rows.map(({ name, seconds }) => `  ${name.padEnd(8)} ${bar(seconds)} ${printTime(seconds)}`);
  return [workload.name, ...lines, ''];
}

/** What this implementation took at every size, and why there is no larger one. */
function printSizes([workload, { sizes }]: Row): string {
  const times = sizes.map(({ size, medians }) => `${size}: ${printTime(medians.this?.seconds ?? Number.NaN)}`);
  const { notTenTimes } = workload;
  return `- ${workload.name}: ${times.join(', ')}${notTenTimes === undefined ? '' : `. Not at 10: ${notTenTimes}`}`;
}

function printProfile([workload, result]: Row): readonly string[] {
  const profile: Profile | undefined = result.sizes.find((at) => at.profile !== undefined)?.profile;
  if (profile === undefined) return [];
  const rows = profile.map(({ name, file, share }) => `| \`${name}\` | ${file} | ${(share * 100).toFixed(1)}% |`);
  return [
    `Where the time of ${workload.name} goes:`,
    '',
    '| function | file | share |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ];
}

/** The table, the chart, what every size took, and profiles of what falls short, in Markdown. */
export function printResults(rows: readonly Row[]): string {
  const head = ['work', 'this', 'Python', 'Go', 'sigstore', 'limit', 'how much faster', 'peak memory', 'exponent'];
  const table = [head, head.map(() => '---'), ...rows.map(printRow)].map((cells) => `| ${cells.join(' | ')} |`);
  const profiles = rows.flatMap(printProfile);
  const sizes = rows.filter(([{ grows }]) => grows).map(printSizes);
  return [
    ...table,
    '',
    '```text',
    ...rows.flatMap(printBars),
    '```',
    ...(sizes.length === 0 ? [] : ['', 'By size, 1 being that of the table; above 1 a single run:', '', ...sizes]),
    ...(profiles.length === 0 ? [] : ['', '### What falls short', '', ...profiles]),
  ].join('\n');
}
