import { describe, expect, it } from 'vitest';

import { evaluateRules, queueBefore, RULE_CODES, type RuleEvaluationInput, type RuleList } from '../src/index.ts';
import { createAuthenticatedLink } from './authenticated-link.ts';

const ITEM = createAuthenticatedLink({
  materials: { kept: 'k', changed: 'old', removed: 'r', same: 's' },
  products: { kept: 'k', changed: 'new', added: 'a', same: 's' },
});
const LINKS = new Map([['item', ITEM]]);
const EVERY_TYPE = [
  ['DELETE', 'removed'],
  ['REQUIRE', 'same'],
  ['CREATE', 'added'],
  ['MODIFY', 'changed'],
  ['MATCH', 'kept', 'WITH', 'MATERIALS', 'FROM', 'item'],
  ['ALLOW', 'same'],
  ['DISALLOW', '*'],
];

const evaluate = (rules: RuleEvaluationInput['rules'], list: RuleList = 'expected_materials') =>
  evaluateRules({ item: ITEM, rules, list, links: LINKS });

describe('a list of rules', () => {
  it.each([
    ['expected_materials', [['removed'], [], [], ['changed'], ['kept'], ['same'], []]],
    ['expected_products', [[], [], ['added'], ['changed'], ['kept'], ['same'], []]],
  ] as const)('of every type passes for %s', (list, consumed) => {
    const evaluation = evaluate(EVERY_TYPE, list);
    expect(evaluation.ok).toBe(true);
    expect(evaluation.decisions.map((decision) => decision.consumed)).toEqual(consumed);
    expect(evaluation.decisions.map(({ number, words, rule }) => [number, words, rule?.type])).toEqual(
      EVERY_TYPE.map((words, index) => [index + 1, words, words[0]]),
    );
    expect(evaluation.remaining).toEqual([]);
  });

  it('fails where a final DISALLOW finds artifacts', () => {
    const { ok, decisions } = evaluate([['DISALLOW', '*']]);
    expect(ok).toBe(false);
    expect(decisions[0]).toMatchObject({
      code: 'ERR_RULE_DISALLOW',
      message: '`DISALLOW *` forbids 4 artifacts that no earlier rule consumed: "changed", "kept", "removed", "same".',
    });
  });

  it('allows what it leaves', () => {
    expect(evaluate([])).toEqual({
      ok: true,
      queue: ['changed', 'kept', 'removed', 'same'],
      decisions: [],
      remaining: ['changed', 'kept', 'removed', 'same'],
    });
    expect(evaluate([['ALLOW', 'kept']]).remaining).toEqual(['changed', 'removed', 'same']);
  });

  it('ends at the first rule that fails', () => {
    const { ok, decisions, remaining } = evaluate([
      ['ALLOW', 'same'],
      ['REQUIRE', 'same'],
      ['ALLOW', '*'],
      ['NONSENSE'],
    ]);
    expect(ok).toBe(false);
    expect(decisions.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['applied', undefined],
      ['failed', 'ERR_RULE_REQUIRE'],
    ]);
    expect(remaining).toEqual(['changed', 'kept', 'removed']);
  });

  it.each([
    [[]],
    [['ALLOW']],
    [['ALLOW', 'a', 'b']],
    [['PERMIT', '*']],
    [['dıſallow', '*']],
    [['MATCH', '*', 'FROM', 'item']],
    [['MATCH', '*', 'WITH', 'PRODUCT', 'FROM', 'item']],
  ])('fails at malformed words %j when it is their turn', (words) => {
    const { ok, decisions, remaining } = evaluate([['ALLOW', 'kept'], words, ['ALLOW', '*']]);
    expect(ok).toBe(false);
    expect(decisions).toHaveLength(2);
    expect(decisions[1]).toMatchObject({ number: 2, words, outcome: 'failed', code: 'ERR_RULE_FORMAT', refused: [] });
    expect(decisions[1]?.rule).toBe(undefined);
    expect(decisions[1]?.message).toContain('Rule 2');
    expect(remaining).toEqual(['changed', 'removed', 'same']);
  });

  it('throws a TypeError for a list that there is not', () => {
    expect(() => evaluate([], 'materials' as RuleList)).toThrow(TypeError);
  });

  it('is a JSON value', () => {
    const evaluation = evaluate(EVERY_TYPE);
    expect(JSON.parse(JSON.stringify(evaluation))).toEqual(evaluation);
  });

  it('takes lone surrogates and control characters for ordinary names', () => {
    const item = createAuthenticatedLink({
      products: { '\ud83d': 'a', '\u001b[31m': 'a', '\u009b': 'a', '\u202e': 'a' },
    });
    const { decisions } = evaluateRules({ item, rules: [['DISALLOW', '*']], list: 'expected_products', links: LINKS });
    expect(decisions[0]?.refused).toEqual(['\u001b[31m', '\u009b', '\u202e', '\ud83d']);
    expect(decisions[0]?.message).toBe(
      String.raw`${'`DISALLOW *`'} forbids 4 artifacts that no earlier rule consumed: "\u001b[31m", "\u009b", "\u202e", "\ud83d".`,
    );
  });
});

