import { builtinModules } from 'node:module';

import type { Plugin } from 'esbuild';

/** The namespace of esbuild in which the modules stand that {@link lazyBuiltins} makes. */
export const BUILTINS = 'lazy-builtin';

/**
 * Loads each of Node's own modules when something of it is first used, not when a program starts: `node:child_process` for a step
 * without a command, or `node:readline` where nobody is asked for a password, take longer than all else that a small step does.
 * An import of an ES module would besides read every property of the module, of which some load further modules.
 */
export const lazyBuiltins: Plugin = {
  name: BUILTINS,
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?[a-z_/]+$/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/u, '');
      return (kind === 'import-statement' || kind === 'require-call') && builtinModules.includes(name)
        ? { path: name, namespace: BUILTINS, sideEffects: false }
        : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: BUILTINS }, ({ path }) => ({ contents: writeModule(path), loader: 'js' }));
  },
};

/**
 * A CommonJS module without exports of its own, which may be called (`assert` is): what is asked of it comes from its prototype, which
 * esbuild's interoperation with ES modules keeps, and that looks it up when it is first read. Whether it was an ES module is asked when the
 * program starts.
 */
function writeModule(name: string): string {
  return `
    let loaded;
    const load = () => (loaded ??= process.getBuiltinModule(${JSON.stringify(name)}));
    const get = (target, key, user) => {
      if (key === '__esModule') return undefined;
      const value = load()[key];
      Object.defineProperty(user, key, { value });
      return value;
    };
    module.exports = Object.setPrototypeOf((...args) => load()(...args), new Proxy({}, { get }));
  `;
}
