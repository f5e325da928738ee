import { signMetadata } from '@intoto/crypto';
import { describeTampering, type Tampering, testLayout, type TestLayoutOptions } from '@intoto/layout';
import {
  linkFileName,
  createInspection,
  createLayout,
  createMetablock,
  encodeLayout,
  writeMetadata,
  createStep,
  type Layout,
  type RuleWords,
  sublayoutDirectoryName,
} from '@intoto/models';
import { createMemoryEvidence, type MemoryLink } from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import {
  artifacts,
  backend,
  bob,
  carl,
  dan,
  EXPIRES,
  idOf,
  keysOf,
  linkOf,
  NOW,
  owner,
  runnerOver,
  signLayout,
  signLink,
} from './chain.ts';

const DISALLOW: RuleWords = ['DISALLOW', '*'];
const match = (pattern: string, step: string): RuleWords => ['MATCH', pattern, 'WITH', 'PRODUCTS', 'FROM', step];

const write = linkOf('write', {}, { 'src/a': 'aa', 'src/b': 'bb' });
const pack = linkOf('pack', { 'src/a': 'aa', 'src/b': 'bb' }, { 'src/a': 'aa', 'src/b': 'bb', out: 'cc' });

/** Bob writes, Carl packs, the client looks at what was packed. */
function layoutWith(packProducts: readonly RuleWords[], extra: Partial<Parameters<typeof createStep>[0]> = {}): Layout {
  return createLayout({
    expires: EXPIRES,
    keys: keysOf(bob, carl, dan),
    steps: [
      createStep({
        name: 'write',
        pubkeys: [idOf(bob)],
        expectedMaterials: [DISALLOW],
        expectedProducts: [['CREATE', 'src/*'], DISALLOW],
      }),
      createStep({
        name: 'pack',
        pubkeys: [idOf(carl)],
        expectedMaterials: [match('src/*', 'write'), DISALLOW],
        expectedProducts: packProducts,
        ...extra,
      }),
    ],
    inspections: [
      createInspection({
        name: 'look',
        run: ['true'],
        expectedMaterials: [match('out', 'pack'), DISALLOW],
        expectedProducts: [match('out', 'pack'), DISALLOW],
      }),
    ],
  });
}

const STRICT: readonly RuleWords[] = [['CREATE', 'out'], match('src/*', 'write'), DISALLOW];
const evidence = await Promise.all([signLink(write, bob), signLink(pack, carl)]);

async function test(layout: Layout, links: readonly MemoryLink[] = evidence, options: Partial<TestLayoutOptions> = {}) {
  return testLayout(await signLayout(layout), {
    layoutKeys: keysOf(owner),
    evidence: createMemoryEvidence({ links }),
    backend,
    now: NOW,
    inspectionRunner: runnerOver(artifacts({ out: 'cc' })),
    ...options,
  });
}

const inner = (products: readonly RuleWords[]): Layout =>
  createLayout({
    expires: EXPIRES,
    keys: keysOf(dan),
    steps: [
      createStep({
        name: 'inner',
        pubkeys: [idOf(dan)],
        expectedMaterials: [['ALLOW', '*']],
        expectedProducts: products,
      }),
    ],
  });

const linksWith = async (sublayout: Layout): Promise<readonly MemoryLink[]> => {
  const metadata = await signMetadata(createMetablock(encodeLayout(sublayout)), carl);
  const { bytes } = await signLink(linkOf('inner', { 'src/a': 'aa', 'src/b': 'bb' }, { out: 'cc', log: 'dd' }), dan);
  const directory = sublayoutDirectoryName('pack', idOf(carl));
  return [
    { name: linkFileName('write', idOf(bob)), bytes: evidence[0]?.bytes ?? '' },
    { name: linkFileName('pack', idOf(carl)), bytes: writeMetadata(metadata) },
    { name: `${directory}/${linkFileName('inner', idOf(dan))}`, bytes },
  ];
};

