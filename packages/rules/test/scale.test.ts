import type { DigestSet } from '@intoto/models';
import { expect, it } from 'vitest';

import { evaluateRules } from '../src/index.ts';
import { createAuthenticatedLink } from './authenticated-link.ts';

const COUNT = 100_000;
const NAMES = Array.from({ length: COUNT }, (_, at) => `src/dir${String(at % 100)}/file-${String(at)}.c`);

/** A map that counts what is looked up in it. */
class CountingMap extends Map<string, DigestSet> {
  lookups = 0;
  override get(name: string): DigestSet | undefined {
    this.lookups += 1;
    return super.get(name);
  }
}

const artifacts = (prefix: string, content: number): CountingMap =>
  new CountingMap(NAMES.map((name, at) => [prefix + name, { sha256: String(at + content).padStart(64, '0') }]));

it('a hundred thousand artifacts on either side and thirty rules are looked up where a rule selects them', () => {
  const materials = artifacts('', 0);
  const products = artifacts('', 1);
  const built = artifacts('out/', 0);
  const item = Object.assign(createAuthenticatedLink({}), { materials, products });
  const links = new Map([['build', Object.assign(createAuthenticatedLink({}), { products: built })]]);
  const literal = NAMES.slice(0, 14).map((name) => ['ALLOW', name]);
  const rules = [
    ...literal,
    ...Array.from({ length: 12 }, (_, at) => ['CREATE', `*/nothing-${String(at)}/*.[ch]`]),
    ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'build'],
    ['MATCH', 'src/dir1?/*', 'WITH', 'PRODUCTS', 'IN', 'out', 'FROM', 'build'],
    ['MODIFY', '*'],
    ['DISALLOW', '*'],
  ];
  const { ok, decisions, remaining } = evaluateRules({ item, rules, list: 'expected_materials', links });

  expect(ok).toBe(true);
  expect(remaining).toEqual([]);
  expect(decisions.map(({ consumed }) => consumed.length)).toEqual([
    ...literal.map(() => 1),
    ...Array.from({ length: 12 }, () => 0),
    0,
    COUNT / 10 - 4,
    COUNT - COUNT / 10 - 10,
    0,
  ]);
  expect(decisions[26]).toMatchObject({ nearMissCount: COUNT - 14 });
  expect(decisions[26]?.nearMisses).toHaveLength(100);
  expect(decisions[26]?.nearMisses[0]?.sameDigest).toEqual([`out/${String(decisions[26]?.nearMisses[0]?.artifact)}`]);
  expect(materials.lookups).toBeLessThanOrEqual(2.1 * COUNT);
  expect(products.lookups).toBeLessThanOrEqual(COUNT);
  expect(built.lookups).toBeLessThanOrEqual(1.1 * COUNT);
});

it('the other step is gone through once, however many rules miss an artifact that it has under another path', () => {
  let passes = 0;
  class CountedPasses extends Map<string, DigestSet> {
    override [Symbol.iterator](): MapIterator<[string, DigestSet]> {
      passes += 1;
      return super[Symbol.iterator]();
    }
  }
  const item = createAuthenticatedLink({
    products: Object.fromEntries(NAMES.slice(0, 1000).map((name) => [name, 'x'])),
  });
  const built = createAuthenticatedLink({ products: { other: 'x' } });
  const links = new Map([['build', Object.assign(built, { products: new CountedPasses(built.products) })]]);
  const rules = NAMES.slice(0, 1000).map((name) => ['MATCH', name, 'WITH', 'PRODUCTS', 'FROM', 'build']);
  const { decisions } = evaluateRules({ item, rules, list: 'expected_products', links });
  expect(decisions.every(({ nearMisses }) => nearMisses[0]?.sameDigest?.[0] === 'other')).toBe(true);
  expect(passes).toBe(1);
});
