import type { StepOptions } from '@intoto/models';
import type { VerificationReport } from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import {
  bob,
  carl,
  codesOf,
  DEMO,
  demoLinks,
  evaluate,
  idOf,
  layout,
  linkFile,
  type LinkSpec,
  PACKAGE,
  PROFILES,
  SOURCE,
  unpacking,
} from './chain.ts';

const BUILD: LinkSpec = { step: 'build', by: bob };

function build(rules: Partial<StepOptions>, link: Partial<LinkSpec>): Promise<VerificationReport> {
  const steps = [{ name: 'build', pubkeys: [idOf(bob)], ...rules }];
  return Promise.all([layout({ steps }), linkFile({ ...BUILD, ...link })]).then(([subject, file]) =>
    evaluate(subject, [file]),
  );
}

for (const profile of PROFILES) {
  describe(`step rules in ${profile}`, () => {
    it.each([
      ['MODIFY *', 'DISALLOW *'],
      ['REQUIRE nothing', undefined],
    ])('fail the demo with %s', async (first, second) => {
      const rules = [first, second].flatMap((rule) => (rule === undefined ? [] : [rule.split(' ')]));
      const [writeCode, packaging] = DEMO.steps ?? [];
      if (writeCode === undefined || packaging === undefined) throw new TypeError('the demo has two steps');
      const steps = [{ ...writeCode, expectedProducts: rules }, packaging];
      const subject = await layout({ ...DEMO, steps });
      const inspectionRunner = { inspect: () => Promise.reject(new TypeError('must not run')) };
      const report = await evaluate(subject, await demoLinks(), { profile, inspectionRunner });
      expect(codesOf(report)).toEqual([second === undefined ? 'ERR_RULE_REQUIRE' : 'ERR_RULE_DISALLOW']);
      expect(report.ok ? '' : report.failures[0].stage).toBe('step-rules');
    });

    it('cannot see inspections', async () => {
      const steps = [
        {
          name: 'build',
          pubkeys: [idOf(bob)],
          expectedProducts: [
            ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'look'],
            ['DISALLOW', '*'],
          ],
        },
      ];
      const subject = await layout({ steps, inspections: [{ name: 'look', run: ['look'] }] });
      const links = [await linkFile({ ...BUILD, products: { 'foo.py': SOURCE } })];
      const report = await evaluate(subject, links, { profile, inspectionRunner: unpacking });
      expect(codesOf(report)).toEqual(['ERR_RULE_DISALLOW']);
      expect(report.ok ? '' : report.failures[0].remedy).toContain('"look"');
    });
  });

  describe(`inspection rules in ${profile}`, () => {
    it('fail the demo where something else was unpacked', async () => {
      const inspectionRunner: typeof unpacking = {
        inspect: async (request) => {
          const result = await unpacking.inspect(request);
          return { ...result, products: new Map([...result.products, ['evil.py', { sha256: 'ee' }]]) };
        },
      };
      const report = await evaluate(await layout(DEMO), await demoLinks(), { profile, inspectionRunner });
      expect(codesOf(report)).toEqual(['ERR_RULE_DISALLOW']);
      expect(report.ok ? undefined : report.failures[0]).toMatchObject({
        stage: 'inspection-rules',
        subject: { item: 'untar', ruleList: 'expected_products', ruleNumber: 3, artifact: 'evil.py' },
      });
    });

    it('may match an inspection that was run later', async () => {
      const rules = [
        ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'second'],
        ['DISALLOW', '*'],
      ];
      const inspections = [
        { name: 'first', run: ['look'], expectedProducts: rules },
        { name: 'second', run: ['look'] },
      ];
      const report = await evaluate(await layout({ inspections }), [], { profile, inspectionRunner: unpacking });
      expect(codesOf(report)).toEqual([]);
    });
  });
}

