import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Metafile, Plugin } from 'esbuild';

import { BUILTINS } from './lazy-builtins.ts';

const CORE = 'in-toto-core';

/**
 * Keeps what the drop-in programs of a bundle need from the start in one chunk. By itself, esbuild has a chunk for every set of
 * programs and later loaded modules that share code: two dozen files to load before a program can begin. So each of these imports
 * what all programs begin with, and that is shared by all alike.
 *
 * @param plan - of the bundle without this plugin
 */
export function shareCore(plan: Metafile, entryPoints: readonly string[]): Plugin {
  const imports = (path: string, kind: string): string[] =>
    (plan.inputs[path]?.imports ?? []).flatMap((item) =>
      item.kind === kind && item.path in plan.inputs && !item.path.startsWith(BUILTINS) ? [item.path] : [],
    );
  const beginning = entryPoints.filter((path) => !path.endsWith('/in-toto.ts'));
  const core = new Set(beginning.flatMap((path) => imports(path, 'import-statement')));
  const importers = new Set(
    [...entryPoints, ...Object.keys(plan.inputs).flatMap((path) => imports(path, 'dynamic-import'))].map((path) =>
      resolve(path),
    ),
  );
  return {
    name: CORE,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${CORE}$`) }, () => ({ path: CORE, namespace: CORE }));
      build.onLoad({ filter: /.*/, namespace: CORE }, () => ({
        contents: [...core].map((path) => `import ${JSON.stringify(resolve(path))};`).join('\n'),
        resolveDir: '.',
      }));
      build.onLoad({ filter: /\.ts$/ }, ({ path }) =>
        importers.has(path)
          ? { contents: `import '${CORE}';\n${readFileSync(path, 'utf8')}`, loader: 'ts' }
          : undefined,
      );
    },
  };
}
