import { describe, expect, it } from 'vitest';

import { evaluateRules, type RuleEvaluation } from '../src/index.ts';
import { type Artifacts, createAuthenticatedLink } from './authenticated-link.ts';

const MATERIALS = {
  foo: 'f',
  foobar: 'fb',
  'sub/foo': 'f',
  'sub/foobar': 'fb',
  'sub/lib/foo': 'f',
  'lib/build/foo': 'f',
};
const PRODUCTS = { bar: 'b', barfoo: 'bf', 'sub/bar': 'b', 'sub/barfoo': 'bf', 'lib/build/bar': 'b' };
const OTHER = createAuthenticatedLink({ materials: MATERIALS, products: PRODUCTS });

function match(rule: string, materials: Artifacts, earlier: readonly string[][] = []): RuleEvaluation {
  const item = createAuthenticatedLink({ materials });
  const links = new Map([
    ['item', item],
    ['other', OTHER],
  ]);
  return evaluateRules({ item, rules: [...earlier, rule.split(' ')], list: 'expected_materials', links });
}

describe('MATCH consumes', () => {
  it.each([
    // Destination and wildcards.
    ['MATCH foo WITH MATERIALS FROM other', MATERIALS, ['foo']],
    ['MATCH bar WITH PRODUCTS FROM other', PRODUCTS, ['bar']],
    ['match bar with products from other', PRODUCTS, ['bar']],
    ['MATCH foo* WITH MATERIALS FROM other', MATERIALS, ['foo', 'foobar']],
    ['MATCH bar* WITH PRODUCTS FROM other', PRODUCTS, ['bar', 'barfoo']],
    ['MATCH * WITH PRODUCTS FROM other', PRODUCTS, Object.keys(PRODUCTS).toSorted()],
    ['MATCH * WITH MATERIALS FROM item', { x: 'x', y: 'y' }, ['x', 'y']],
    // Source prefix.
    ['MATCH foo IN sub WITH MATERIALS FROM other', MATERIALS, ['sub/foo']],
    ['MATCH foo IN sub/ WITH MATERIALS FROM other', MATERIALS, ['sub/foo']],
    ['MATCH bar IN sub WITH PRODUCTS FROM other', PRODUCTS, ['sub/bar']],
    ['MATCH foo* IN sub WITH MATERIALS FROM other', MATERIALS, ['sub/foo', 'sub/foobar']],
    ['MATCH bar* IN sub/ WITH PRODUCTS FROM other', PRODUCTS, ['sub/bar', 'sub/barfoo']],
    ['MATCH foo IN sub/lib WITH MATERIALS FROM other', MATERIALS, ['sub/lib/foo']],
    // Destination prefix.
    ['MATCH foo WITH MATERIALS IN sub FROM other', MATERIALS, ['foo']],
    ['MATCH bar WITH PRODUCTS IN sub FROM other', PRODUCTS, ['bar']],
    ['MATCH bar WITH PRODUCTS IN sub/ FROM other', PRODUCTS, ['bar']],
    ['MATCH bar* WITH PRODUCTS IN sub FROM other', PRODUCTS, ['bar', 'barfoo']],
    ['MATCH foo WITH MATERIALS IN lib/build FROM other', MATERIALS, ['foo']],
    // Both prefixes.
    ['MATCH foo IN sub WITH MATERIALS IN sub FROM other', MATERIALS, ['sub/foo']],
    ['MATCH bar IN sub/ WITH PRODUCTS IN lib/build/ FROM other', PRODUCTS, ['sub/bar']],
    ['MATCH foo* IN sub WITH MATERIALS IN sub/ FROM other', MATERIALS, ['sub/foo', 'sub/foobar']],
    ['MATCH foo IN sub/lib WITH MATERIALS IN lib/build FROM other', MATERIALS, ['sub/lib/foo']],
    ['MATCH * IN sub/lib WITH MATERIALS IN lib/build FROM other', { 'sub/lib/foo': 'f' }, ['sub/lib/foo']],
    // Prefixes are literal text with backslashes made slashes, and the prefix of a word is no prefix.
    ['MATCH * IN sub* WITH MATERIALS FROM other', { 'sub*/foo': 'f', 'subx/foo': 'f' }, ['sub*/foo']],
    ['MATCH foo IN a\\b WITH MATERIALS FROM other', { 'a/b/foo': 'f' }, ['a/b/foo']],
    ['MATCH foo WITH MATERIALS IN lib\\build FROM other', { foo: 'f' }, ['foo']],
    ['MATCH foo IN a// WITH MATERIALS FROM other', { 'a//foo': 'f', 'a/foo': 'f' }, ['a//foo']],
    ['MATCH foo IN IN WITH MATERIALS FROM other', { 'IN/foo': 'f' }, ['IN/foo']],
    ['MATCH foo IN . WITH MATERIALS FROM other', { './foo': 'f', foo: 'f' }, ['./foo']],
  ])('%s', (rule, materials, consumed) => {
    const { ok, decisions } = match(rule, materials);
    expect(ok).toBe(true);
    expect(decisions[0]).toMatchObject({ outcome: 'applied', consumed, refused: [] });
  });
});