describe('the rules of an item', () => {
  it('are all evaluated, with a trace of each list', async () => {
    const report = await build(
      {
        expectedMaterials: [['REQUIRE', 'a']],
        expectedProducts: [
          ['ALLOW', 'c*'],
          ['DISALLOW', '*'],
        ],
      },
      { materials: { b: '11' }, products: { d: '22', c: '33', 'c d': '44' } },
    );
    expect(codesOf(report)).toEqual(['ERR_RULE_REQUIRE', 'ERR_RULE_DISALLOW']);
    expect(report.traces).toEqual([
      {
        item: 'build',
        ruleList: 'expected_materials',
        queue: ['b'],
        rules: [{ number: 1, rule: 'REQUIRE a', consumed: [], refused: ['a'], nearMisses: [] }],
      },
      {
        item: 'build',
        ruleList: 'expected_products',
        queue: ['c', 'c d', 'd'],
        rules: [
          { number: 1, rule: 'ALLOW c*', consumed: ['c', 'c d'], refused: [], nearMisses: [] },
          { number: 2, rule: 'DISALLOW *', consumed: [], refused: ['d'], nearMisses: [] },
        ],
      },
    ]);
  });

  it('are skipped where the links they rest on failed', async () => {
    const steps = [
      { name: 'lost', pubkeys: [idOf(bob)], expectedProducts: [['DISALLOW', '*']] },
      {
        name: 'build',
        pubkeys: [idOf(carl)],
        expectedMaterials: [
          ['match', '*', 'with', 'products', 'from', 'lost'],
          ['DISALLOW', '*'],
        ],
        expectedProducts: [['DISALLOW', '*']],
      },
      {
        name: 'last',
        pubkeys: [idOf(carl)],
        expectedMaterials: [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'nowhere']],
      },
    ];
    const links = [
      await linkFile({ step: 'build', by: carl, materials: { a: '11' }, products: { b: '22' } }),
      await linkFile({ step: 'last', by: carl, materials: { a: '11' } }),
    ];
    const report = await evaluate(await layout({ steps }), links);
    expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND', 'ERR_RULE_DISALLOW']);
    const outcomes = report.checks
      .filter(({ stage }) => stage === 'step-rules')
      .map(({ subject, status }) => [subject.item, subject.ruleList, status]);
    expect(outcomes).toEqual([
      ['lost', 'expected_materials', 'skipped'],
      ['lost', 'expected_products', 'skipped'],
      ['build', 'expected_materials', 'skipped'],
      ['build', 'expected_products', 'failed'],
      ['last', 'expected_materials', 'passed'],
      ['last', 'expected_products', 'passed'],
    ]);
  });

  it('name what they refuse and how near it came', async () => {
    const [, packaging] = DEMO.steps ?? [];
    if (packaging === undefined) throw new TypeError('the demo has two steps');
    const subject = await layout({ ...DEMO, inspections: [] });
    const links = await demoLinks({
      package: { materials: { 'foo.py': 'ffff', 'lib/foo.py': SOURCE }, products: { 'foo.tar.gz': PACKAGE } },
    });
    const report = await evaluate(subject, links);
    expect(codesOf(report)).toEqual(['ERR_RULE_DISALLOW']);
    const failure = report.ok ? undefined : report.failures[0];
    expect(failure?.message).toContain('"foo.py", "lib/foo.py"');
    expect(failure?.remedy).toContain('"write-code"');
    expect(failure?.details).toMatchObject({
      rule: 'DISALLOW *',
      artifacts: ['foo.py', 'lib/foo.py'],
      nearMisses: [
        {
          artifact: 'foo.py',
          sought: 'foo.py',
          step: 'write-code',
          reason: 'digest-differs',
          expected: { sha256: SOURCE },
        },
      ],
    });
  });

  it('name an artifact that lies elsewhere in the other step', async () => {
    const steps = [
      { name: 'build', pubkeys: [idOf(bob)] },
      {
        name: 'test',
        pubkeys: [idOf(carl)],
        expectedMaterials: [
          ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'build'],
          ['DISALLOW', '*'],
        ],
      },
    ];
    const links = [
      await linkFile({ ...BUILD, products: { 'out/app': '11' } }),
      await linkFile({ step: 'test', by: carl, materials: { app: '11' } }),
    ];
    const report = await evaluate(await layout({ steps }), links);
    expect(report.ok ? '' : report.failures[0].remedy).toContain('"out/app"');
    const stranger = await evaluate(await layout({ steps }), [
      links[0] ?? { name: '', bytes: '' },
      await linkFile({ step: 'test', by: carl, materials: { app: '22' } }),
    ]);
    expect(stranger.ok ? '' : stranger.failures[0].remedy).toContain('has no "app"');
  });

  it('keep many near misses readable', async () => {
    const products = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`file-${String(index)}`, '11']));
    const expectedProducts = [
      ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'nowhere'],
      ['DISALLOW', '*'],
    ];
    const report = await build({ expectedProducts }, { products });
    const rule = report.traces.at(-1)?.rules[0];
    expect(rule?.nearMisses).toHaveLength(100);
    expect(rule?.nearMissesTotal).toBe(150);
  });

  it('keep a large refusal readable', async () => {
    const products = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`file-${String(index)}`, '11']));
    const report = await build({ expectedProducts: [['DISALLOW', '*']] }, { products });
    const failure = report.ok ? undefined : report.failures[0];
    expect(failure?.message.length).toBeLessThan(300);
    expect(failure?.details['artifacts']).toHaveLength(100);
    expect(failure?.details['artifactsTotal']).toBe(1000);
    expect(report.traces.at(-1)?.rules[0]?.refused).toHaveLength(1000);
  });

  it('are not tried where that would take for ever', async () => {
    const products = Object.fromEntries(
      Array.from({ length: 100 }, (_, at) => [`file-${String(at % 10)}${String(at)}`, 'aa']),
    );
    const artifactCharacters = Object.keys(products).join('').length + 100;
    const rules = [
      ['ALLOW', 'no'],
      ['ALLOW', 'no*'],
      ['ALLOW', 'n?'],
      ['DISALLOW', '[0-9]'],
    ];
    const subject = await layout({ steps: [{ name: 'build', pubkeys: [idOf(bob)], expectedProducts: rules }] });
    const links = [await linkFile({ step: 'build', by: bob, products })];
    const maxRuleWork = (1 + 2 + 5) * artifactCharacters;
    expect(codesOf(await evaluate(subject, links, { limits: { maxRuleWork } }))).toEqual([]);
    const report = await evaluate(subject, links, { limits: { maxRuleWork: maxRuleWork - 1 } });
    expect(report.ok ? [] : report.failures).toMatchObject([
      { code: 'ERR_LIMIT', stage: 'step-rules', subject: { item: 'build', ruleList: 'expected_products' } },
    ]);
  });

  it('cost nothing where they name single artifacts, however many', async () => {
    const names = Array.from({ length: 1000 }, (_, at) => `file-${String(at)}`);
    const products = Object.fromEntries(names.map((name) => [name, 'aa']));
    const rules = names.map((name) => ['ALLOW', name]);
    const subject = await layout({ steps: [{ name: 'build', pubkeys: [idOf(bob)], expectedProducts: rules }] });
    const links = [await linkFile({ step: 'build', by: bob, products })];
    expect(codesOf(await evaluate(subject, links, { limits: { maxRuleWork: 0 } }))).toEqual([]);
  });

  it('take any text for an artifact name', async () => {
    const names = ['__proto__', 'constructor', 'toJSON', 'a\nb', '\u001b[31mred', '\u{1f600}', '\ue000'];
    const products = new Map(names.map((name) => [name, '11']));
    const report = await build(
      {
        expectedProducts: [
          ['ALLOW', '__proto__'],
          ['ALLOW', 'a?b'],
          ['DISALLOW', '*'],
        ],
      },
      { products: Object.fromEntries(products) },
    );
    // An object literal has no member __proto__ of its own.
    const refused = ['\u001b[31mred', 'constructor', 'toJSON', '\ue000', '\u{1f600}'];
    expect(report.ok ? [] : report.failures[0].details['artifacts']).toEqual(refused);
    expect(report.ok ? '' : report.failures[0].message).not.toContain('\u001b');
  });
});

