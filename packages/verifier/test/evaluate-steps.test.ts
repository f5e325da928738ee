import { THOROUGH, webcryptoBackend as backend } from '@intoto-tests/support';
import { parsePublicKey, writeMetadata, type Metadata } from '@intoto/models';
import {
  createMemoryEvidence,
  evaluateSteps,
  type EvaluateStepsOptions,
  type MemoryLink,
  type PartialReport,
  StepSelectionError,
} from '@intoto/verifier';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  bob,
  carl,
  codesOf,
  dan,
  evaluate,
  idOf,
  keysOf,
  layout,
  linkFile,
  NOW,
  owner,
  PROFILES,
  runnerOver,
  withMembers,
} from './chain.ts';

const FROM_CODE = [
  ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'code'],
  ['DISALLOW', '*'],
];
const CODE = { name: 'code', pubkeys: [idOf(bob)], expectedProducts: [['DISALLOW', 'app.exe']] };
const BUILD = { name: 'build', pubkeys: [idOf(carl)], expectedMaterials: FROM_CODE };
const TEST = { name: 'test', pubkeys: [idOf(dan)], expectedMaterials: [['DISALLOW', '*']] };
const LOOK = { name: 'look', run: ['look'] };
const STEPS = [CODE, BUILD, TEST];

const code = (): Promise<MemoryLink> => linkFile({ step: 'code', by: bob, products: { app: 'aa' } });
const build = (content = 'aa'): Promise<MemoryLink> =>
  linkFile({ step: 'build', by: carl, materials: { app: content } });

/** Verifies some steps, with everything but the subject at its ordinary value. */
async function evaluateSome(
  subject: Metadata,
  steps: readonly string[],
  links: Iterable<MemoryLink>,
  options: Partial<EvaluateStepsOptions> = {},
): Promise<PartialReport> {
  const evidence = createMemoryEvidence({ links });
  return evaluateSteps(subject, { layoutKeys: keysOf(owner), evidence, backend, now: NOW, ...options, steps });
}

/** A sublayout of dan's that stands for `test`, with an inspection or without. */
async function sublayout(inspected: boolean): Promise<MemoryLink> {
  const signed = await layout({ by: [dan], inspections: inspected ? [LOOK] : [] });
  return { name: `test.${idOf(dan).slice(0, 8)}.link`, bytes: writeMetadata(signed) };
}

