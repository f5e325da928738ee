import type { Verdict } from './try-mutation.ts';

/** What the mutations come to, for `docs/conformance.md`. */
export function printSection(verdicts: readonly Verdict[]): string {
  const caught = verdicts.filter(({ caughtBy }) => caughtBy !== undefined);
  return `Deliberate bugs of one token each, put into a copy of the source one at a time. The tests of the package run first, and those of others
where none of them fails; the first one that failed is named, and how many more did.

- ${verdicts.length} bugs, ${caught.length} caught.
- \`node tests/mutations/run.ts\` does it again; that the bugs still fit the source is tested with everything else.
- Node.js ${process.versions.node}

| what goes wrong | bug | caught by |
| --- | --- | --- |
${verdicts.map((verdict) => `| ${printCells(verdict).join(' | ')} |`).join('\n')}`;
}

function printCells({ mutation, caughtBy, others }: Verdict): string[] {
  const { area, file, from, to, effect } = mutation;
  const by = caughtBy === undefined ? '**nothing**' : `${inCode(caughtBy.file)}: ${inText(caughtBy.name)}`;
  const more = others === 0 ? '' : `, and ${others} more`;
  return [`${area}: ${effect}`, `${inCode(file)}: ${inCode(from)} → ${inCode(to)}`, by + more];
}

function inCode(text: string): string {
  const code = text.replaceAll('|', String.raw`\|`);
  return code.includes('`') ? `\`\` ${code} \`\`` : `\`${code}\``;
}

function inText(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#]/gu, String.raw`\$&`).replaceAll('\n', ' ');
}
