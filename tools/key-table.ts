/**
 * Writes the table of `docs/keys.md` from the tests that ran: which kinds of key file load, sign and verify in Node and in a
 * browser. Every cell is one or more tests of `packages/keys/test/key-kinds.test.ts`, by their titles.
 *
 *     node tools/key-table.ts                  runs the tests in Node and in Chromium, writes the table
 *     node tools/key-table.ts --check [PAGE]   says whether the tests that there are now would give the same table
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { format } from 'oxfmt';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = 'docs/keys.md';
const TESTS = 'packages/keys/test/key-kinds.test.ts';
const PROJECTS = ['node', 'browser'] as const;
const ACTIONS = ['load', 'sign', 'verify'] as const;
const BEGIN = '<!-- key-kinds -->';
const END = '<!-- /key-kinds -->';

/** The key's kind, the key, the tool's format, what was done. */
const TITLE = /^([\w-]+): (.+) from (.+) (?:> )?(load|sign|verify)$/u;

type Project = (typeof PROJECTS)[number];
type Action = (typeof ACTIONS)[number];

interface Ran {
  readonly project: Project;
  readonly title: string;
}

function vitest(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`vitest ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

/** The tests that passed; a failed one is no table. */
function runTests(project: Project): readonly Ran[] {
  const folder = mkdtempSync(join(tmpdir(), 'key-table-'));
  try {
    const file = join(folder, 'results.json');
    vitest(['run', '--project', project, TESTS, '--reporter=json', `--outputFile=${file}`]);
    const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly testResults: readonly {
        readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
      }[];
    };
    const results = testResults.flatMap(({ assertionResults }) => assertionResults);
    return results.filter(({ status }) => status === 'passed').map(({ fullName }) => ({ project, title: fullName }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What would run. What is neutral runs in both projects, and the suite sees to it that it passes in both. */
function listTests(): readonly Ran[] {
  const tests = JSON.parse(vitest(['list', '--project', 'node', TESTS, '--json', '--no-static-parse'])) as readonly {
    readonly name: string;
  }[];
  return PROJECTS.flatMap((project) => tests.map(({ name }) => ({ project, title: name })));
}

interface Row {
  readonly keys: Set<string>;
  readonly done: Set<string>;
}

interface Facts {
  readonly description: string;
  readonly remedy?: string | undefined;
}

async function loadKinds(): Promise<ReadonlyMap<string, Facts>> {
  // A path that the compiler does not follow: packages are projects of their own.
  const source = new URL('../packages/keys/src/index.ts', import.meta.url).href;
  const { KEY_KINDS } = (await import(source)) as { readonly KEY_KINDS: Readonly<Record<string, Facts>> };
  return new Map(Object.entries(KEY_KINDS));
}

async function render(ran: readonly Ran[]): Promise<string> {
  const rows = new Map<string, Row>();
  for (const { project, title } of ran) {
    const [, kind, key, , action] = TITLE.exec(title) ?? [];
    if (kind === undefined || key === undefined || action === undefined) continue;
    const row = rows.get(kind) ?? { keys: new Set<string>(), done: new Set<string>() };
    rows.set(kind, row);
    row.keys.add(key.replace(/ of securesystemslib.*/u, ''));
    row.done.add(`${project} ${action}`);
  }
  const descriptions = await loadKinds();
  const cell = (row: Row, project: Project, action: Action): string =>
    row.done.has(`${project} ${action}`) ? 'yes' : '–';
  const lines = [...descriptions].flatMap(([kind, { description }]) => {
    const row = rows.get(kind);
    if (row === undefined) return [];
    const cells = PROJECTS.flatMap((project) => ACTIONS.map((action) => cell(row, project, action)));
    return [
      `| ${description.replace(/^an? /u, '')} | \`${kind}\` | ${[...row.keys].join(', ')} | ${cells.join(' | ')} |`,
    ];
  });
  if (lines.length === 0) throw new Error('no test was found: nothing to write');
  const refused = [...descriptions].filter(([kind]) => !rows.has(kind));
  return [
    '| file | kind | tested with | Node: load | sign | verify | browser: load | sign | verify |',
    '|---|---|---|---|---|---|---|---|---|',
    ...lines,
    '',
    'Recognized, and not loaded:',
    '',
    '| file | kind | what to do |',
    '|---|---|---|',
    ...refused.map(([kind, { description, remedy }]) => `| ${description} | \`${kind}\` | ${remedy ?? ''} |`),
  ].join('\n');
}

const [mode, given = join(ROOT, PAGE)] = process.argv.slice(2);
const check = mode === '--check';
const page = readFileSync(given, 'utf8');
const [before, rest = ''] = page.split(BEGIN);
const [, after] = rest.split(END);
if (before === undefined || after === undefined) throw new Error(`${PAGE} has no ${BEGIN} … ${END}`);
const table = await render(check ? listTests() : PROJECTS.flatMap(runTests));
const { code } = await format(PAGE, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`, {
  printWidth: 120,
  singleQuote: true,
});
const isCurrent = code === page;
if (!check) writeFileSync(join(ROOT, PAGE), code);
else if (!isCurrent)
  console.error(`${PAGE} is out of date: run \`node --conditions=@intoto/source tools/key-table.ts\``);
console.log(`key table: ${isCurrent ? 'as it was' : 'changed'}`);
process.exitCode = check && !isCurrent ? 1 : 0;
