import { inferLayout } from '@intoto/layout';
import { type ArtifactMap, createLink, type Link } from '@intoto/models';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  artifacts,
  bob,
  carl,
  codesOf,
  evaluate,
  EXPIRES,
  idOf,
  keysOf,
  linkOf,
  runnerOver,
  signLayout,
  signLink,
} from './chain.ts';

const LISTS = ['materials', 'products'] as const;
const names = ['a', 'src/b', 'src/[c]', 'd-1', 'd*', '{e}'];

/** What a step does with each name: leave it, change it, remove it, make it. */
const deeds = fc.array(fc.constantFrom('keep', 'keep', 'change', 'remove', 'make'), {
  minLength: names.length,
  maxLength: names.length,
});
const chains = fc.record({
  steps: fc.array(deeds, { minLength: 1, maxLength: 3 }),
  versions: fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 2 }),
});

/** Carries a chain out: each step works on all that the step before left. */
function rehearse(steps: readonly (readonly string[])[], version: number): readonly Link[] {
  let content = 0;
  const fresh = (): string => (content += 1).toString(16).padStart(4, '0');
  let files: Record<string, string> = {};
  const links = [linkOf('step0', {}, (files = { a: fresh(), 'src/b': fresh(), [`v-${version}.txt`]: fresh() }))];
  for (const [at, step] of steps.entries()) {
    const before = files;
    files = { ...before };
    for (const [index, name] of names.entries()) {
      if (step[index] === 'remove') delete files[name];
      if (step[index] === 'make' || (step[index] === 'change' && name in files)) files[name] = fresh();
    }
    links.push(linkOf(`step${at + 1}`, before, files));
  }
  return links;
}

function alter(seen: ArtifactMap, name: string): ArtifactMap {
  return new Map([...seen, ...artifacts({ [name]: 'ffff' })]);
}

describe('an inferred layout', () => {
  it('verifies its rehearsals and fails when any recorded artifact is altered', async () => {
    let altered = 0;
    await fc.assert(
      fc.asyncProperty(chains, async ({ steps, versions }) => {
        const rehearsals = versions.map((version) => rehearse(steps, version));
        const layout = inferLayout({
          rehearsals: rehearsals.map((links) =>
            links.map((link, at) => ({ link, keyId: idOf(at % 2 === 0 ? bob : carl) })),
          ),
          keys: keysOf(bob, carl),
          expires: EXPIRES,
          inspection: 'delivered',
        });
        const signed = await signLayout(layout);
        for (const links of rehearsals) {
          const evidence = await Promise.all(links.map((link, at) => signLink(link, at % 2 === 0 ? bob : carl)));
          const delivered = links.at(-1)?.products ?? new Map();
          expect(codesOf(await evaluate(signed, evidence, runnerOver(delivered)))).toEqual([]);
          for (const [at, link] of links.entries()) {
            for (const list of LISTS) {
              for (const name of link[list].keys()) {
                const changed = createLink({ ...link, [list]: alter(link[list], name) });
                const forged = evidence.with(at, await signLink(changed, at % 2 === 0 ? bob : carl));
                const { ok } = await evaluate(signed, forged, runnerOver(delivered));
                expect({ step: link.name, list, name, ok }).toEqual({ step: link.name, list, name, ok: false });
                altered += 1;
              }
            }
          }
          for (const name of delivered.keys())
            expect((await evaluate(signed, evidence, runnerOver(alter(delivered, name)))).ok).toBe(false);
        }
      }),
      { numRuns: 15 },
    );
    expect(altered).toBeGreaterThan(50);
  });
});
