import { join } from 'node:path';

import { PEER_BIN } from './places.ts';

/** Runtimes other than Node that run the built packages. */
export const RUNTIME_NAMES = ['bun', 'deno'] as const;

export type RuntimeName = (typeof RUNTIME_NAMES)[number];

/** How to run a module there, which may read files and the environment; its arguments follow. */
export function runtimeCommand(name: RuntimeName, module: string): readonly [program: string, ...words: string[]] {
  const program = join(PEER_BIN, name);
  return name === 'bun'
    ? [program, 'run', '--no-install', module]
    : [program, 'run', '--no-remote', '--no-prompt', '--allow-read', '--allow-env', module];
}
