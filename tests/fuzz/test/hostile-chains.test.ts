import { createJsonObject } from '@intoto/encoding';
import { type Candidate, createMemoryEvidence, type EvidenceQuery, type EvidenceSource } from '@intoto/node';
import { describe, expect, it } from 'vitest';

import { alice, dana, idOf } from '../src/people.ts';
import { watchPrototypes } from '../src/prototypes.ts';
import { layoutPayload, linkPayload, stepJson } from '../src/sample-metadata.ts';
import { PROTOTYPE_NAMES } from './outcome.ts';
import { large, THOROUGH } from './scale.ts';
import { codesOf, countChecks, evaluate, nameOf, PROFILES, seal, sealAs } from './verification.ts';

const SIGNED_BY_ALICE = { pubkeys: [idOf(alice)] };

function repeat<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const readObject = (): Promise<Uint8Array> => Promise.resolve(Buffer.from('{}'));

/** Evidence that has nothing. */
const silent: EvidenceSource = {
  description: 'silent',
  find: () => Promise.resolve([]),
  sublayout: () => silent,
};

/** Evidence that has the same file for every step, wherever it is asked; it counts how often. */
function createEndlessEvidence(bytes: Uint8Array): {
  evidence: EvidenceSource;
  reads: () => number;
} {
  let reads = 0;
  const read = (): Promise<Uint8Array> => {
    reads++;
    return Promise.resolve(bytes);
  };
  const evidence: EvidenceSource = {
    description: 'endless',
    find: ({ step, keyIds }: EvidenceQuery) => {
      const candidate: Candidate = { location: step, keyIds, read };
      return Promise.resolve([candidate]);
    },
    sublayout: () => evidence,
  };
  return { evidence, reads: () => reads };
}

