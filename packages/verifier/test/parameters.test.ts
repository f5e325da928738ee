import { describe, expect, it } from 'vitest';

import { bob, codesOf, evaluate, idOf, layout, linkFile, PROFILES, runnerOver } from './chain.ts';

/** What a placeholder in a pattern becomes, seen from which of the products it consumes; `undefined` if it is refused. */
async function consumed(
  pattern: string,
  parameters: Readonly<Record<string, string>> | undefined,
  products: readonly string[],
): Promise<readonly string[] | undefined> {
  const steps = [{ name: 'build', pubkeys: [idOf(bob)], expectedProducts: [['ALLOW', pattern]] }];
  const contents = Object.fromEntries(products.map((name) => [name, 'aa']));
  const links = [await linkFile({ step: 'build', by: bob, products: contents })];
  const given = parameters === undefined ? {} : { parameters: new Map(Object.entries(parameters)) };
  const report = await evaluate(await layout({ steps }), links, given);
  if (!report.ok) {
    expect(codesOf(report)).toEqual(['ERR_PARAMETER']);
    return undefined;
  }
  return report.traces.find(({ ruleList }) => ruleList === 'expected_products')?.rules[0]?.consumed;
}

describe('parameters', () => {
  const values = { a: 'x', 'a-b': 'y', A_1: 'z', '1a': 'w', brace: '{a}', star: '*' };

  // Python's str.format gives the same for each of these (in-toto 3.1.0).
  it.each([
    ['{a}', 'x'],
    ['{a-b}', 'y'],
    ['{A_1}{1a}', 'zw'],
    ['{{a}}', '{a}'],
    ['{{{a}}}', '{x}'],
    ['{{', '{'],
    ['}}', '}'],
    ['-{a}-{a}-', '-x-x-'],
    ['{brace}', '{a}'],
    ['$& $1 {a}', '$& $1 x'],
  ])('turn %s into %s', async (pattern, name) => {
    expect(await consumed(pattern, values, [name, 'other'])).toEqual([name]);
  });

  it('may be patterns', async () => {
    expect(await consumed('{star}', values, ['p', 'q'])).toEqual(['p', 'q']);
  });

  // Python's str.format raises for these.
  it.each([
    '{missing}',
    '{}',
    '{0}',
    '{00}',
    '{\u0661}',
    '{ a }',
    '{a',
    'a}',
    '{a}}',
    '{{a}',
    '{a{a}}',
    '{__proto__}',
    '{toString}',
  ])('are refused in %s', async (pattern) => {
    expect(await consumed(pattern, { ...values, 0: 'zero' }, ['x'])).toBe(undefined);
  });

  // Python's str.format evaluates these.
  it.each(['{a!r}', '{a!s}', '{a:>5}', '{a:}', '{a[0]}', '{a.upper}', '{a.__class__}', '{a:{a}}'])(
    'are refused in %s, which is more than a name',
    async (pattern) => {
      expect(await consumed(pattern, values, ['x'])).toBe(undefined);
    },
  );

  it('leave braces alone where none are given', async () => {
    expect(await consumed('{a}', undefined, ['{a}', 'x'])).toEqual(['{a}']);
    expect(await consumed('{{a}}', undefined, ['{a}', '{{a}}'])).toEqual(['{{a}}']);
    expect(await consumed('{{a}}', {}, ['{a}', '{{a}}'])).toEqual(['{a}']);
  });

  it('have names of letters, digits, "_" and "-"', async () => {
    for (const name of ['', 'a b', 'a.b', 'ä', 'a\n']) {
      expect(await consumed('x', { [name]: 'x' }, ['x'])).toBe(undefined);
    }
  });

  it('go into every word of rules, into expected_command and run, and nowhere else', async () => {
    const parameters = new Map([['p', 'build']]);
    const steps = [
      {
        name: 'build',
        pubkeys: [idOf(bob)],
        expectedCommand: ['make', '{p}'],
        expectedMaterials: [
          ['MATCH', '{p}', 'IN', '{p}', 'WITH', 'MATERIALS', 'IN', '{p}', 'FROM', '{p}'],
          ['DISALLOW', '*'],
        ],
        expectedProducts: [['REQUIRE', '{p}']],
      },
      { name: '{p}', pubkeys: [idOf(bob)] },
    ];
    const inspections = [
      { name: 'look', run: ['{p}'], expectedMaterials: [['REQUIRE', '{p}']], expectedProducts: [['DISALLOW', '{p}s']] },
    ];
    const artifacts = { 'build/build': 'aa' };
    const links = [
      await linkFile({
        step: 'build',
        by: bob,
        materials: artifacts,
        products: { build: 'bb' },
        command: ['make', 'build'],
      }),
      await linkFile({ step: '{p}', by: bob }),
    ];
    const commands: (readonly string[])[] = [];
    const runner = runnerOver({ build: 'bb' });
    const inspectionRunner: typeof runner = {
      inspect: (request) => {
        commands.push(request.run);
        return runner.inspect(request);
      },
    };
    for (const profile of PROFILES) {
      const report = await evaluate(await layout({ steps, inspections }), links, {
        profile,
        parameters,
        inspectionRunner,
      });
      expect(codesOf(report)).toEqual([]);
      expect(report.checks.filter(({ status }) => status === 'warning')).toEqual([]);
    }
    expect(commands).toEqual([['build'], ['build']]);
  });

  it('with a wrong name keep the rules from being checked', async () => {
    const steps = [{ name: 'build', pubkeys: [idOf(bob)], expectedProducts: [['DISALLOW', '*']] }];
    const links = [await linkFile({ step: 'build', by: bob, products: { app: 'aa' } })];
    const report = await evaluate(await layout({ steps }), links, { parameters: new Map([['a b', 'x']]) });
    expect(codesOf(report)).toEqual(['ERR_PARAMETER']);
    expect(report.checks.filter(({ stage }) => stage === 'step-rules')).toMatchObject([{ status: 'skipped' }]);
  });

  it('are all checked, and what rests on them is not', async () => {
    const steps = [
      {
        name: 'build',
        pubkeys: [idOf(bob)],
        expectedCommand: ['make', 7, '{c}'],
        expectedMaterials: [['ALLOW', '{a}']],
        expectedProducts: [
          ['ALLOW', '*'],
          ['ALLOW', '{b}'],
        ],
      },
    ];
    const inspections = [{ name: 'look', run: ['{d}'] }];
    const report = await evaluate(await layout({ steps, inspections }), [], { parameters: new Map() });
    expect(report.ok ? [] : report.failures.map(({ code, subject, message }) => [code, subject, message])).toEqual([
      [
        'ERR_PARAMETER',
        { item: 'build', ruleList: 'expected_materials', ruleNumber: 1 },
        'Rule 1 of expected_materials of "build": no value for the parameter "a".',
      ],
      [
        'ERR_PARAMETER',
        { item: 'build', ruleList: 'expected_products', ruleNumber: 2 },
        'Rule 2 of expected_products of "build": no value for the parameter "b".',
      ],
      ['ERR_PARAMETER', { item: 'build' }, 'Word 2 of expected_command of "build": a word that is not a string.'],
      ['ERR_PARAMETER', { item: 'build' }, 'Word 3 of expected_command of "build": no value for the parameter "c".'],
      ['ERR_PARAMETER', { item: 'look' }, 'Word 1 of run of "look": no value for the parameter "d".'],
      ['ERR_LINK_NOT_FOUND', { item: 'build' }, 'Step "build" needs 1 link and has 0 in memory.'],
    ]);
    const skipped = report.checks.filter(({ status }) => status === 'skipped').map(({ stage }) => stage);
    expect(skipped).toEqual(['threshold', 'step-rules', 'inspection', 'inspection-rules']);
  });
});
