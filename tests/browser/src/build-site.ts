import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CONDITION = '@intoto/source';

/** The files of the site by their names: the page, its script with the chunks that it loads later, the service worker. */
export async function buildSite(): Promise<ReadonlyMap<string, Uint8Array>> {
  const html = '<!doctype html><title>in-toto</title><script type="module" src="/page.js"></script>';
  return new Map([
    ['index.html', new TextEncoder().encode(html)],
    ...(await buildPage('src/page.ts')),
    ['worker.js', await buildWorker()],
  ]);
}

/** As docs/browser.md says: what the page needs at first is one file, and what it may need later are others. */
export async function buildPage(input: string): Promise<readonly (readonly [string, Uint8Array])[]> {
  const bundle = await rolldown({
    cwd: ROOT,
    input,
    platform: 'browser',
    resolve: { conditionNames: [CONDITION, 'import', 'default'] },
    transform: { target: 'es2023' },
  });
  const { output } = await bundle.generate({
    minify: true,
    comments: false,
    codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
  });
  await bundle.close();
  return output.flatMap((file) =>
    file.type === 'chunk' ? [[file.fileName, new TextEncoder().encode(file.code)] as const] : [],
  );
}

/** A service worker can load nothing later: all of it is one file, without splitting. */
async function buildWorker(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/worker.ts'],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'dist/site',
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    conditions: [CONDITION],
  });
  const [worker, ...others] = outputFiles;
  if (worker === undefined || others.length > 0) throw new Error('The service worker must be one file');
  return worker.contents;
}
