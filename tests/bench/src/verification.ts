import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type KeyPair, label, type LabelledKey, makeKeyPair } from '@intoto-tests/interop';
import { signMetadata } from '@intoto/crypto';
import { type JsonObject, parseJson } from '@intoto/encoding';
import {
  type ArtifactMap,
  createLink,
  createMetablock,
  type DigestSet,
  encodeLink,
  linkFileName,
  type Metadata,
  writeMetadata,
} from '@intoto/models';

import { programsFor } from './programs.ts';
import type { Contender, Workload } from './workload.ts';

type Rules = readonly (readonly string[])[];

/** A step of a generated chain. */
interface GeneratedStep {
  readonly name: string;
  readonly threshold: number;
  readonly materialRules: Rules;
  readonly productRules: Rules;
  readonly materials: ArtifactMap;
  readonly products: ArtifactMap;
}

/** Writes a chain that every implementation can read: a layout, signed under both conventions for key ids, and its links. */
async function writeChain(folder: string, steps: readonly GeneratedStep[]): Promise<readonly Contender[]> {
  const threshold = Math.max(...steps.map((step) => step.threshold));
  const pairs = await Promise.all(Array.from({ length: threshold }, () => makeKeyPair('ed25519')));
  const functionaries = await Promise.all(pairs.map((pair) => label(pair, 'legacy')));
  const owner = await makeKeyPair('rsa');
  writeFileSync(join(folder, 'owner.pub'), owner.publicPem);
  writeFileSync(join(folder, 'root.layout'), writeMetadata(await signLayout(owner, functionaries, steps)));
  const links = join(folder, 'links');
  mkdirSync(links);
  for (const { name, materials, products, threshold: signers } of steps) {
    const link = createMetablock(encodeLink(createLink({ name, materials, products })));
    for (const { object, signer } of functionaries.slice(0, signers)) {
      writeFileSync(join(links, linkFileName(name, object.keyid)), writeMetadata(await signMetadata(link, signer)));
    }
  }
  return [...programsFor('in-toto-verify')].map(([name, program]) => {
    const words =
      name === 'go'
        ? ['-l', 'root.layout', '-k', 'owner.pub', '-d', 'links']
        : ['--layout', 'root.layout', '--verification-keys', 'owner.pub', '--link-dir', 'links'];
    return { name, command: { words: [...program, ...words], cwd: folder } };
  });
}

async function signLayout(
  owner: KeyPair,
  functionaries: readonly LabelledKey[],
  steps: readonly GeneratedStep[],
): Promise<Metadata> {
  const ids = functionaries.map(({ object }) => object.keyid);
  const layout = {
    _type: 'layout',
    readme: '',
    expires: '2999-01-01T00:00:00Z',
    keys: Object.fromEntries(functionaries.map(({ object }) => [object.keyid, object])),
    inspect: [],
    steps: steps.map(({ name, threshold, materialRules, productRules }) => ({
      _type: 'step',
      name,
      threshold,
      pubkeys: ids.slice(0, threshold),
      expected_command: [],
      expected_materials: materialRules,
      expected_products: productRules,
    })),
  };
  let signed: Metadata = createMetablock(parseJson(JSON.stringify(layout)) as JsonObject);
  // Go knows the key by another id than Python.
  for (const form of ['current', 'legacy'] as const)
    signed = await signMetadata(signed, (await label(owner, form)).signer);
  return signed;
}

const digestOf = (index: number): DigestSet => ({ sha256: index.toString(16).padStart(8, '0').repeat(8) });

function createArtifacts(count: number, nameOf: (index: number) => string): ArtifactMap {
  return new Map(Array.from({ length: count }, (_, index) => [nameOf(index), digestOf(index)] as const));
}

const NONE: ArtifactMap = createArtifacts(0, String);
const CLOSED = ['DISALLOW', '*'];

/** Big steps: what is recorded of a source tree and its build. */
export const verifyArtifacts: Workload = {
  name: 'verify-artifacts',
  work: 'verify 3 steps with 100,000 artifacts each, 30 rules a side',
  targets: [
    { against: 'python', factor: 10 },
    { against: 'go', factor: 2 },
  ],
  sizes: [0.1, 1],
  grows: true,
  prepare(folder, size) {
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
        materials: before === undefined ? NONE : artifacts,
        products: artifacts,
      };
    });
    return writeChain(folder, steps);
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
  sizes: [0.1, 1],
  grows: true,
  prepare(folder, size) {
    const artifacts = createArtifacts(50, (index) => `src/file-${index}`);
    const steps = Array.from({ length: Math.round(1000 * size) }, (_, at): GeneratedStep => {
      const before = ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', `step-${at - 1}`];
      return {
        name: `step-${at}`,
        threshold: 2,
        materialRules: at === 0 ? [CLOSED] : [before, CLOSED],
        productRules: [['ALLOW', 'src/*'], CLOSED],
        materials: at === 0 ? NONE : artifacts,
        products: artifacts,
      };
    });
    return writeChain(folder, steps);
  },
};

/** One link of 20 MB: what it takes in memory. */
export const verifyLargeLink: Workload = {
  name: 'verify-large-link',
  work: 'verify a step whose link has 20 MB',
  targets: [],
  maxMiB: 200,
  sizes: [0.1, 1],
  grows: true,
  prepare(folder, size) {
    const folders = 'a-long-folder-name/'.repeat(5);
    const products = createArtifacts(Math.round(91_000 * size), (index) => `${folders}file-${index}`);
    const rules = [['ALLOW', 'a-long-folder-name/*'], CLOSED];
    return writeChain(folder, [
      { name: 'build', threshold: 1, materialRules: [CLOSED], productRules: rules, materials: NONE, products },
    ]);
  },
};

/** Patterns that make backtracking matchers take for ever. Only this implementation: the others need not survive it. */
export const matchHostilePatterns: Workload = {
  name: 'hostile-patterns',
  work: 'match `*a*a*a*a*b` and 200 wildcards with 100,000 names of 60 letters',
  targets: [],
  sizes: [0.1, 1],
  grows: true,
  async prepare(folder, size) {
    const products = createArtifacts(Math.round(100_000 * size), (index) =>
      `${'a'.repeat(54)}${index}`.padEnd(60, 'a'),
    );
    const rules = [
      ['ALLOW', '*a*a*a*a*b'],
      ['ALLOW', '*a'.repeat(200)],
      ['ALLOW', '?*'.repeat(100)],
      ['ALLOW', 'a*'],
      CLOSED,
    ];
    const contenders = await writeChain(folder, [
      { name: 'build', threshold: 1, materialRules: [CLOSED], productRules: rules, materials: NONE, products },
    ]);
    return contenders.filter(({ name }) => name === 'this');
  },
};