describe('the rules of a small chain', () => {
  const written = createAuthenticatedLink({ products: { foo: 'foo' } });
  const packed = createAuthenticatedLink({ materials: { foo: 'foo' }, products: { 'foo.tar.gz': 'tar' } });
  const unpacked = createAuthenticatedLink({ materials: { 'foo.tar.gz': 'tar' }, products: { 'dir/foo': 'foo' } });
  const links = new Map([
    ['write', written],
    ['pack', packed],
    ['unpack', unpacked],
  ]);

  it.each([
    ['write', written, 'expected_products', [['CREATE', 'foo']]],
    ['pack', packed, 'expected_materials', [['MATCH', 'foo', 'WITH', 'PRODUCTS', 'FROM', 'write']]],
    [
      'pack',
      packed,
      'expected_products',
      [
        ['CREATE', 'foo.tar.gz'],
        ['DELETE', 'foo'],
      ],
    ],
    [
      'unpack',
      unpacked,
      'expected_materials',
      [
        ['REQUIRE', 'foo.tar.gz'],
        ['MATCH', 'foo.tar.gz', 'WITH', 'PRODUCTS', 'FROM', 'pack'],
      ],
    ],
    ['unpack', unpacked, 'expected_products', [['MATCH', 'foo', 'IN', 'dir', 'WITH', 'PRODUCTS', 'FROM', 'write']]],
  ] as const)('%s leaves nothing unexplained', (_name, item, list, rules) => {
    const evaluation = evaluateRules({ item, list, links, rules: [...rules, ['DISALLOW', '*']] });
    expect(evaluation.ok).toBe(true);
    expect(evaluation.remaining).toEqual([]);
  });
});

describe('a failure message', () => {
  it('names a few artifacts and counts the others', () => {
    const item = createAuthenticatedLink({ products: Array.from({ length: 8 }, (_, at) => [`f${String(at)}`, 'x']) });
    const { decisions } = evaluateRules({ item, rules: [['DISALLOW', 'f*']], list: 'expected_products', links: LINKS });
    expect(decisions[0]?.message).toBe(
      '`DISALLOW f*` forbids 8 artifacts that no earlier rule consumed: "f0", "f1", "f2", "f3", "f4" and 3 more.',
    );
  });

  it('says that REQUIRE takes no pattern', () => {
    expect(evaluate([['REQUIRE', '*.py']], 'expected_products').decisions[0]?.message).toBe(
      '`REQUIRE *.py` needs "*.py", which is not among the products. REQUIRE takes a name, not a pattern.',
    );
    expect(evaluate([['REQUIRE', 'x']]).decisions[0]?.message).toBe(
      '`REQUIRE x` needs "x", which is not among the materials.',
    );
  });

  it('says which paths a MATCH rule cannot put back together', () => {
    const item = createAuthenticatedLink({ materials: { 's//a': 'x' } });
    const rules = [['MATCH', '*', 'IN', 's', 'WITH', 'PRODUCTS', 'FROM', 'item']];
    const { decisions } = evaluateRules({ item, rules, list: 'expected_materials', links: LINKS });
    expect(decisions[0]?.message).toBe(
      '`MATCH * IN s WITH PRODUCTS FROM item` selects 1 artifact whose path changes when the prefix "s" is cut off and ' +
        'put back: "s//a". A path with a backslash, or with a second slash after the prefix, cannot be matched with IN.',
    );
  });
});

describe('the queue before a rule', () => {
  it('is the first queue without what earlier rules consumed', () => {
    const evaluation = evaluate(EVERY_TYPE);
    expect(EVERY_TYPE.map((_, index) => queueBefore(evaluation, index + 1))).toEqual([
      ['changed', 'kept', 'removed', 'same'],
      ['changed', 'kept', 'same'],
      ['changed', 'kept', 'same'],
      ['changed', 'kept', 'same'],
      ['kept', 'same'],
      ['same'],
      [],
    ]);
  });

  it('is what remained, after the last rule', () => {
    const evaluation = evaluate([
      ['ALLOW', 'kept'],
      ['DISALLOW', 'same'],
      ['ALLOW', '*'],
    ]);
    expect(queueBefore(evaluation, 2)).toEqual(['changed', 'removed', 'same']);
    expect(queueBefore(evaluation, 3)).toEqual(evaluation.remaining);
  });

  it.each([0, -1, 1.5, 3, Number.NaN])('is not there for rule %d of one', (number) => {
    const evaluation = evaluate([['ALLOW', 'kept']]);
    expect(() => queueBefore(evaluation, number)).toThrow(TypeError);
  });
});

it('documents every code', () => {
  expect(Object.keys(RULE_CODES).sort()).toEqual([
    'ERR_RULE_DISALLOW',
    'ERR_RULE_FORMAT',
    'ERR_RULE_PATH',
    'ERR_RULE_REQUIRE',
  ]);
});
