import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { runCommand } from '../src/install/command.ts';
import { RUNTIME_NAMES, runtimeCommand } from '../src/runtimes.ts';
import { withInstalled } from '../src/with-peers.ts';

const RUN_KITS = fileURLToPath(new URL('../runtimes/run-kits.ts', import.meta.url));

interface KitRun {
  readonly cases: number;
  readonly failures: readonly string[];
}

for (const runtime of RUNTIME_NAMES) {
  withInstalled([runtime], `the built packages on ${runtime}`, () => {
    it.each(['node', 'web', 'noble'])('pass the kit: crypto-%s', { timeout: 120_000 }, async (backend) => {
      const [program, ...words] = runtimeCommand(runtime, RUN_KITS);
      const env = { DENO_NO_UPDATE_CHECK: '1' };
      const { cases, failures } = JSON.parse(await runCommand(program, [...words, backend], { env })) as KitRun;
      expect(failures).toEqual([]);
      expect(cases).toBeGreaterThan(300);
    });
  });
}