describe('artifact names in strict', () => {
  it.each([
    'a',
    'a/b',
    '.hidden',
    'a.',
    '..a',
    '...',
    '..',
    '../a',
    '../../a',
    '/a/b',
    'a b',
    'a\\b',
    'C:/a',
    'foo:',
    'foo:bar',
    'file:a/b',
    'file:/a',
    'file:../a',
    'file:///a/b',
    'dir:a',
    'dir:a/',
    'dir:.',
    'dir:/',
    'https://host/a//b/',
    'pkg:npm/left-pad@1.0.0',
    'git+https://host/r.git@v1',
    'urn:x',
    'ostree:main',
  ])('may be %s', async (name) => {
    expect(codesOf(await build({}, { products: { [name]: '11' } }))).toEqual([]);
  });

  it.each([
    '',
    '.',
    '/',
    '//',
    './a',
    'a/.',
    'a/..',
    'a/../b',
    'a//b',
    '//a',
    'a/',
    '/..',
    '/../a',
    '../a/..',
    'a/./b',
    'C:/../a',
    'file:a/../b',
    'file:./a',
    'file:a//b',
    'file:a/',
    'file:///a/../b',
    'dir:a/../b',
    'dir:./a',
    'dir:a//',
    'https://host/a/../b',
    'pkg:npm/../a',
    'foo:a/./b',
  ])('may not be %j', async (name) => {
    expect(codesOf(await build({}, { materials: { [name]: '11' } }))).toEqual(['ERR_LINK_ARTIFACT_NAME']);
  });
});
