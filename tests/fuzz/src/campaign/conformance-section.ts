import { printCount } from '@intoto-tests/interop/conformance-section';

import type { Summary, TargetSummary } from './rounds.ts';

/** What a run comes to, for `docs/conformance.md`. */
export function printSection({ seed, cases, targets, failures }: Summary, seconds: number): string {
  const inputs = `${printCount(cases)} inputs in ${printCount(Math.round(seconds / 60))} minutes`;
  const command = `pnpm --filter @intoto-tests/fuzz run fuzz --seconds ${seconds} --seed ${seed}`;
  return `Every parser and whole verifications from files, on input that was changed as bytes, as JSON and as DER, and much of it signed again
after that. No input may end the process, keep it busy for more than 10 s of CPU or a minute of silence, take more than 256 MB of heap,
leave a rejection unhandled, change what objects inherit, write outside of its folder, or be refused without a documented code; and
nothing may be accepted that nobody signed. \`tests/fuzz\` says what else must hold for each target.

- ${inputs}, in one process after the other: ${failures.length} failures.
- As many cases as there is time for; a case follows from the seed, the target and a number: \`${command}\`
- Node.js ${process.versions.node}

| target | inputs | outcomes | read or accepted | slowest, CPU | memory |
| --- | --: | --: | --: | --: | --: |
${targets.map(printRow).join('\n')}

Besides, by hand, in \`tests/fuzz/test/hostile-*.test.ts\`: names of prototypes, nesting of 100,000 levels, arrays of millions, integers of
thousands of digits, names that stand twice, thousands of signatures, keys and rules, sublayouts that contain themselves in files and in
memory, ten sublayouts in each of ten levels, names of steps, inspections and subkeys that are paths, pipes, devices, loops and growing files
in the place of metadata, keys that cost hours, patterns that would be tried for ever; each under both profiles where both apply.`;
}

function printRow({ name, cases, outcomes, slowest, memory }: TargetSummary): string {
  const good = outcomes.reduce((sum, [outcome, count]) => sum + (isGood(outcome) ? count : 0), 0);
  const cells = [
    `\`${name}\``,
    printCount(cases),
    printCount(outcomes.length),
    printCount(good),
    `${slowest.toFixed(2)} s`,
    `${printCount(memory)} MB`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Whether anything was made of an input, in either dialect or profile. */
function isGood(outcome: string): boolean {
  return /accepted|verified|passes|signed|a time/u.test(outcome);
}
