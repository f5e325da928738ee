import { describe, expect, it } from 'vitest';

import { evaluateRules, NEAR_MISS_LIMIT, type RuleDecision } from '../src/index.ts';
import { type Artifacts, createAuthenticatedLink, digestsOf } from './authenticated-link.ts';

function match(rule: string, products: Artifacts, other: Artifacts): RuleDecision | undefined {
  const item = createAuthenticatedLink({ products });
  const links = new Map([['build', createAuthenticatedLink({ products: other })]]);
  return evaluateRules({ item, rules: [rule.split(' ')], list: 'expected_products', links }).decisions[0];
}

describe('near misses of a MATCH rule', () => {
  it('tell of another digest under the path', () => {
    expect(match('MATCH app WITH PRODUCTS FROM build', { app: 'new' }, { app: 'old' })).toMatchObject({
      outcome: 'applied',
      consumed: [],
      nearMissCount: 1,
      nearMisses: [
        {
          artifact: 'app',
          sought: 'app',
          step: 'build',
          reason: 'digest-differs',
          found: digestsOf('new'),
          expected: digestsOf('old'),
        },
      ],
    });
  });

  it('tell of the same digest under other paths, three at most', () => {
    const copies = { 'out/app': 'app', 'tmp/app': 'app', 'a/app': 'app', 'z/app': 'app', 'out/lib': 'lib' };
    const nearMiss = { artifact: 'bin/app', sought: 'dist/app', step: 'build', reason: 'path-absent' };
    const rule = 'MATCH * IN bin WITH PRODUCTS IN dist FROM build';
    expect(match(rule, { 'bin/app': 'app' }, copies)?.nearMisses).toEqual([
      { ...nearMiss, found: digestsOf('app'), sameDigest: ['out/app', 'tmp/app', 'a/app'] },
    ]);
    expect(match(rule, { 'bin/app': 'other' }, copies)?.nearMisses).toEqual([
      { ...nearMiss, found: digestsOf('other'), sameDigest: [] },
    ]);
  });

  it('tell the same of each artifact with the same content', () => {
    const decision = match('MATCH * WITH PRODUCTS FROM build', { a: 'x', b: 'x', c: 'y' }, { 'd/a': 'x', 'd/c': 'y' });
    expect(decision?.nearMisses.map(({ artifact, sameDigest }) => [artifact, sameDigest])).toEqual([
      ['a', ['d/a']],
      ['b', ['d/a']],
      ['c', ['d/c']],
    ]);
  });

  it.each([
    ['equal in another order', { sha512: 'bb', sha256: 'aa' }, ['else']],
    ['only some of them', { sha256: 'aa' }, []],
    ['more of them', { sha256: 'aa', sha512: 'bb', gitBlob: 'cc' }, []],
    ['the same values by other names', { sha256: 'bb', sha512: 'aa' }, []],
    ['none', {}, []],
  ])('look for all digests: %s', (_about, digests, sameDigest) => {
    const decision = match(
      'MATCH * WITH PRODUCTS FROM build',
      { app: { sha256: 'aa', sha512: 'bb' } },
      { else: digests },
    );
    expect(decision?.nearMisses[0]?.sameDigest).toEqual(sameDigest);
  });

  it('do not take artifacts without digests for the same', () => {
    const decision = match('MATCH * WITH PRODUCTS FROM build', { app: {} }, { else: {} });
    expect(decision?.nearMisses[0]).toMatchObject({ reason: 'path-absent', sameDigest: [] });
  });

  it('tell of a step without a link', () => {
    expect(match('MATCH * IN s WITH PRODUCTS IN d FROM test', { 's/app': 'x', 's//b': 'x' }, {})).toMatchObject({
      outcome: 'applied',
      nearMissCount: 2,
      nearMisses: [
        { artifact: 's//b', sought: '/b', step: 'test', reason: 'step-absent', found: digestsOf('x') },
        { artifact: 's/app', sought: 'd/app', step: 'test', reason: 'step-absent', found: digestsOf('x') },
      ],
    });
  });

  it('are of artifacts only that the rule selects and does not consume', () => {
    const decision = match(
      'MATCH *.o IN lib WITH PRODUCTS FROM build',
      { 'lib/a.o': 'a', 'lib/b.o': 'b', 'lib/c.c': 'c', 'd.o': 'd' },
      { 'a.o': 'a' },
    );
    expect(decision?.consumed).toEqual(['lib/a.o']);
    expect(decision?.nearMisses.map(({ artifact }) => artifact)).toEqual(['lib/b.o']);
  });

  it('are counted beyond those that are kept', () => {
    const names = Array.from({ length: NEAR_MISS_LIMIT + 50 }, (_, at) => `f${String(at).padStart(3, '0')}`);
    const decision = match(
      'MATCH * WITH PRODUCTS FROM build',
      names.toReversed().map((name) => [name, 'x'] as const),
      {},
    );
    expect(decision?.nearMissCount).toBe(NEAR_MISS_LIMIT + 50);
    expect(decision?.nearMisses.map(({ artifact }) => artifact)).toEqual(names.slice(0, NEAR_MISS_LIMIT));
  });

  it('are kept up to a number for the whole list, and counted for each rule', () => {
    const products = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`f${String(at)}`, 'x']));
    const item = createAuthenticatedLink({ products });
    const links = new Map([['build', createAuthenticatedLink({ products: { other: 'x' } })]]);
    const rules = Array.from({ length: 60 }, () => ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'build']);
    const { decisions } = evaluateRules({ item, rules, list: 'expected_products', links });
    expect(decisions.map(({ nearMissCount }) => nearMissCount)).toEqual(rules.map(() => 100));
    expect(decisions.map(({ nearMisses }) => nearMisses.length)).toEqual(rules.map((_, at) => (at < 50 ? 100 : 0)));
    expect(decisions[49]?.nearMisses.every(({ sameDigest }) => sameDigest?.[0] === 'other')).toBe(true);
  });

  it('are none of other rules', () => {
    const item = createAuthenticatedLink({ materials: { a: 'x' }, products: { a: 'x' } });
    const rules = [
      ['CREATE', '*'],
      ['MODIFY', '*'],
      ['DELETE', '*'],
      ['ALLOW', 'b'],
      ['REQUIRE', 'a'],
      ['DISALLOW', '*'],
    ];
    const { decisions } = evaluateRules({ item, rules, list: 'expected_products', links: new Map() });
    expect(decisions).toHaveLength(6);
    expect(decisions.every(({ nearMisses, nearMissCount }) => nearMisses.length === 0 && nearMissCount === 0)).toBe(
      true,
    );
  });
});
