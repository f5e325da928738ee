/**
 * Bundles every neutral package for the browser and holds its gzip size to `budgets.json` (bytes).
 *
 *     node tools/bundle-size.ts [--update]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';

import { NEUTRAL_PACKAGES } from './floors.ts';

const BUDGETS = new URL('budgets.json', import.meta.url);
/** New budgets leave this much room, so that a fix does not need one. */
const ROOM = 1.05;

async function bundle(contents: string): Promise<Uint8Array> {
  const result = await build({
    stdin: { contents, resolveDir: new URL('../docs', import.meta.url).pathname, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    logLevel: 'error',
  });
  return result.outputFiles[0]?.contents ?? new Uint8Array();
}

const budgets = JSON.parse(readFileSync(BUDGETS, 'utf8')) as Record<string, number>;
const measured: Record<string, number> = {};
let failed = false;
/** Entries of Node packages that are neutral. */
const NEUTRAL_ENTRIES = ['conformance/kits', 'layout/source'];

for (const name of [...NEUTRAL_PACKAGES, ...NEUTRAL_ENTRIES]) {
  const specifier = JSON.stringify(`@intoto/${name}`);
  const size = gzipSync(await bundle(`export * from ${specifier}`), { level: 9 }).length;
  const unused = (await bundle(`import ${specifier}`)).length;
  const budget = budgets[name] ?? 0;
  measured[name] = Math.ceil((size * ROOM) / 100) * 100;
  const over = size > budget;
  failed ||= over || unused > 0;
  console.log(
    `${name.padEnd(16)} ${String(size).padStart(6)} of ${String(budget).padStart(6)} bytes gzip${over ? ': over budget' : ''}`,
  );
  if (unused > 0)
    console.log(`${name}: importing it for nothing leaves ${unused} bytes in a bundle: it has side effects`);
}
if (process.argv.includes('--update')) writeFileSync(BUDGETS, `${JSON.stringify(measured, null, 2)}\n`);
else process.exitCode = failed ? 1 : 0;
