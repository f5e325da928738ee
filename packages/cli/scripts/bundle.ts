/**
 * Makes one file of each program, with what they share in chunks beside them: Node starts five times faster than from
 * some two hundred modules. What is imported at run time only stays so. Packages of others are not bundled.
 */
import { globSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { parse } from 'node:path';

import { build } from 'esbuild';

const BIN = 'src/bin';
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly peerDependencies: Readonly<Record<string, string>>;
};

// Chunks of other content have other names, and would stay.
for (const file of globSync('dist/{chunk-*,in-toto*}.{js,js.map}')) rmSync(file);

await build({
  entryPoints: {
    ...Object.fromEntries(readdirSync(BIN).map((file) => [parse(file).name, `${BIN}/${file}`])),
    // A thread's code, which is looked for beside the code that starts the thread.
    'hash-worker': '../artifacts/src/hash-worker.ts',
  },
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
  banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
});
