/**
 * Runs every gate and says which held; the last line counts them. `node tools/check.ts lint size` runs only those named.
 */
import { spawnSync } from 'node:child_process';

const GATES: readonly (readonly [name: string, command: string])[] = [
  ['build', 'node tools/build.ts'],
  [
    'generated',
    'pnpm --filter @intoto/models --filter @intoto/report --filter @intoto-tests/conformance run generate --check && node --conditions=@intoto/source tools/error-codes.ts --check && node --conditions=@intoto/source tools/key-table.ts --check',
  ],
  ['examples', 'node tools/doctest.ts && tsc -b docs/.doctest'],
  ['types', 'tsc -b'],
  ['lint', 'oxlint --type-aware --deny-warnings'],
  ['format', 'oxfmt --check .'],
  ['boundaries', 'node tools/boundaries.ts'],
  ['unused', 'knip --no-config-hints'],
  ['packed', 'node tools/packed.ts'],
  ['api', 'node tools/api-report.ts'],
  ['size', 'node tools/bundle-size.ts'],
  ['docs', 'pnpm --filter @intoto-tests/docs run docs'],
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !GATES.some(([gate]) => gate === name));
if (unknown.length > 0) throw new TypeError(`no such gate: ${unknown.join(', ')}`);
let passed = 0;
let failed = 0;
for (const [name, command] of GATES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, {
    shell: true,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (status === 0) passed += 1;
  else {
    failed += 1;
    console.error(`${stdout}${stderr}`);
  }
  console.log(`${status === 0 ? 'held  ' : 'BROKEN'} ${name.padEnd(10)} ${seconds.padStart(5)} s  ${command}`);
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