describe('testLayout', () => {
  it('finds that a strict layout notices everything', async () => {
    expect(await test(layoutWith(STRICT))).toEqual({ ok: true, verified: true, trials: 24, unnoticed: [], untried: 0 });
  });

  it('lists what a lax layout lets through', async () => {
    const report = await test(
      layoutWith([
        ['CREATE', 'out'],
        ['ALLOW', '*'],
      ]),
    );
    const place = { item: 'pack', path: [], list: 'expected_products' };
    expect(report).toMatchObject({ ok: false, verified: true, untried: 0 });
    expect(report.verified && report.unnoticed).toEqual([
      { kind: 'alter', ...place, artifact: 'src/a' },
      { kind: 'swap', ...place, artifact: 'src/a', other: 'src/b' },
      { kind: 'alter', ...place, artifact: 'src/b' },
    ]);
  });

  it('notices a missing record only where it is asked to look, and REQUIRE finds it', async () => {
    const kinds = ['omit'] as const;
    const lax = await test(layoutWith(STRICT), evidence, { kinds });
    expect(lax.verified && lax.unnoticed.map(({ item, list, artifact }) => `${item} ${list} ${artifact}`)).toContain(
      'pack expected_products src/a',
    );
    const strict = await test(
      layoutWith([['REQUIRE', 'src/a'], ['REQUIRE', 'src/b'], ['REQUIRE', 'out'], ...STRICT]),
      evidence,
      { kinds },
    );
    expect(
      strict.verified && strict.unnoticed.filter(({ list, item }) => item === 'pack' && list === 'expected_products'),
    ).toEqual([]);
  });

  it('finds links that may be moved or dropped', async () => {
    const everything: readonly RuleWords[] = [['ALLOW', '*']];
    const layout = createLayout({
      expires: EXPIRES,
      keys: keysOf(bob),
      steps: ['one', 'two'].map((name) =>
        createStep({ name, pubkeys: [idOf(bob)], expectedMaterials: everything, expectedProducts: everything }),
      ),
    });
    const links = await Promise.all(['one', 'two'].map((name) => signLink(linkOf(name, {}, { x: 'aa' }), bob)));
    const kindsOf = async (profile: 'strict' | 'reference') => {
      const report = await test(layout, links, { profile });
      return report.verified ? report.unnoticed.map(({ kind, item }) => `${kind} ${item}`) : [];
    };
    expect(await kindsOf('strict')).toEqual(['alter one', 'replay one', 'alter two', 'replay two']);
    expect(await kindsOf('reference')).toEqual([
      'alter one',
      'replay one',
      'move one',
      'alter two',
      'replay two',
      'move two',
    ]);
  });

  it('changes all links of a step alike where several have to agree', async () => {
    const links = [...evidence, await signLink(pack, dan)];
    const layout = layoutWith(STRICT, { pubkeys: [idOf(carl), idOf(dan)], threshold: 2 });
    expect(await test(layout, links)).toMatchObject({ ok: true });
  });

  it('goes into sublayouts', async () => {
    const outer = layoutWith([['CREATE', 'out'], ['ALLOW', 'log'], DISALLOW]);
    const report = await test(outer, await linksWith(inner([['CREATE', 'out'], ['CREATE', 'log'], DISALLOW])));
    expect(report.verified && report.unnoticed).toEqual([
      { kind: 'alter', item: 'inner', path: ['pack'], list: 'expected_products', artifact: 'log' },
    ]);
  });

  it('tests nothing that does not pass as it is', async () => {
    const report = await test(layoutWith(STRICT), evidence.slice(1));
    expect(report).toMatchObject({ ok: false, verified: false, report: { ok: false } });
    const unlooked = await test(layoutWith(STRICT), evidence, { inspectionRunner: undefined });
    expect(unlooked).toMatchObject({ verified: false });
  });

  it('runs inspections once, and stops at a bound', async () => {
    let runs = 0;
    const runner = runnerOver(artifacts({ out: 'cc' }));
    const inspectionRunner = {
      inspect: (request: Parameters<typeof runner.inspect>[0]) => {
        runs += 1;
        return runner.inspect(request);
      },
    };
    const report = await test(layoutWith(STRICT), evidence, { inspectionRunner, maxTrials: 3 });
    expect(report).toEqual({ ok: false, verified: true, trials: 3, unnoticed: [], untried: 21 });
    expect(runs).toBe(1);
    await expect(test(layoutWith(STRICT), evidence, { maxTrials: Number.NaN })).rejects.toThrow(TypeError);
    await expect(test(layoutWith(STRICT), evidence, { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});

describe('describeTampering', () => {
  it.each([
    [
      { kind: 'alter', list: 'expected_materials', artifact: 'a\n' },
      '"a\\u000a" is another in the materials of "sub" / "build".',
    ],
    [
      { kind: 'swap', list: 'expected_products', artifact: 'a', other: 'b' },
      '"a" and "b" are exchanged in the products of "sub" / "build".',
    ],
    [
      { kind: 'omit', list: 'expected_products', artifact: 'a' },
      '"a" is missing from the products of "sub" / "build".',
    ],
    [{ kind: 'drop' }, 'Too few links of "sub" / "build" are there.'],
    [{ kind: 're-sign' }, 'Links of "sub" / "build" are signed by somebody without a key in the layout.'],
    [
      { kind: 're-sign', other: '0123456789' },
      'Links of "sub" / "build" are signed by 01234567, whom the step does not list.',
    ],
    [{ kind: 'replay' }, 'Links of "sub" / "build" are from an earlier time, when everything was another.'],
    [{ kind: 'move', other: 'x' }, 'Links of "x" stand in for those of "sub" / "build".'],
  ] as const)('says what %j is', (tampering, text) => {
    expect(describeTampering({ item: 'build', path: ['sub'], ...tampering } satisfies Tampering)).toBe(text);
  });
});
