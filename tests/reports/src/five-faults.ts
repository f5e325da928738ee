import type { Signer } from '@intoto/crypto';
import type { StepOptions } from '@intoto/models';
import type { VerificationReport } from '@intoto/verifier';

import {
  createSignerOf,
  evaluate,
  idOf,
  keysOf,
  layout,
  linkFile,
  type LinkSpec,
  owner,
  runnerOver,
} from '../../../packages/verifier/test/chain.ts';

const [alice, bob, carol, dave, mallory] = (await Promise.all(Array.from({ length: 5 }, createSignerOf))) as [
  Signer,
  Signer,
  Signer,
  Signer,
  Signer,
];

/** Whose keys they are. */
export const KEY_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({ owner, alice, bob, carol, dave }).map(([name, signer]) => [idOf(signer), name]),
);

/** What is wrong with the chain, in the order of the report: the code, and the step and artifact that it must name. */
export const FAULTS = [
  { code: 'ERR_LAYOUT_EXPIRED', step: undefined, artifact: undefined },
  { code: 'ERR_LINK_THRESHOLD', step: 'test', artifact: undefined },
  { code: 'ERR_LINKS_DISAGREE', step: 'build', artifact: 'dist/app' },
  { code: 'ERR_RULE_DISALLOW', step: 'docs', artifact: 'README.md' },
  { code: 'ERR_RULE_REQUIRE', step: 'package', artifact: 'app.tar.gz' },
] as const;

const SOURCES = { 'README.md': 'aa01', 'src/main.c': 'aa02', 'src/util.c': 'aa03' };
const CODE = { 'src/main.c': 'aa02', 'src/util.c': 'aa03' };

const fromCode = (pattern: string): string[] => ['MATCH', pattern, 'WITH', 'PRODUCTS', 'FROM', 'write-code'];

const STEPS: readonly StepOptions[] = [
  { name: 'write-code', pubkeys: [idOf(alice)], expectedProducts: [['CREATE', '*']] },
  {
    name: 'build',
    pubkeys: [idOf(bob), idOf(carol)],
    threshold: 2,
    expectedMaterials: [fromCode('src/*'), ['DISALLOW', '*']],
    expectedProducts: [
      ['CREATE', 'dist/*'],
      ['DISALLOW', '*'],
    ],
  },
  { name: 'test', pubkeys: [idOf(dave)], expectedMaterials: [fromCode('src/*'), ['DISALLOW', '*']] },
  {
    name: 'docs',
    pubkeys: [idOf(alice)],
    expectedMaterials: [fromCode('README.md'), ['DISALLOW', '*']],
    expectedProducts: [
      ['CREATE', 'manual.pdf'],
      ['DISALLOW', '*'],
    ],
  },
  {
    name: 'package',
    pubkeys: [idOf(carol)],
    expectedMaterials: [
      fromCode('src/*'),
      ['MATCH', 'manual.pdf', 'WITH', 'PRODUCTS', 'FROM', 'docs'],
      ['DISALLOW', '*'],
    ],
    expectedProducts: [
      ['REQUIRE', 'app.tar.gz'],
      ['ALLOW', '*'],
    ],
  },
];

const LINKS: readonly LinkSpec[] = [
  { step: 'write-code', by: alice, products: SOURCES },
  { step: 'build', by: bob, materials: CODE, products: { 'dist/app': 'bb01' } },
  // Another binary from the same sources.
  { step: 'build', by: carol, materials: CODE, products: { 'dist/app': 'bb02' } },
  // Signed by somebody else under dave's name.
  { step: 'test', by: mallory, keyId: idOf(dave), materials: CODE },
  // Changed after it was written.
  { step: 'docs', by: alice, materials: { 'README.md': 'ee99' }, products: { 'manual.pdf': 'cc01' } },
  // The archive was left out.
  { step: 'package', by: carol, materials: { ...CODE, 'manual.pdf': 'cc01' }, products: { 'notes.txt': 'dd01' } },
];

/** The report of a chain with five faults of five kinds. */
export async function reportFiveFaults(): Promise<VerificationReport> {
  const signed = await layout({
    steps: STEPS,
    inspections: [
      {
        name: 'unpack',
        run: ['tar', 'xf', 'app.tar.gz'],
        expectedProducts: [fromCode('src/*'), ['DISALLOW', 'src/*']],
      },
    ],
    keys: keysOf(alice, bob, carol, dave),
    expires: '2026-05-01T00:00:00Z',
  });
  return evaluate(signed, await Promise.all(LINKS.map(linkFile)), { inspectionRunner: runnerOver({}) });
}
