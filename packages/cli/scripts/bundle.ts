/**
 * Makes one file of each program, with what they share in chunks beside them: Node starts five times faster than from
 * some two hundred modules. What is imported at run time only stays so. Packages of others are not bundled.
 */
import { globSync, readdirSync, readFileSync, rmSync } from 'node:fs';

import { build } from 'esbuild';

import { lazyBuiltins } from './lazy-builtins.ts';

const BIN = 'src/bin';
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly peerDependencies: Readonly<Record<string, string>>;
};

// Chunks of other content have other names, and would stay.
for (const file of globSync('dist/{chunk-*,in-toto*}.{js,js.map}')) rmSync(file);

/**
 * Programs that record run in every step of a build, and share little with those that verify: cut into chunks together, they would
 * load two dozen files, and by themselves they load half as many.
 */
const RECORDING: ReadonlySet<string> = new Set(
  ['run', 'record', 'mock', 'match-products'].map((name) => `in-toto-${name}.ts`),
);

const programs = readdirSync(BIN);
for (const together of [
  programs.filter((file) => RECORDING.has(file)).map((file) => `${BIN}/${file}`),
  programs.filter((file) => !RECORDING.has(file)).map((file) => `${BIN}/${file}`),
  // A thread's code, which is looked for beside the code that starts the thread.
  ['../artifacts/src/hash-worker.ts'],
]) {
  await build({
    entryPoints: together,
    outdir: 'dist',
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    conditions: ['@intoto/source'],
    // What package.json lists under peerDependencies is optional, and loaded from where a user installed it.
    external: ['argparse', 'micromatch', 'yaml', ...Object.keys(manifest.peerDependencies)],
    // Some libraries of others ask for Node's modules by `require`, which ES modules do not have.
    banner: { js: 'const require = (name) => process.getBuiltinModule(name);' },
    plugins: [lazyBuiltins],
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
}
