/**
 * Whether reports name what is wrong: makes failures whose cause is known, and looks what the reports name first.
 *
 *     node --conditions=@intoto/source tests/reports/failures/run.ts --count 1000 --write
 */
import { printCount, writeSection } from '../../interop/differential/conformance-page.ts';
import { readRunOptions } from '../../interop/differential/run-options.ts';
import { type Case, makeCases } from './campaign.ts';
import { FAULTS } from './plant-fault.ts';

const options = readRunOptions({ from: 0, count: 1000 });
const cases = await makeCases(options.from, options.count);
const misses = cases.filter(({ miss }) => miss !== undefined);
const share = (100 * (cases.length - misses.length)) / cases.length;
console.log(`${printCount(cases.length)} failures: ${share.toFixed(1)} % named.`);
for (const { seed, kind, miss } of misses) console.log(`  seed ${String(seed)}: ${kind}: ${String(miss)}`);
if (options.write) writeSection('Causes named by reports', describe());
process.exitCode = share >= 99 ? 0 : 1;

function describe(): string {
  const rows = Object.keys(FAULTS).map((kind) => {
    const own = cases.filter((made) => made.kind === kind);
    const counts = [own, own.filter(({ miss }) => miss === undefined), own.filter(({ foreseen }) => foreseen)];
    return `| ${kind} | ${counts.map(({ length }) => printCount(length)).join(' | ')} |`;
  });
  const unforeseen = new Map<string, number>();
  for (const { kind, code, foreseen } of cases) {
    const line = `${kind}: \`${code}\``;
    if (!foreseen) unforeseen.set(line, (unforeseen.get(line) ?? 0) + 1);
  }
  const others = [...unforeseen].map(([line, count]) => `- ${printCount(count)}, ${line}`);
  return `Supply chains that verify, made from seeds as for the verdicts above, with one thing broken in each. Whoever broke it knows
the step (that of a sublayout too) and the artifact; a report counts where its first failure, followed into sublayouts, names just
those. Where a rule has to notice it, that rule stands before the others of the step. What the fault does no harm to is not counted.

- ${printCount(cases.length)} failures: ${share.toFixed(1)} % named first, ${String(misses.length)} missed.
- \`node --conditions=@intoto/source tests/reports/failures/run.ts --from ${String(options.from)} --count ${String(options.count)}\`

| what was done | failures | step and artifact named first | with a code foreseen |
| ------------- | -------- | ----------------------------- | -------------------- |
${rows.join('\n')}

${misses.length === 0 ? 'Nothing was missed.' : `Missed:\n\n${misses.map(describeMiss).join('\n')}`}

${others.length === 0 ? 'Every code was foreseen.' : `Named, with a code that was not foreseen:\n\n${others.join('\n')}`}`;
}

function describeMiss({ seed, kind, miss = '' }: Case): string {
  return `- seed ${String(seed)}, ${kind}: ${miss.replaceAll(/[\p{Cc}|<]/gu, '?')}`;
}