describe('MATCH leaves', () => {
  it.each([
    ['an empty queue', 'MATCH foo WITH MATERIALS FROM other', {}],
    ['a name the other step does not have', 'MATCH foo WITH PRODUCTS FROM other', MATERIALS],
    ['other digests', 'MATCH foo WITH MATERIALS FROM other', { foo: 'x' }],
    ['a step without a link', 'MATCH foo WITH MATERIALS FROM nowhere', MATERIALS],
    ['a step named like a prototype', 'MATCH foo WITH MATERIALS FROM __proto__', MATERIALS],
    ['what the pattern matches only with the prefix', 'MATCH sub/* IN sub WITH MATERIALS FROM other', MATERIALS],
    ['what begins with the prefix but has no slash after it', 'MATCH * IN su WITH MATERIALS FROM other', MATERIALS],
    ['what the prefix would match as a wildcard', 'MATCH * IN s*b WITH MATERIALS FROM other', MATERIALS],
    ['names that a normalised prefix would have', 'MATCH foo IN ./sub WITH MATERIALS FROM other', MATERIALS],
    ['names under a destination prefix that is not there', 'MATCH foo WITH MATERIALS IN opt FROM other', MATERIALS],
    ['names whose case differs', 'MATCH FOO WITH MATERIALS FROM other', MATERIALS],
  ])('%s', (_about, rule, materials) => {
    const { ok, decisions, remaining } = match(rule, materials);
    expect(ok).toBe(true);
    expect(decisions[0]).toMatchObject({ outcome: 'applied', consumed: [] });
    expect(remaining).toEqual(Object.keys(materials).toSorted());
  });

  it('what left the queue', () => {
    const { decisions } = match('MATCH foo* WITH MATERIALS FROM other', MATERIALS, [['ALLOW', 'foo']]);
    expect(decisions[1]?.consumed).toEqual(['foobar']);
  });

  it('what has only some digests in common', () => {
    const item = createAuthenticatedLink({ materials: { foo: { sha256: 'aa', sha512: 'bb' } } });
    const other = createAuthenticatedLink({ products: { foo: { sha256: 'aa' } } });
    const links = new Map([['other', other]]);
    const rules = [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'other']];
    expect(evaluateRules({ item, rules, list: 'expected_materials', links }).remaining).toEqual(['foo']);
  });
});

describe('a path that changes when the prefix is cut off and put back', () => {
  it.each([
    ['a second slash', 'MATCH * IN sub WITH MATERIALS FROM other', { 'sub//foo': 'f' }],
    ['a backslash', 'MATCH * IN sub WITH MATERIALS FROM other', { 'sub/a\\b': 'f' }],
    ['a slash after the root', 'MATCH * IN / WITH MATERIALS FROM other', { '//foo': 'f' }],
  ])('fails the rule: %s', (_about, rule, materials) => {
    const { ok, decisions, remaining } = match(rule, { ...materials, 'sub/foo': 'f' });
    expect(ok).toBe(false);
    expect(decisions).toHaveLength(1);
    expect(decisions[0]).toMatchObject({
      outcome: 'failed',
      code: 'ERR_RULE_PATH',
      consumed: [],
      refused: Object.keys(materials),
      nearMisses: [],
    });
    expect(remaining).toHaveLength(2);
  });

  it.each([
    ['the pattern does not select it', 'MATCH foo IN sub WITH MATERIALS FROM other', { 'sub//foo': 'f' }],
    ['the other step has no link', 'MATCH * IN sub WITH MATERIALS FROM nowhere', { 'sub//foo': 'f' }],
    ['the rule has no IN before WITH', 'MATCH * WITH MATERIALS IN sub FROM other', { 'sub//foo': 'f', 'a\\b': 'f' }],
  ])('does not where %s', (_about, rule, materials) => {
    expect(match(rule, materials).ok).toBe(true);
  });

  it('is looked up under the changed path, as the reference does, where the item has that too', () => {
    // `sub//foo` is cut to `/foo`, which is absolute and so replaces the prefix.
    const item = createAuthenticatedLink({ materials: { 'sub//foo': 'x', '/foo': 'f' } });
    const links = new Map([['other', createAuthenticatedLink({ materials: { '/foo': 'f' } })]]);
    const rules = [['MATCH', '*', 'IN', 'sub', 'WITH', 'MATERIALS', 'FROM', 'other']];
    const { decisions, remaining } = evaluateRules({ item, rules, list: 'expected_materials', links });
    expect(decisions[0]).toMatchObject({ outcome: 'applied', consumed: ['/foo'] });
    expect(remaining).toEqual(['sub//foo']);
  });

  it('consumes the changed path once, and only if it is still there', () => {
    const materials = { 'sub/a\\b': 'x', 'sub/a/b': 'f', 'sub/c': 'f' };
    const item = createAuthenticatedLink({ materials });
    const links = new Map([['other', createAuthenticatedLink({ materials: { 'a/b': 'f', 'a\\b': 'f' } })]]);
    const rule = ['MATCH', '*', 'IN', 'sub', 'WITH', 'MATERIALS', 'FROM', 'other'];
    const once = evaluateRules({ item, rules: [rule], list: 'expected_materials', links });
    expect(once.decisions[0]?.consumed).toEqual(['sub/a/b']);
    const again = evaluateRules({ item, rules: [['ALLOW', '*/b'], rule], list: 'expected_materials', links });
    expect(again.decisions.map(({ consumed }) => consumed)).toEqual([['sub/a/b'], []]);
    expect(again.remaining).toEqual(['sub/a\\b', 'sub/c']);
  });
});
