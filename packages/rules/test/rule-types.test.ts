import { describe, expect, it } from 'vitest';

import { evaluateRules, type RuleEvaluation, type RuleList } from '../src/index.ts';
import { type Artifacts, createAuthenticatedLink } from './authenticated-link.ts';

function evaluate(
  list: RuleList,
  materials: Artifacts,
  products: Artifacts,
  rules: readonly string[][],
): RuleEvaluation {
  return evaluateRules({ item: createAuthenticatedLink({ materials, products }), rules, list, links: new Map() });
}

/** What the last of the rules consumes. */
type Row = readonly [
  about: string,
  materials: Artifacts,
  products: Artifacts,
  rules: readonly string[][],
  consumed: readonly string[],
];

function consumes(list: RuleList, rows: readonly Row[]): void {
  it.each(rows)(`${list}: %s`, (_about, materials, products, rules, consumed) => {
    const { decisions, ok } = evaluate(list, materials, products, rules);
    expect(ok).toBe(true);
    expect(decisions).toHaveLength(rules.length);
    expect(decisions.at(-1)).toMatchObject({ outcome: 'applied', consumed, refused: [], nearMisses: [] });
  });
}

describe('DELETE', () => {
  const gone = { foo: 'a', bar: 'a' };
  consumes('expected_materials', [
    ['a deleted artifact', { foo: 'a' }, {}, [['DELETE', 'foo']], ['foo']],
    ['several by wildcard', gone, {}, [['DELETE', '*']], ['bar', 'foo']],
    ['not one that was kept', { foo: 'a' }, { foo: 'a' }, [['DELETE', 'foo']], []],
    ['not one that was modified', { foo: 'a' }, { foo: 'b' }, [['DELETE', 'foo']], []],
    ['not one that is in neither', { bar: 'a' }, {}, [['DELETE', 'foo']], []],
    [
      'not one that left the queue',
      { foo: 'a' },
      {},
      [
        ['ALLOW', 'foo'],
        ['DELETE', 'foo'],
      ],
      [],
    ],
    ['not one that the pattern does not match', { foo: 'a' }, {}, [['DELETE', 'bar']], []],
  ]);
  consumes('expected_products', [
    ['nothing, for what was deleted is no product', gone, {}, [['DELETE', '*']], []],
    ['not a created one', {}, { foo: 'a' }, [['DELETE', 'foo']], []],
  ]);
});

describe('CREATE', () => {
  const made = { foo: 'a', bar: 'a' };
  consumes('expected_products', [
    ['a created artifact', {}, { foo: 'a' }, [['CREATE', 'foo']], ['foo']],
    ['several by wildcard', {}, made, [['CREATE', '*']], ['bar', 'foo']],
    ['not one that was there', { foo: 'a' }, { foo: 'a' }, [['CREATE', 'foo']], []],
    ['not one that was modified', { foo: 'a' }, { foo: 'b' }, [['CREATE', 'foo']], []],
    ['not one that is in neither', {}, { bar: 'a' }, [['CREATE', 'foo']], []],
    [
      'not one that left the queue',
      {},
      { foo: 'a' },
      [
        ['ALLOW', 'foo'],
        ['CREATE', 'foo'],
      ],
      [],
    ],
    ['not one that the pattern does not match', {}, { foo: 'a' }, [['CREATE', 'bar']], []],
  ]);
  consumes('expected_materials', [
    ['nothing, for what was created is no material', {}, made, [['CREATE', '*']], []],
    ['not a deleted one', { foo: 'a' }, {}, [['CREATE', 'foo']], []],
  ]);
});

describe('MODIFY', () => {
  const old = { foo: 'a', bar: 'a' };
  const young = { foo: 'b', bar: 'b' };
  for (const list of ['expected_materials', 'expected_products'] as const) {
    consumes(list, [
      ['a modified artifact', { foo: 'a' }, { foo: 'b' }, [['MODIFY', 'foo']], ['foo']],
      ['several by wildcard', old, young, [['MODIFY', '*']], ['bar', 'foo']],
      ['not an unmodified one', { foo: 'a' }, { foo: 'a' }, [['MODIFY', 'foo']], []],
      ['not one that is in neither', {}, {}, [['MODIFY', 'foo']], []],
      ['not one that is only a material', { foo: 'a' }, {}, [['MODIFY', 'foo']], []],
      ['not one that is only a product', {}, { foo: 'a' }, [['MODIFY', 'foo']], []],
      [
        'not one that left the queue',
        { foo: 'a' },
        { foo: 'b' },
        [
          ['ALLOW', 'foo'],
          ['MODIFY', 'foo'],
        ],
        [],
      ],
      ['not one that the pattern does not match', { foo: 'a' }, { foo: 'b' }, [['MODIFY', 'bar']], []],
      [
        'one whose digest is the same in other letters',
        { foo: { sha256: 'aa' } },
        { foo: { sha256: 'AA' } },
        [['MODIFY', 'foo']],
        ['foo'],
      ],
      [
        'one that has one more digest',
        { foo: { sha256: 'aa' } },
        { foo: { sha256: 'aa', sha512: 'bb' } },
        [['MODIFY', 'foo']],
        ['foo'],
      ],
      [
        'one that has one digest less',
        { foo: { sha256: 'aa', sha512: 'bb' } },
        { foo: { sha256: 'aa' } },
        [['MODIFY', 'foo']],
        ['foo'],
      ],
      [
        'not one whose digests stand in another order',
        { foo: { sha256: 'aa', sha512: 'bb' } },
        { foo: { sha512: 'bb', sha256: 'aa' } },
        [['MODIFY', 'foo']],
        [],
      ],
      ['not one without digests', { foo: {} }, { foo: {} }, [['MODIFY', 'foo']], []],
      ['one with a digest named like a method', { foo: {} }, { foo: { toString: 'aa' } }, [['MODIFY', 'foo']], ['foo']],
    ]);
  }
});

