/**
 * Runs the neutral packages' tests, over the built packages, on the oldest Node they promise to work on.
 * They take a tenth of the time of all tests, and seldom say anything that the others do not: hence only where everything
 * is required (REQUIRE_ALL=1) or a Node is named (OLDEST_NODE). Prints `N passed, N failed, N skipped`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { NEUTRAL_PACKAGES } from '../../tools/floors.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
const OUT = join(HERE, 'dist');
const OLDEST = 20;

/** A Node of the oldest line: `OLDEST_NODE`, or the first on the PATH that is not the repository's own. */
function findOldestNode(): string | undefined {
  const candidates = [
    process.env['OLDEST_NODE'],
    ...(process.env['PATH'] ?? '')
      .split(delimiter)
      .filter((folder) => !folder.includes('node_modules'))
      .map((folder) => join(folder, 'node')),
  ];
  return candidates.find((path) => {
    if (path === undefined) return false;
    const { error, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
    return error === undefined && stdout.startsWith(`v${OLDEST}.`);
  });
}

const required = process.env['REQUIRE_ALL'] === '1';
const asked = required || process.env['OLDEST_NODE'] !== undefined;
const node = asked ? findOldestNode() : undefined;
const files = globSync(`packages/{${NEUTRAL_PACKAGES.join(',')}}/test/**/*.test.ts`, { cwd: ROOT }).sort();
if (node === undefined) {
  console.log(
    asked
      ? `No Node ${OLDEST} found: ${files.length} test files are not run on it. Install it and set OLDEST_NODE to its path.`
      : `${files.length} test files are not run on Node ${OLDEST}. With REQUIRE_ALL=1 or OLDEST_NODE=PATH they are.`,
  );
  console.log(`0 passed, 0 failed, ${files.length} skipped`);
  process.exit(required ? 1 : 0);
}
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT);
// A file for each package: starting Node for each of its test files would take half of the time.
const entries = NEUTRAL_PACKAGES.map((name) => {
  const own = files.filter((file) => file.startsWith(`packages/${name}/`));
  const path = join(OUT, `${name}.test.ts`);
  writeFileSync(path, own.map((file) => `import ${JSON.stringify(join(ROOT, file))};\n`).join(''));
  return path;
});
await build({
  absWorkingDir: ROOT,
  entryPoints: entries,
  // Packages say that their modules have no side effects; those of tests are what is wanted.
  ignoreAnnotations: true,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outdir: OUT,
  outExtension: { '.js': '.mjs' },
  sourcemap: 'inline',
  external: ['expect', 'fast-check'],
  // tweetnacl, beneath bcrypt-pbkdf, asks for node:crypto with require.
  banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
  alias: { vitest: join(HERE, 'vitest-on-node-test.js') },
  logLevel: 'error',
});
const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
const { stdout, stderr, status } = spawnSync(
  node,
  [
    '--enable-source-maps',
    '--no-warnings',
    '--test',
    `--test-concurrency=${availableParallelism()}`,
    '--test-reporter=tap',
    ...globSync('*.test.mjs', { cwd: OUT }),
  ],
  { cwd: OUT, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, NODE_OPTIONS: '' } },
);
const count = (what: string): number => Number(new RegExp(`^# ${what} (\\d+)$`, 'mu').exec(stdout)?.[1] ?? 0);
const passed = count('pass');
const failed = count('fail') + count('cancelled');
if (status !== 0 || failed > 0 || passed === 0) {
  const lines = stdout.split('\n');
  const shown = lines.flatMap((line, at) => (/^\s*not ok /u.test(line) ? lines.slice(at, at + 12) : []));
  console.error([...shown.slice(0, 120), stderr].join('\n'));
}
console.log(
  `Node ${version}: ${files.length} test files of ${NEUTRAL_PACKAGES.length} neutral packages over their built files`,
);
console.log(`${passed} passed, ${failed === 0 && status !== 0 ? 1 : failed} failed, ${count('skipped')} skipped`);
process.exitCode = status === 0 && passed > 0 ? 0 : 1;
