import type { Mutation } from './mutation.ts';
import { findResult, type Result } from './results.ts';

/** What the mutations come to, for `docs/conformance.md`. */
export function printSection(mutations: readonly Mutation[], results: readonly Result[]): string {
  const rows = mutations.map((mutation) => ({ mutation, result: findResult(results, mutation) }));
  const caught = rows.filter(({ result }) => typeof result?.caughtBy === 'object' && result.caughtBy !== null);
  return `Deliberate bugs of one token each, put into a copy of the source one at a time. The tests of the package run first, and those of others
where none of them fails; the first one that failed is named, and how many more did in the same run.

- ${rows.length} bugs, ${caught.length} caught.
- \`node tests/mutations/run.ts\` tries all of them again, with \`--only TEXT\` some. That they still fit the source is tested with everything else.

| what goes wrong | bug | caught by |
| --- | --- | --- |
${rows.map(({ mutation, result }) => `| ${printCells(mutation, result).join(' | ')} |`).join('\n')}`;
}

function printCells({ area, file, from, to, effect }: Mutation, result: Result | undefined): string[] {
  return [`${area}: ${effect}`, `${inCode(file)}: ${inCode(from)} → ${inCode(to)}`, printResult(result)];
}

function printResult(result: Result | undefined): string {
  if (result === undefined) return 'not tried yet';
  const { caughtBy, others } = result;
  if (caughtBy === null) return '**nothing**';
  const by = `${inCode(caughtBy.file)}: ${inText(caughtBy.name)}`;
  return others === 0 ? by : `${by}; and ${others} more`;
}

function inCode(text: string): string {
  const code = text.replaceAll('|', String.raw`\|`);
  const padding = /^`|`$/u.test(code) ? ' ' : '';
  return code.includes('`') ? `\`\`${padding}${code}${padding}\`\`` : `\`${code}\``;
}

function inText(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#]/gu, String.raw`\$&`).replaceAll('\n', ' ');
}
