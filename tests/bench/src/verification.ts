import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { ArtifactMap } from '@intoto/models';

import { CLOSED, createArtifacts, EVIDENCE, type GeneratedStep, NO_ARTIFACTS, verifiers, writeChain } from './chain.ts';
import type { Contender, ContenderName, Workload } from './workload.ts';

/** What every row of this file has: memory is judged by the bytes that were read. */
const READS_EVIDENCE = { evidence: EVIDENCE, maxMemoryFactor: 10, grows: true } as const;

/** Big steps: what is recorded of a source tree and its build. */
export const verifyArtifacts: Workload = {
  name: 'verify-artifacts',
  work: 'verify 3 steps with 100,000 artifacts each, 30 rules a side',
  targets: [
    { against: 'python', factor: 10 },
    { against: 'go', factor: 2 },
  ],
  ...READS_EVIDENCE,
  sizes: [0.1, 1, 2],
  notTenTimes: 'up to twice the size: links of ten times are beyond the 64 MiB that this reads of one file',
  async prepare(folder, size) {
    const folders = Array.from({ length: 29 }, (_, index) => `d${index}`);
    const artifacts = createArtifacts(Math.round(100_000 * size), (index) => `d${index % 29}/src/file-${index}.ts`);
    const names = ['fetch', 'build', 'pack'];
    const steps = names.map((name, at): GeneratedStep => {
      const before = names[at - 1];
      const match = (inner: string): readonly string[] => [
        'MATCH',
        `${inner}/*`,
        'WITH',
        'PRODUCTS',
        'FROM',
        before ?? '',
      ];
      return {
        name,
        threshold: 1,
        materialRules: before === undefined ? [CLOSED] : [...folders.map(match), CLOSED],
        productRules: [...folders.map((inner) => ['ALLOW', `${inner}/*`]), CLOSED],
        materials: before === undefined ? NO_ARTIFACTS : artifacts,
        products: artifacts,
      };
    });
    await writeChain(folder, steps);
    return verifiers(folder);
  },
};

/** Long chains: many small links, two signatures for each step. */
export const verifySteps: Workload = {
  name: 'verify-steps',
  work: 'verify 1,000 steps with threshold 2, 50 artifacts each',
  targets: [
    { against: 'python', factor: 5 },
    { against: 'go', factor: 1 },
  ],
  ...READS_EVIDENCE,
  sizes: [0.1, 1, 10],
  async prepare(folder, size) {
    const artifacts = createArtifacts(50, (index) => `src/file-${index}`);
    const steps = Array.from({ length: Math.round(1000 * size) }, (_, at): GeneratedStep => {
      const before = ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', `step-${at - 1}`];
      return {
        name: `step-${at}`,
        threshold: 2,
        materialRules: at === 0 ? [CLOSED] : [before, CLOSED],
        productRules: [['ALLOW', 'src/*'], CLOSED],
        materials: at === 0 ? NO_ARTIFACTS : artifacts,
        products: artifacts,
      };
    });
    await writeChain(folder, steps);
    return verifiers(folder);
  },
};

/** One link of 20 MB: what it takes in memory. */
export const verifyLargeLink: Workload = {
  name: 'verify-large-link',
  work: 'verify a step whose link has 20 MB',
  targets: [],
  ...READS_EVIDENCE,
  sizes: [0.1, 1, 3],
  notTenTimes: 'up to three times the size: ten times are beyond the 64 MiB that this reads of one file',
  async prepare(folder, size) {
    const folders = 'a-long-folder-name/'.repeat(5);
    const products = createArtifacts(Math.round(99_400 * size), (index) => `${folders}file-${index}`);
    await writeChain(folder, [buildStep(products, [['ALLOW', 'a-long-folder-name/*'], CLOSED])]);
    return verifiers(folder);
  },
};

/** A chain of one step, which makes everything. */
function buildStep(products: ArtifactMap, productRules: GeneratedStep['productRules']): GeneratedStep {
  return { name: 'build', threshold: 1, materialRules: [CLOSED], productRules, materials: NO_ARTIFACTS, products };
}

/**
 * Patterns that make backtracking matchers take for ever. Only this implementation: the others need not survive it. Its limit are the
 * same names under as many rules that are as long and need no search.
 */
export const matchHostilePatterns: Workload = {
  name: 'hostile-patterns',
  work: 'match `*a*a*a*a*b` and 200 wildcards with 100,000 names of 60 letters; the limit: patterns as long without wildcards inside',
  targets: [{ against: 'limit', factor: 0.1 }],
  ...READS_EVIDENCE,
  sizes: [0.1, 1, 3],
  notTenTimes: 'up to three times the size: ten times are beyond the 64 MiB that this reads of one file',
  maxExponent: 1.1,
  async prepare(folder, size) {
    const products = createArtifacts(Math.round(100_000 * size), (index) =>
      `${'a'.repeat(54)}${index}`.padEnd(60, 'a'),
    );
    const hostile = ['*a*a*a*a*b', '*a'.repeat(200), '?*'.repeat(100)];
    const plain = hostile.map((pattern) => `${'b'.repeat(pattern.length - 1)}*`);
    const program = async (name: ContenderName, inner: string, patterns: readonly string[]): Promise<Contender> => {
      const cwd = join(folder, inner);
      mkdirSync(cwd, { recursive: true });
      await writeChain(cwd, [
        buildStep(products, [...[...patterns, 'a*'].map((pattern) => ['ALLOW', pattern]), CLOSED]),
      ]);
      const [ours] = verifiers(cwd);
      if (ours?.name !== 'this') throw new Error('this implementation comes first');
      return { ...ours, name };
    };
    // Both read the same bytes of links.
    return [await program('this', '.', hostile), await program('limit', 'plain', plain)];
  },
};
