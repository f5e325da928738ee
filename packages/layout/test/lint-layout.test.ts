import { LINT_RULES, lintLayout, renderFindings } from '@intoto/layout';
import { createLayout, createStep } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { AT, EXAMPLES, layoutWith } from './examples.ts';

const codesOf = (layout: ReturnType<typeof layoutWith>): readonly string[] =>
  lintLayout(layout, { at: AT }).map(({ code }) => code);

const many = (count: number) => Array.from({ length: count }, (_, at) => createStep({ name: `s${at}` }));

describe('lintLayout', () => {
  it('finds nothing in a sound layout', () => {
    expect(lintLayout(layoutWith(), { at: AT })).toEqual([]);
  });

  it('has an example for every rule', () => {
    expect(EXAMPLES.map(({ code }) => code)).toEqual(Object.keys(LINT_RULES));
  });

  it.each(EXAMPLES)('finds $code in the bad example and not in the good one', ({ code, bad, good }) => {
    const findings = lintLayout(layoutWith(bad), { at: AT }).filter((finding) => finding.code === code);
    expect(findings.length).toBeGreaterThan(0);
    for (const { place, message, remedy, severity } of findings) {
      expect(place.path).toMatch(/^(?:\/[^/]+)*$/);
      expect(`${message} ${remedy}`).toMatch(/^\S[^\n]*[.\]]$/);
      expect(severity).toBe(LINT_RULES[code as keyof typeof LINT_RULES].severity);
    }
    expect(codesOf(layoutWith(good))).toEqual([]);
  });

  it('says where: in JSON, in words and by number', () => {
    const [finding] = lintLayout(
      layoutWith({
        build: {
          expected_products: [
            ['ALLOW', '*.js'],
            ['CREATE', 'x.js'],
            ['DISALLOW', '*'],
          ],
        },
      }),
    );
    expect(finding).toEqual({
      code: 'LINT_DEAD_RULE',
      severity: 'warning',
      place: { path: '/steps/1/expected_products/1', item: 'build', list: 'expected_products', number: 2 },
      message:
        'Rule 2 of expected_products of "build", CREATE x.js, can never apply: rule 1, ALLOW *.js, takes all it could.',
      remedy: 'Move it before rule 1, or remove one of the two.',
    });
  });

  it.each([
    [
      'an allowed pattern',
      [
        ['ALLOW', 'a/*'],
        ['MATCH', '*.c', 'IN', 'a', 'WITH', 'PRODUCTS', 'FROM', 'write'],
      ],
    ],
    [
      'the same MATCH',
      [
        ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write'],
        ['match', 'a', 'with', 'products', 'from', 'write'],
      ],
    ],
    [
      'the same change',
      [
        ['MODIFY', '*.[ch]'],
        ['MODIFY', '?.c'],
      ],
    ],
    [
      'what is forbidden',
      [
        ['DISALLOW', '*'],
        ['ALLOW', 'x'],
      ],
    ],
    [
      'the same parameter',
      [
        ['ALLOW', '{dir}/*'],
        ['CREATE', '{dir}/*'],
      ],
    ],
    [
      'everything before a parameter',
      [
        ['ALLOW', '**'],
        ['DISALLOW', '{dir}/*'],
      ],
    ],
  ])('knows a rule dead after %s', (_, rules) => {
    expect(codesOf(layoutWith({ build: { expected_products: [...rules, ['DISALLOW', '*']] } }))).toContain(
      'LINT_DEAD_RULE',
    );
  });

  it.each([
    [
      'a condition that need not hold',
      [
        ['CREATE', '*'],
        ['MODIFY', '*'],
        ['ALLOW', 'a'],
      ],
    ],
    [
      'MATCH from elsewhere',
      [
        ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write'],
        ['MATCH', '*', 'WITH', 'MATERIALS', 'FROM', 'write'],
      ],
    ],
    [
      'another prefix',
      [
        ['MATCH', '*', 'IN', 'a', 'WITH', 'PRODUCTS', 'FROM', 'write'],
        ['MATCH', '*', 'IN', 'b', 'WITH', 'PRODUCTS', 'FROM', 'write'],
      ],
    ],
    [
      'a parameter that may be anything',
      [
        ['ALLOW', '{dir}/*'],
        ['DISALLOW', '{other}/*'],
      ],
    ],
    [
      'a parameter in a prefix, which is literal there',
      [
        ['ALLOW', '{d}/*'],
        ['MATCH', '*', 'IN', '{d}', 'WITH', 'PRODUCTS', 'FROM', 'write'],
      ],
    ],
    [
      'REQUIRE, which takes nothing',
      [
        ['REQUIRE', 'a'],
        ['ALLOW', 'a'],
      ],
    ],
  ])('knows no rule dead after %s', (_, rules) => {
    const codes = codesOf(layoutWith({ build: { expected_products: [...rules, ['DISALLOW', '*']] } }));
    expect(codes).not.toContain('LINT_DEAD_RULE');
  });

  it('takes no file that is called like a pattern for a mistake', () => {
    const rules = [
      ['REQUIRE', 'pages/[id].tsx'],
      ['CREATE', 'pages/[[]id].tsx'],
      ['DISALLOW', '*'],
    ];
    expect(codesOf(layoutWith({ build: { expected_products: rules } }))).toEqual([]);
  });

  it('is silent on steps behind parameters', () => {
    const layout = layoutWith({
      build: {
        expected_materials: [
          ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', '{from}'],
          ['DISALLOW', '*'],
        ],
      },
    });
    expect(codesOf(layout)).toEqual([]);
  });

  it('escapes what a terminal could act on', () => {
    const name = 'a\u001b[2J\n';
    const layout = createLayout({
      expires: undefined,
      steps: [name, 'b'].map((one) =>
        createStep({
          name: one,
          pubkeys: ['c0ffee'],
          expectedMaterials: [['MATCH', name, 'WITH', 'PRODUCTS', 'FROM', `${name}${name}`]],
        }),
      ),
    });
    const findings = lintLayout(layout);
    expect(findings.map(({ code }) => code)).toContain('LINT_PRODUCTS_UNMATCHED');
    for (const { message, remedy } of findings) expect(message + remedy).not.toMatch(/\p{Cc}/u);
    expect(renderFindings(findings).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(() => renderFindings(findings, { width: 39 })).toThrow(TypeError);
  });

  it('judges expiry for the time it is given, and for none without', () => {
    const layout = layoutWith({ layout: { expires: '2026-06-15T12:00:00Z' } });
    expect(lintLayout(layout)).toEqual([]);
    expect(codesOf(layout)).toEqual([]);
    expect(lintLayout(layout, { at: AT, soonDays: 15 }).map(({ code }) => code)).toEqual(['LINT_EXPIRES_SOON']);
    expect(lintLayout(layout, { at: new Date('2026-06-15T12:00:00Z') }).map(({ code }) => code)).toEqual([
      'LINT_EXPIRED',
    ]);
  });

  it('bounds what it looks at and what it says', () => {
    expect(() => lintLayout(createLayout({ expires: undefined, steps: many(1001) }))).toThrow(
      expect.objectContaining({ code: 'ERR_LAYOUT_SIZE' }),
    );
    expect(lintLayout(createLayout({ expires: undefined, steps: many(1000) }))).toHaveLength(1000);
    const rules = Array.from({ length: 19_000 }, (_, at) => ['ALLOW', `${'a*'.repeat(100)}${at}*b`]);
    expect(lintLayout(layoutWith({ build: { expected_products: rules } })).length).toBeGreaterThan(0);
  });

  it('refuses options that are none', () => {
    expect(() => lintLayout(layoutWith(), { at: new Date(Number.NaN) })).toThrow(TypeError);
    expect(() => lintLayout(layoutWith(), { soonDays: -1 })).toThrow(TypeError);
    expect(() => lintLayout(layoutWith(), { soonDays: Number.NaN })).toThrow(TypeError);
  });
});