describe.each(PROFILES)('hostile chains, profile %s', (profile) => {
  it('a sublayout that contains itself ends at the depth limit', async () => {
    const layout = layoutPayload([stepJson('again', SIGNED_BY_ALICE)]);
    const { evidence, reads } = createEndlessEvidence(await seal(layout, alice));
    const report = await evaluate(layout, evidence, { profile });
    expect(codesOf(report)).toEqual(['ERR_SUBLAYOUT']);
    expect(reads()).toBe(9);
    expect(JSON.stringify(report)).toContain('ERR_SUBLAYOUT_DEPTH');
    const deep = await evaluate(layout, createEndlessEvidence(await seal(layout, alice)).evidence, {
      profile,
      limits: { maxSublayoutDepth: 100 },
    });
    expect(codesOf(deep)).toEqual(['ERR_SUBLAYOUT']);
  });

  it('sublayouts with ten sublayouts each, ten levels deep, are bounded in number', { timeout: 300_000 }, async () => {
    const layout = layoutPayload(repeat(10, (index) => stepJson(`step${index}`, SIGNED_BY_ALICE)));
    const { evidence, reads } = createEndlessEvidence(await seal(layout, alice));
    // Without a limit of the caller's there are a thousand.
    const maxSublayouts = THOROUGH && profile === 'strict' ? 1000 : 30;
    const report = await evaluate(layout, evidence, { profile, limits: maxSublayouts < 1000 ? { maxSublayouts } : {} });
    expect(codesOf(report)).toEqual(expect.arrayContaining(['ERR_SUBLAYOUT']));
    expect(JSON.stringify(report)).toContain('ERR_LIMIT');
    // Each sublayout asks for ten links, and so does the layout itself.
    expect(reads()).toBeLessThanOrEqual(10 * (maxSublayouts + 1));
    expect(countChecks(report)).toBeLessThan(100 * (maxSublayouts + 1));
  });

  it('names of prototypes are names of steps, artifacts and parameters', async () => {
    const checkPrototypes = watchPrototypes();
    const products = Object.fromEntries(
      PROTOTYPE_NAMES.filter((name) => name !== '__proto__').map((name) => [name, { sha256: 'aa' }]),
    );
    const steps = PROTOTYPE_NAMES.map((name, index) =>
      stepJson(name, {
        ...SIGNED_BY_ALICE,
        products: [
          ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', PROTOTYPE_NAMES[index - 1] ?? 'none'],
          ['ALLOW', '{constructor}'],
          ['DISALLOW', '*'],
        ],
      }),
    );
    const links = await Promise.all(
      PROTOTYPE_NAMES.map(async (step) => ({
        name: nameOf(step, alice),
        bytes: await seal(linkPayload(step, {}, products), alice),
      })),
    );
    const parameters = new Map([['constructor', '*']]);
    expect(codesOf(await evaluate(layoutPayload(steps), links, { profile, parameters }))).toEqual([]);
    expect(codesOf(await evaluate(layoutPayload(steps), links, { profile, parameters: new Map() }))).toContain(
      'ERR_PARAMETER',
    );
    checkPrototypes();
  });

  it('parameters do not reach into objects, nor grow by themselves', async () => {
    const words = ['{a}', '{__proto__}', '{a.b}', '{a[0]}', '{a!r}', '{a:>1000000000}', '{0}', '{}', '{{a}}', '{', '}'];
    const layout = layoutPayload([
      stepJson('x', { ...SIGNED_BY_ALICE, products: words.map((word) => ['ALLOW', word]) }),
    ]);
    const parameters = new Map([['a', '{a}{a}']]);
    const report = await evaluate(layout, [], { profile, parameters });
    expect(report.checks.filter(({ stage, status }) => stage === 'parameters' && status === 'failed')).toHaveLength(9);
  });

  it('a threshold beyond all numbers is not met, and the report is still JSON', async () => {
    const text = JSON.stringify(layoutPayload([stepJson('x', SIGNED_BY_ALICE)]));
    const report = await evaluate(text.replace('"threshold":1', `"threshold":1${'0'.repeat(400)}`), [], { profile });
    expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND']);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('chains out of all proportion', () => {
  it('very many rules end, and one of them may fail', async () => {
    const count = large(100_000);
    const rules = [...repeat(count, (index) => ['ALLOW', `none${index}`]), ['DISALLOW', 'a']];
    const layout = layoutPayload([stepJson('x', { ...SIGNED_BY_ALICE, products: rules })]);
    const bytes = await seal(linkPayload('x', {}, { a: { sha256: 'aa' } }), alice);
    const report = await evaluate(layout, [{ name: nameOf('x', alice), bytes }]);
    expect(report).toMatchObject({
      ok: false,
      failures: [{ code: 'ERR_RULE_DISALLOW', subject: { ruleNumber: count + 1 } }],
    });
  });

  it('a link with very many artifacts ends', async () => {
    const artifacts = Object.fromEntries(repeat(large(50_000), (index) => [`dir/${index}`, { sha256: 'aa' }]));
    const products = [
      ['MATCH', '*', 'IN', 'dir', 'WITH', 'MATERIALS', 'IN', 'dir', 'FROM', 'x'],
      ['DISALLOW', '*'],
    ];
    const layout = layoutPayload([stepJson('x', { ...SIGNED_BY_ALICE, products })]);
    const bytes = await seal(linkPayload('x', artifacts, artifacts), alice);
    expect(await evaluate(layout, [{ name: nameOf('x', alice), bytes }])).toMatchObject({ ok: true });
  });

  it('very many steps and inspections without links end', async () => {
    const steps = repeat(large(10_000), (index) => stepJson(`step${index}`, SIGNED_BY_ALICE));
    const inspections = repeat(large(10_000), (index) => ({ name: `inspection${index}`, run: ['true'] }));
    const report = await evaluate(layoutPayload(steps, inspections), []);
    expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND', 'ERR_INSPECTION_RUNNER_MISSING']);
  });

  it('a step with very many keys ends, and asks for its links once, and once more for an explanation', async () => {
    const pubkeys = repeat(large(100_000), (index) => index.toString(16).padStart(8, '0').padEnd(64, '0'));
    let finds = 0;
    const find = () => {
      finds++;
      return Promise.resolve([]);
    };
    const report = await evaluate(layoutPayload([stepJson('x', { pubkeys })]), { ...silent, find });
    expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND']);
    expect(finds).toBe(2);
    expect(JSON.stringify(report).length).toBeLessThan(100_000);
  });

  it('keys of one file name end, within the limit and beyond it', async () => {
    for (const [number, code] of [
      [1000, 'ERR_LINK_FORMAT'],
      [large(100_000), 'ERR_LIMIT'],
    ] as const) {
      const keyIds = repeat(number, (index) => index.toString(16).padStart(64, '0'));
      const candidate: Candidate = { location: 'x.00000000.link', keyIds, read: readObject };
      const evidence: EvidenceSource = { ...silent, find: () => Promise.resolve([candidate]) };
      expect(codesOf(await evaluate(layoutPayload([stepJson('x', { pubkeys: keyIds })]), evidence))).toEqual([code]);
    }
  });

  it('keys of one file name, each of which signed, end', async () => {
    const key = alice.publicKey.json;
    const keyIds = repeat(1000, (index) => `00000000${index.toString(16)}`);
    const keys = createJsonObject(keyIds.map((keyid) => [keyid, { ...key, keyid }] as const));
    const payload = JSON.stringify(linkPayload('x', {}, {}));
    const bytes = await sealAs(payload, alice, keyIds);
    const layout = { ...layoutPayload([stepJson('x', { pubkeys: keyIds })]), keys };
    const report = await evaluate(layout, [{ name: 'x.00000000.link', bytes }]);
    expect(codesOf(report)).toEqual([]);
    expect(report.signatures).toHaveLength(1001);
  });

  it('keys that did not sign are not asked for their other ids once for each link', async () => {
    const keyIds = repeat(large(5000), (index) => index.toString(16).padStart(64, '0'));
    const keys = createJsonObject(keyIds.map((keyid) => [keyid, { ...alice.publicKey.json, keyid }] as const));
    const bytes = await seal(linkPayload('x', {}, {}), dana);
    const links = repeat(900, (index) => ({ name: `unsigned-${index}`, step: 'x', keyId: keyIds[index] ?? '', bytes }));
    const layout = { ...layoutPayload([stepJson('x', { pubkeys: keyIds })]), keys };
    const report = await evaluate(layout, createMemoryEvidence({ links }));
    expect(codesOf(report)).toEqual(['ERR_LINK_THRESHOLD']);
  });

  it('patterns and names that would take for ever are not tried', async () => {
    const rules = repeat(large(50_000), (index) => ['ALLOW', `*[ab]?${index}*`]);
    const artifacts = Object.fromEntries(
      repeat(large(50_000), (index) => [`${'b'.repeat(50)}${index}`, { sha256: 'aa' }]),
    );
    const layout = layoutPayload([stepJson('x', { ...SIGNED_BY_ALICE, products: rules })]);
    const bytes = await seal(linkPayload('x', {}, artifacts), alice);
    const limits = { maxRuleWork: large(1e11) };
    expect(codesOf(await evaluate(layout, [{ name: nameOf('x', alice), bytes }], { limits }))).toEqual(['ERR_LIMIT']);
    const one = layoutPayload([
      stepJson('x', { ...SIGNED_BY_ALICE, products: [['ALLOW', `*${'[ab]'.repeat(1_000_000)}*`]] }),
    ]);
    const long = await seal(linkPayload('x', {}, { ['a'.repeat(1_000_000)]: { sha256: 'aa' } }), alice);
    expect(codesOf(await evaluate(one, [{ name: nameOf('x', alice), bytes: long }]))).toEqual(['ERR_LIMIT']);
  });

  it('rules that all miss the same artifacts do not each keep what they missed', async () => {
    const rules = repeat(2000, () => ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'x']);
    const artifacts = Object.fromEntries(repeat(100, (index) => [`a${index}`, { sha256: 'aa' }]));
    const layout = layoutPayload([stepJson('x', { ...SIGNED_BY_ALICE, materials: rules })]);
    const bytes = await seal(linkPayload('x', artifacts, {}), alice);
    const report = await evaluate(layout, [{ name: nameOf('x', alice), bytes }]);
    const kept = report.traces.flatMap((trace) => trace.rules.flatMap((rule) => rule.nearMisses));
    expect(report.ok).toBe(true);
    expect(kept.length).toBeLessThanOrEqual(20_000);
  });

  it('a name of a million characters is not said a hundred times', async () => {
    const name = '\u007f'.repeat(1_000_000);
    const report = await evaluate(layoutPayload([stepJson(name, SIGNED_BY_ALICE)]), []);
    expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND']);
    expect(JSON.stringify(report).length).toBeLessThan(20 * name.length);
  });
});
