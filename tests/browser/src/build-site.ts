import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build, type BuildOptions } from 'esbuild';

const OPTIONS: BuildOptions & { readonly write: false } = {
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  bundle: true,
  minify: true,
  write: false,
  outdir: 'dist/site',
  format: 'esm',
  platform: 'browser',
  target: 'es2023',
  conditions: ['@intoto/source'],
};

/** The files of the site by their names: the page, its script with the chunks that it loads later, the service worker. */
export async function buildSite(): Promise<ReadonlyMap<string, Uint8Array>> {
  const page = await build({ ...OPTIONS, entryPoints: ['src/page.ts'], splitting: true, chunkNames: '[name]-[hash]' });
  const worker = await build({ ...OPTIONS, entryPoints: ['src/worker.ts'] });
  const scripts = [...page.outputFiles, ...worker.outputFiles];
  const html = '<!doctype html><title>in-toto</title><script type="module" src="/page.js"></script>';
  return new Map([
    ['index.html', new TextEncoder().encode(html)],
    ...scripts.map(({ path, contents }) => [basename(path), contents] as const),
  ]);
}