describe('ALLOW', () => {
  consumes('expected_products', [
    ['an allowed artifact', {}, { foo: 'a' }, [['ALLOW', 'foo']], ['foo']],
    ['all by wildcard', {}, { foo: 'a', bar: 'a' }, [['ALLOW', '*']], ['bar', 'foo']],
    ['some by wildcard', {}, { foo: 'a', foobar: 'a', bar: 'a' }, [['ALLOW', 'foo*']], ['foo', 'foobar']],
    ['not one that the pattern does not match', {}, { foo: 'a' }, [['ALLOW', 'bar']], []],
    ['nothing from an empty queue', { foo: 'a' }, {}, [['ALLOW', 'foo']], []],
    ['one whatever the case of the keyword', {}, { foo: 'a' }, [['aLLow', 'foo']], ['foo']],
    ['not one whose case differs', {}, { foo: 'a' }, [['ALLOW', 'Foo']], []],
    ['a name with a newline', {}, { 'a\nb': 'a' }, [['ALLOW', 'a*']], ['a\nb']],
    ['a name with wildcards, escaped', {}, { 'a[1].c': 'a', 'a1.c': 'a' }, [['ALLOW', 'a[[]1].c']], ['a[1].c']],
    [
      'names of prototypes',
      {},
      [
        ['__proto__', 'a'],
        ['constructor', 'a'],
        ['toString', 'a'],
      ],
      [
        ['ALLOW', '__proto__'],
        ['ALLOW', '*'],
      ],
      ['constructor', 'toString'],
    ],
    [
      'what it matches in code point order',
      {},
      { '\uffff': 'a', '😀': 'a', b: 'a' },
      [['ALLOW', '*']],
      ['b', '\uffff', '😀'],
    ],
  ]);
});

describe('DISALLOW', () => {
  it.each([
    ['foo', ['foo'], ['foo']],
    ['*', ['foo', 'bar'], ['bar', 'foo']],
    ['f*', ['foo', 'bar'], ['foo']],
    ['*', ['a\nb'], ['a\nb']],
  ])('%s fails on a queue of %j', (pattern, names, refused) => {
    const { ok, decisions, remaining } = evaluate(
      'expected_products',
      {},
      names.map((name) => [name, 'a'] as const),
      [['DISALLOW', pattern]],
    );
    expect(ok).toBe(false);
    expect(decisions).toHaveLength(1);
    expect(decisions[0]).toMatchObject({ outcome: 'failed', code: 'ERR_RULE_DISALLOW', refused, consumed: [] });
    expect(remaining).toEqual(names.toSorted());
  });

  it.each([
    ['foo', ['bar']],
    ['*', []],
    ['FOO', ['foo']],
  ])('%s leaves a queue of %j as it is', (pattern, names) => {
    const { ok, remaining } = evaluate(
      'expected_products',
      {},
      names.map((name) => [name, 'a'] as const),
      [['DISALLOW', pattern]],
    );
    expect(ok).toBe(true);
    expect(remaining).toEqual(names);
  });
});

describe('REQUIRE', () => {
  it.each([
    ['foo', ['foo']],
    ['*', ['*']],
    ['[ab]', ['[ab]', 'x']],
  ])('%s is content with a queue of %j and consumes nothing', (name, names) => {
    const { ok, remaining } = evaluate(
      'expected_materials',
      names.map((queued) => [queued, 'a'] as const),
      {},
      [['REQUIRE', name]],
    );
    expect(ok).toBe(true);
    expect(remaining).toEqual(names);
  });

  it.each([
    ['foo', ['bar']],
    ['*', ['foo']],
    ['foo', []],
    ['[ab]', ['a']],
  ])('%s fails on a queue of %j', (name, names) => {
    const { ok, decisions } = evaluate(
      'expected_materials',
      names.map((queued) => [queued, 'a'] as const),
      {},
      [['REQUIRE', name]],
    );
    expect(ok).toBe(false);
    expect(decisions[0]).toMatchObject({ outcome: 'failed', code: 'ERR_RULE_REQUIRE', refused: [name], consumed: [] });
  });

  it('fails for an artifact that an earlier rule consumed', () => {
    const { decisions } = evaluate('expected_materials', { foo: 'a' }, {}, [
      ['ALLOW', '*'],
      ['REQUIRE', 'foo'],
    ]);
    expect(decisions[1]).toMatchObject({
      code: 'ERR_RULE_REQUIRE',
      message: '`REQUIRE foo` needs "foo", which rule 1 (`ALLOW *`) consumed before.',
    });
  });
});
