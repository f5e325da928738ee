import { builtinModules } from 'node:module';

import type { Plugin } from 'esbuild';

const NAMESPACE = 'lazy-builtin';

/**
 * Loads each of Node's own modules when something of it is first used, not when a program starts: `node:child_process` for a step
 * without a command, or `node:readline` where nobody is asked for a password, take longer than all else that a small step does.
 * An import of an ES module would besides read every property of the module, of which some load further modules.
 */
export const lazyBuiltins: Plugin = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'import-statement' && builtinModules.includes(path.slice('node:'.length))
        ? { path, namespace: NAMESPACE, sideEffects: false }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({ contents: writeModule(path), loader: 'js' }));
  },
};

/**
 * A CommonJS module without exports of its own: what is asked of it comes from its prototype, which esbuild's interoperation with ES
 * modules keeps, and that looks it up when it is read. Whether it was an ES module is asked when the program starts.
 */
function writeModule(path: string): string {
  return `
    let loaded;
    const get = (target, name) =>
      name === '__esModule' ? undefined : (loaded ??= process.getBuiltinModule(${JSON.stringify(path)}))[name];
    module.exports = Object.create(new Proxy({}, { get }));
  `;
}
