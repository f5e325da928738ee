import { createOpenPgpKey, THOROUGH } from '@intoto-tests/support';
import { isOpenPgpSigner, type MetadataSigner } from '@intoto/crypto';
import type { JsonValue } from '@intoto/encoding';
import { openpgp } from '@intoto/openpgp';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bob, carl, dan, evaluate, idOf, keysOf, layout, linkFile, type LinkSpec, NOW, runnerOver } from './chain.ts';

const erin = await createOpenPgpKey({ creation: NOW.getTime() / 1000 - 100, validity: 100 }, [
  {},
  { creation: 1, validity: 1 },
]);
const KEYS = new Map([...keysOf(bob, carl, dan), [erin.publicKey.keyId, erin.publicKey]]);
const GPG_SIGNERS: readonly MetadataSigner[] = [erin.signer, ...erin.subkeySigners];

const someone = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<MetadataSigner>(bob, carl, dan) },
  { weight: 1, arbitrary: fc.constantFrom(...GPG_SIGNERS) },
);
const container = fc.constantFrom('metablock' as const, 'dsse' as const);
const artifact = fc.oneof({ weight: 6, arbitrary: fc.constant('a') }, fc.constantFrom('b', '/a', './a', 'c/../a', ''));
const content = fc.dictionary(artifact, fc.constantFrom('aa', 'aa', 'aa', 'AA', 'bb'), { maxKeys: 2 });

const members = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  fc.constantFrom<Readonly<Record<string, JsonValue | undefined>>>(
    { extra: 1 },
    { environment: undefined },
    { name: undefined },
    { products: undefined },
    { materials: [] },
    { _type: 'layout' },
    { command: ['x', 1, null] },
  ),
);

const tamper = fc.oneof(
  { weight: 12, arbitrary: fc.constant((text: string) => text) },
  fc.constantFrom<(text: string) => string>(
    (text) => text.replace('"environment": {},', ''),
    (text) => text.replace('"environment": {},', '"environment": {}, "extra": 1,'),
    (text) => text.replace('"environment": {},', '"environment": {}, "environment": {},'),
    (text) => text.replace('"sig": "', '"sig": " '),
    (text) => text.replace('"sig": "', '"sig": "00'),
    (text) => text.replace('"aa"', '"bb"'),
    () => '{}',
  ),
);

/** Envelopes are no place for GPG signatures: nothing would pass. */
function fitContainer(spec: LinkSpec): LinkSpec {
  return isOpenPgpSigner(spec.by) ? { ...spec, container: 'metablock' } : spec;
}

const link = fc
  .record<LinkSpec>({
    step: fc.constantFrom('build', 'build', 'build', 'test'),
    by: someone,
    name: fc.constantFrom('build', 'build', 'build', 'build', 'build', 'test', null),
    materials: content,
    products: content,
    container,
    members,
    tamper,
  })
  .map(fitContainer);

const rules = fc.array(
  fc.constantFrom(
    ['ALLOW', 'a'],
    ['CREATE', '*'],
    ['MATCH', '*', 'WITH', 'MATERIALS', 'FROM', 'build'],
    ['DISALLOW', '*'],
    ['REQUIRE', 'a'],
  ),
  { maxLength: 2 },
);

const step = fc.record({
  name: fc.constant('build'),
  pubkeys: fc.uniqueArray(someone, { minLength: 2, maxLength: 3 }).map((people) => people.map(idOf)),
  threshold: fc.constantFrom(1, 1, 1, 1, 2, 0),
  expectedMaterials: rules,
  expectedProducts: rules,
});

const chain = fc.record({
  step,
  links: fc.uniqueArray(link, { minLength: 1, maxLength: 3, selector: ({ step: name, by }) => `${name} ${idOf(by)}` }),
  container,
  members: fc.constantFrom<Readonly<Record<string, JsonValue | undefined>>>(
    {},
    {},
    {},
    {},
    {},
    {},
    { extra: 1 },
    { readme: undefined },
    { expires: '' },
  ),
  now: fc.constantFrom(NOW, NOW, new Date(NOW.getTime() + 1)),
  exitStatus: fc.constantFrom(0, 0, 0, 0, 0, 1),
});

describe('the profiles', () => {
  it('agree in this: what passes strict passes reference', async () => {
    const passed = { strict: 0, reference: 0 };
    await fc.assert(
      fc.asyncProperty(chain, async (spec) => {
        const inspections = [{ name: 'look', run: ['look'] }];
        const subject = await layout({
          keys: KEYS,
          steps: [spec.step],
          inspections,
          container: spec.container,
          members: spec.members,
        });
        const links = await Promise.all(spec.links.map(linkFile));
        const inspectionRunner = runnerOver({}, spec.exitStatus);
        const strict = await evaluate(subject, links, { profile: 'strict', inspectionRunner, openpgp, now: spec.now });
        const reference = await evaluate(subject, links, {
          profile: 'reference',
          inspectionRunner,
          openpgp,
          now: spec.now,
        });
        if (strict.ok) passed.strict += 1;
        if (reference.ok) passed.reference += 1;
        expect(strict.ok && !reference.ok).toBe(false);
        if (strict.ok && reference.ok) expect(reference.summary).toEqual(strict.summary);
      }),
      { numRuns: THOROUGH ? 400 : 130, seed: 20260601 },
    );
    // Or else nothing was compared.
    expect(passed.strict).toBeGreaterThan(THOROUGH ? 20 : 5);
    expect(passed.reference).toBeGreaterThan(passed.strict);
  });
});
