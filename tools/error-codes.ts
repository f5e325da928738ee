/**
 * Writes `docs/error-codes.md` from the code tables that the packages export, and `docs/deviations.md` from the verifier's
 * `deviations.json`, whose rows its tests run, and
 * `docs/lint.md` from the rules of the linter and `lint-examples.json`, which its tests lint.
 *
 *     node --conditions=@intoto/source tools/error-codes.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';

import { format } from 'oxfmt';

import { PACKAGES } from './floors.ts';

interface Deviation {
  readonly id: string;
  readonly code: string;
  readonly reference: string;
  readonly strict: string;
  readonly why: string;
}

const ROOT = new URL('..', import.meta.url);
const check = process.argv.includes('--check');
let failed = false;

async function write(path: string, markdown: string): Promise<void> {
  const { code } = await format(path, markdown, { printWidth: 120, singleQuote: true });
  const target = new URL(path, ROOT);
  if (!check) writeFileSync(target, code);
  else if (readFileSync(target, 'utf8') !== code) {
    failed = true;
    console.error(`${path} is out of date: run \`pnpm generate\``);
  }
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const sections: string[] = [];
const owners = new Map<string, string>();
for (const name of PACKAGES) {
  const exports = (await import(`../packages/${name}/src/index.ts`)) as Record<string, unknown>;
  const rows = Object.entries(exports)
    .filter(([key]) => key.endsWith('_CODES'))
    .flatMap(([, table]) => Object.entries(table as Record<string, string>))
    .filter(([code]) => !owners.has(code));
  if (rows.length === 0) continue;
  for (const [code] of rows) owners.set(code, name);
  sections.push(
    `## ${name}\n\n| code | meaning |\n|---|---|\n${rows
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, meaning]) => `| \`${code}\` | ${cell(meaning)} |`)
      .join('\n')}\n`,
  );
}
await write(
  'docs/error-codes.md',
  `# Error codes\n\n${owners.size} codes. A code never changes its meaning. Errors carry theirs in \`code\`, failed checks of a report too. ` +
    `Generated from the packages: do not edit.\n\n${sections.join('\n')}`,
);

const deviations = JSON.parse(
  readFileSync(new URL('packages/verifier/deviations.json', ROOT), 'utf8'),
) as readonly Deviation[];
await write(
  'docs/deviations.md',
  `# Where the profiles differ\n\nThe \`reference\` profile gives the verdict of the Python reference (in-toto 3.x). The \`strict\` profile, the default, reads the ` +
    `specification strictly and only ever refuses more: what passes \`strict\` passes \`reference\`, but for chains that rest on certificates, ` +
    `which the reference does not know. Every row is a test in \`packages/verifier\`. ` +
    `Generated from \`packages/verifier/deviations.json\`: do not edit.\n\n| id | reference | strict | code | why |\n|---|---|---|---|---|\n${deviations
      .map(
        ({ id, code, reference, strict, why }) =>
          `| \`${id}\` | ${cell(reference)} | ${cell(strict)} | \`${code}\` | ${cell(why)} |`,
      )
      .join('\n')}\n`,
);
const LAYOUT = 'layout';
const { LINT_RULES } = (await import(`../packages/${LAYOUT}/src/index.ts`)) as {
  readonly LINT_RULES: Readonly<Record<string, { readonly severity: string; readonly summary: string }>>;
};
const lint = JSON.parse(readFileSync(new URL('packages/layout/lint-examples.json', ROOT), 'utf8')) as {
  readonly at: string;
  readonly sound: unknown;
  readonly examples: readonly {
    readonly code: string;
    readonly why: string;
    readonly bad: unknown;
    readonly good: Readonly<Record<string, unknown>>;
  }[];
};
const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n`;
const rules = Object.entries(LINT_RULES);
await write(
  'docs/lint.md',
  `# The rules of \`in-toto layout lint\`\n\nEvery finding is proved from the layout alone. An \`error\` makes the layout fail or mean nothing, ` +
    `a \`warning\` is a mistake, a \`note\` only worth knowing: it leaves the exit status at 0. What depends on the value of a parameter \`{name}\` is not reported. ` +
    `Generated from \`packages/layout\`, whose tests lint every example: do not edit.\n\n| code | severity | what |\n|---|---|---|\n${rules
      .map(
        ([code, { severity, summary }]) => `| [\`${code}\`](#${code.toLowerCase()}) | ${severity} | ${cell(summary)} |`,
      )
      .join(
        '\n',
      )}\n\nThe examples are laid over this layout, in which nothing is found at ${lint.at}: members by the name of the step or inspection, ` +
    `or under \`layout\`; \`null\` takes a member away.\n\n${json(lint.sound)}\n${lint.examples
      .map(({ code, why, bad, good }) => {
        const rule = rules.find(([name]) => name === code)?.[1];
        const right = Object.keys(good).length === 0 ? 'Good: the layout as it is.\n' : `Good:\n\n${json(good)}`;
        return `## ${code}\n\n${rule?.severity ?? ''}: ${rule?.summary ?? ''}\n\n${why}\n\nBad:\n\n${json(bad)}\n${right}`;
      })
      .join('\n')}`,
);
console.log(`generated: ${owners.size} codes, ${deviations.length} deviations, ${rules.length} lint rules`);
process.exitCode = failed ? 1 : 0;