describe('some steps alone', () => {
  it('are verified with their sources, and are never a pass', async () => {
    const subject = await layout({ steps: STEPS, inspections: [LOOK] });
    for (const profile of PROFILES) {
      const report = await evaluateSome(subject, ['build'], [await code(), await build()], { profile });
      expect(report).toMatchObject({
        ok: false,
        failures: [],
        partial: {
          steps: ['build'],
          undecided: [],
          uncheckedSteps: ['code', 'test'],
          sources: ['code'],
          uncheckedInspections: ['look'],
        },
      });
      expect('summary' in report).toBe(false);
      expect(report.traces.map(({ item }) => item)).toEqual(['build', 'build']);
      expect(report.signatures.map(({ item }) => item)).toEqual([undefined, 'code', 'build']);
    }
  });

  it('are no pass even where nothing is left out', async () => {
    const subject = await layout({ steps: [CODE, BUILD] });
    const links = [await code(), await build()];
    expect((await evaluate(subject, links)).ok).toBe(true);
    const report = await evaluateSome(subject, ['build', 'code', 'build'], links);
    expect(report.ok).toBe(false);
    expect(report.partial).toEqual({
      steps: ['code', 'build'],
      undecided: [],
      uncheckedSteps: [],
      sources: [],
      uncheckedInspections: [],
    });
  });

  it('fail where their own links, thresholds or rules fail, and for nothing else', async () => {
    const subject = await layout({ steps: STEPS });
    const changed = await evaluateSome(subject, ['build'], [await code(), await build('bb')]);
    expect(changed.failures).toMatchObject([{ code: 'ERR_RULE_DISALLOW', subject: { item: 'build' } }]);
    const spoilt = await linkFile({ step: 'code', by: bob, products: { 'app.exe': 'aa', app: 'aa' } });
    expect((await evaluateSome(subject, ['build'], [spoilt, await build()])).failures).toEqual([]);
    expect((await evaluateSome(subject, ['code'], [spoilt])).failures).toHaveLength(1);
    const missing = await evaluateSome(subject, ['test'], []);
    expect(missing.failures).toMatchObject([{ code: 'ERR_LINK_NOT_FOUND', subject: { item: 'test' } }]);
    expect(missing.partial.undecided).toEqual(['test']);
  });

  it('fail where the source of a MATCH rule has no link that counts', async () => {
    const forged = await linkFile({ step: 'code', by: dan, keyId: idOf(bob), products: { app: 'aa' } });
    for (const links of [[await build()], [forged, await build()]]) {
      const report = await evaluateSome(await layout({ steps: STEPS }), ['build'], links);
      expect(report.failures).toMatchObject([{ subject: { item: 'code' } }]);
      expect(report.partial.undecided).toEqual(['build']);
    }
  });

  it('find the source that a parameter names', async () => {
    const rules = [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', '{source}'], ...FROM_CODE.slice(1)];
    const subject = await layout({ steps: [CODE, { ...BUILD, expectedMaterials: rules }] });
    const parameters = new Map([['source', 'code']]);
    const report = await evaluateSome(subject, ['build'], [await code(), await build()], { parameters });
    expect(report.failures).toEqual([]);
    expect(report.partial.sources).toEqual(['code']);
    const other = await evaluateSome(subject, ['build'], [await build()], { parameters: new Map() });
    expect(other.failures.map(({ code: failure }) => failure)).toEqual(['ERR_PARAMETER']);
    expect(other.partial.undecided).toEqual(['build']);
  });

  it('always come with the checks of the layout', async () => {
    const links = [await code()];
    const expired = await evaluateSome(
      await layout({ steps: STEPS, expires: '2020-01-01T00:00:00Z' }),
      ['code'],
      links,
    );
    expect(expired.failures).toMatchObject([{ code: 'ERR_LAYOUT_EXPIRED' }]);
    const foreign = await evaluateSome(await layout({ steps: STEPS, by: [carl] }), ['other'], links);
    expect(foreign.failures).toMatchObject([{ code: 'ERR_LAYOUT_UNSIGNED' }]);
    expect(foreign.partial).toMatchObject({ steps: ['other'], undecided: ['other'], uncheckedSteps: [] });
  });

  it('must be steps of the layout: before any link is looked for', async () => {
    const subject = await layout({ steps: STEPS, inspections: [LOOK], expires: '2020-01-01T00:00:00Z' });
    const links = new Map<string, string>([
      ['other', '"other" is no step of the layout. Its steps are "code", "build", "test".'],
      ['look', '"look" is an inspection, and those are run only where the whole chain is verified'],
    ]);
    for (const [name, message] of links) {
      const evidence = { describe: () => 'nothing', find: () => Promise.reject(new TypeError('asked')) };
      const outcome = evaluateSome(subject, ['code', name], [], { evidence: evidence as never });
      await expect(outcome).rejects.toThrow(message);
      await expect(outcome).rejects.toBeInstanceOf(StepSelectionError);
      await expect(outcome).rejects.toMatchObject({ code: 'ERR_STEP_UNKNOWN', details: { step: name } });
    }
    await expect(evaluateSome(subject, [], [])).rejects.toThrow(TypeError);
    await expect(evaluateSome(subject, 'code' as never, [])).rejects.toThrow(TypeError);
  });

  it("run no inspection, not even a sublayout's, and leave such a step undecided", async () => {
    const subject = await layout({ steps: STEPS, inspections: [LOOK] });
    const inspectionRunner = { inspect: () => Promise.reject(new TypeError('run')) };
    const options = { inspectionRunner } as Partial<EvaluateStepsOptions>;
    const held = await evaluateSome(subject, ['test'], [await sublayout(true)], options);
    expect(held).toMatchObject({ failures: [], sublayouts: [], partial: { undecided: ['test'] } });
    expect(held.checks).toContainEqual(expect.objectContaining({ status: 'skipped', stage: 'sublayout' }));
    const plain = await evaluateSome(subject, ['test'], [await sublayout(false)]);
    expect(plain).toMatchObject({ failures: [], partial: { undecided: [] }, sublayouts: [{ report: { ok: true } }] });
  });

  it('do not fail for a key that only other steps list', async () => {
    const key = parsePublicKey(withMembers(carl.publicKey.json, { subkeys: null }));
    const subject = await layout({ steps: [CODE, BUILD], keys: new Map([...keysOf(bob), [key.keyId, key]]) });
    const options = { profile: 'reference' } as const;
    expect(codesOf(await evaluate(subject, [await code()], options))).toEqual(['ERR_LINK_KEY_UNUSABLE']);
    expect((await evaluateSome(subject, ['code'], [await code()], options)).failures).toEqual([]);
    expect((await evaluateSome(subject, ['build'], [await code()], options)).failures).toHaveLength(1);
  });

  it('never have a failure that the whole verification has not', async () => {
    const seen = { none: 0, some: 0, undecided: 0 };
    const names = ['code', 'build', 'test'];
    const rule = fc.oneof(
      fc.constantFrom(['DISALLOW', '*'], ['ALLOW', 'a'], ['REQUIRE', 'a'], ['CREATE', '*']),
      fc.constantFrom(...names).map((from) => ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', from]),
    );
    const rules = fc.array(rule, { maxLength: 2 });
    const people = fc.constantFrom(bob, carl, dan);
    const content = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('aa', 'aa', 'bb'), { maxKeys: 2 });
    const step = fc.record({
      pubkeys: fc.uniqueArray(people, { minLength: 1, maxLength: 2 }).map((some) => some.map(idOf)),
      threshold: fc.constantFrom(1, 1, 2),
      expectedMaterials: rules,
      expectedProducts: rules,
    });
    const link = fc.record({ step: fc.constantFrom(...names), by: people, materials: content, products: content });
    const chain = fc.record({
      steps: fc.tuple(step, step, step),
      links: fc.uniqueArray(link, { minLength: 3, maxLength: 8, selector: (one) => `${one.step} ${idOf(one.by)}` }),
      sublayout: fc.constantFrom(undefined, undefined, true, false),
      only: fc.subarray(names, { minLength: 1 }),
      profile: fc.constantFrom(...PROFILES),
      expires: fc.constantFrom('2030-01-01T00:00:00Z', '2030-01-01T00:00:00Z', '2020-01-01T00:00:00Z'),
      exitStatus: fc.constantFrom(0, 1),
    });
    await fc.assert(
      fc.asyncProperty(chain, async (spec) => {
        const { profile, expires, only } = spec;
        const steps = spec.steps.map((one, at) => ({ ...one, name: names[at] ?? '' }));
        const subject = await layout({ steps, inspections: [LOOK], expires });
        const inner = spec.sublayout === undefined ? [] : [await sublayout(spec.sublayout)];
        const plain = spec.links.filter(({ step: name, by }) => inner.length === 0 || name !== 'test' || by !== dan);
        const links = [...(await Promise.all(plain.map(linkFile))), ...inner];
        const whole = await evaluate(subject, links, { profile, inspectionRunner: runnerOver({}, spec.exitStatus) });
        const part = await evaluateSome(subject, only, links, { profile });
        expect(part.ok).toBe(false);
        const failures = whole.ok ? [] : whole.failures;
        for (const failure of part.failures) expect(failures).toContainEqual(failure);
        // What was left out and what is undecided, but for that nothing could fail.
        const all = only.length === names.length && part.partial.undecided.length === 0;
        if (all && part.failures.length === 0) {
          expect(failures.filter(({ stage }) => !stage.startsWith('inspection'))).toEqual([]);
        }
        seen[part.failures.length === 0 ? 'none' : 'some'] += 1;
        if (part.failures.length === 0 && part.partial.undecided.length > 0) seen.undecided += 1;
      }),
      { numRuns: THOROUGH ? 500 : 100, seed: 20260601 },
    );
    // Or else nothing was compared.
    expect(Object.values(seen).every((count) => count > 0)).toBe(true);
  });
});
