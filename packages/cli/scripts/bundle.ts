/**
 * Makes one file of each program, with what they share in chunks beside them: Node starts five times faster than from
 * some two hundred modules. What is imported at run time only stays so.
 */
import { globSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { build, type BuildOptions } from 'esbuild';

import { lazyBuiltins } from './lazy-builtins.ts';
import { shareCore } from './share-core.ts';
import { writeNotices } from './write-notices.ts';

const BIN = 'src/bin';
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly peerDependencies: Readonly<Record<string, string>>;
};
const options = {
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'chunk-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  conditions: ['@intoto/source'],
  // What package.json lists under peerDependencies is optional, and loaded from where a user installed it.
  external: ['micromatch', 'yaml', ...Object.keys(manifest.peerDependencies)],
  // Some libraries of others ask for Node's modules by `require`, which ES modules do not have.
  banner: { js: 'const require = (name) => process.getBuiltinModule(name);' },
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
  // What all programs begin with is imported for where it goes, not for what it does.
  logOverride: { 'ignored-bare-import': 'silent' },
} satisfies BuildOptions;

// Chunks of other content have other names, and would stay.
for (const file of globSync('dist/{chunk-*,in-toto*}.{js,js.map}')) rmSync(file);

/** Programs that record run in every step of a build, and share little with those that verify. */
const RECORDING: ReadonlySet<string> = new Set(
  ['run', 'record', 'mock', 'match-products'].map((name) => `in-toto-${name}.ts`),
);

const programs = readdirSync(BIN);
const bundled: string[] = [];
for (const entryPoints of [
  programs.filter((file) => RECORDING.has(file)).map((file) => `${BIN}/${file}`),
  programs.filter((file) => !RECORDING.has(file)).map((file) => `${BIN}/${file}`),
  // A thread's code, which is looked for beside the code that starts the thread.
  ['../artifacts/src/hash-worker.ts'],
]) {
  const plan = await build({ ...options, entryPoints, plugins: [lazyBuiltins], write: false });
  await build({ ...options, entryPoints, plugins: [lazyBuiltins, shareCore(plan.metafile, entryPoints)] });
  bundled.push(...Object.keys(plan.metafile.inputs));
}
writeFileSync('dist/third-party-licenses.txt', writeNotices(bundled));
