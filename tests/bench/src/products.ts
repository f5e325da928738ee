import { fileURLToPath } from 'node:url';

import { CLOSED, createArtifacts, EVIDENCE, type GeneratedStep, NO_ARTIFACTS, writeChain } from './chain.ts';
import type { Workload } from './workload.ts';

/** How many products the row verifies at size 1. */
export const PRODUCTS = 1000;

const from = (step: string): readonly string[] => ['MATCH', 'project/*', 'WITH', 'PRODUCTS', 'FROM', step];

/** The demo's steps and rules (examples/demo-chain), without what takes a process: its inspection and the sublayout. */
export function demoSteps(): readonly GeneratedStep[] {
  const files = ['VERSION', 'README', 'hello.sh', 'VERSION'];
  const project = createArtifacts(3, (index) => `project/${files[index] ?? ''}`);
  // The second VERSION takes the place of the first.
  const changed = createArtifacts(4, (index) => `project/${files[index] ?? ''}`);
  return [
    {
      name: 'clone',
      threshold: 1,
      materialRules: [CLOSED],
      productRules: [['CREATE', 'project/*'], CLOSED],
      materials: NO_ARTIFACTS,
      products: project,
    },
    {
      name: 'change-version',
      threshold: 2,
      materialRules: [from('clone'), CLOSED],
      productRules: [['MODIFY', 'project/VERSION'], from('clone'), CLOSED],
      materials: project,
      products: changed,
    },
    {
      name: 'package',
      threshold: 1,
      materialRules: [from('change-version'), CLOSED],
      productRules: [['CREATE', 'project.tgz'], CLOSED],
      materials: changed,
      products: createArtifacts(1, () => 'project.tgz'),
    },
  ];
}

/** One process that verifies one product after the other, as a service would: what docs/scaling.md counts with. */
export const verifyProducts: Workload = {
  name: 'verify-products',
  work: 'verify 1,000 products in one process, each with a chain as in the demo',
  targets: [],
  evidence: EVIDENCE,
  sizes: [0.1, 1, 10],
  grows: true,
  async prepare(folder, size) {
    await writeChain(folder, demoSteps());
    const program = fileURLToPath(new URL('../programs/verify-products.ts', import.meta.url));
    const count = Math.max(1, Math.round(PRODUCTS * size));
    return [{ name: 'this', command: { words: [process.execPath, program, String(count)], cwd: folder } }];
  },
};
