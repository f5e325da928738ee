import { THOROUGH } from '@intoto-tests/support';
import type { JsonObject, JsonValue } from '@intoto/encoding';
import type { Link } from '@intoto/models';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { agree, link, print, readQuickly } from './quick-reading.ts';

const A = { sha256: 'aa' };
const B = { sha256: 'bb', sha512: 'bbbb' };
const C = { sha256: 'cc' };

/** Reads links in one verification. @returns the products of each. */
function readProducts(...products: readonly JsonObject[]): readonly Link['products'][] {
  const verification = {};
  return products.map((each) => {
    const text = print(link({ materials: {}, products: each }));
    expect(agree(text, verification)).toBe(true);
    const read = readQuickly(text, verification);
    if (read === undefined) throw new Error('It was not read quickly');
    expect([...read.products]).toEqual(Object.entries(each));
    return read.products;
  });
}

describe('artifacts that were seen before', () => {
  it('are the same map, in the same link and in the next', () => {
    const verification = {};
    const text = print(link({ materials: { a: A, b: B }, products: { a: A, b: B } }));
    const first = readQuickly(text, verification);
    const second = readQuickly(text, verification);
    expect(first?.products).toBe(first?.materials);
    expect(second?.materials).toBe(first?.products);
    expect(second?.products).toBe(first?.products);
  });

  it('are remembered where a link between has none', () => {
    const verification = {};
    const text = print(link({ materials: { a: A }, products: {} }));
    expect(readQuickly(text, verification)?.materials).toBe(readQuickly(text, verification)?.materials);
  });

  it('of another verification are not', () => {
    const text = print(link({ materials: { a: A }, products: { a: A } }));
    expect(readQuickly(text)?.materials).not.toBe(readQuickly(text)?.materials);
  });

  it.each<[string, JsonObject, readonly string[]]>([
    ['one more before', { '0': C, a: A, b: B, c: C }, ['a', 'b', 'c']],
    ['one more between', { a: A, aa: C, b: B, c: C }, ['a', 'b', 'c']],
    ['one more behind', { a: A, b: B, c: C, d: C }, ['a', 'b', 'c']],
    ['the first absent', { b: B, c: C }, ['b', 'c']],
    ['one between absent', { a: A, c: C }, ['a', 'c']],
    ['the last absent', { a: A, b: B }, ['a', 'b']],
    ['another instead of the first', { aa: A, b: B, c: C }, ['b', 'c']],
    ['another digest', { a: A, b: { ...B, sha512: 'bbbc' }, c: C }, ['a', 'c']],
    ['an algorithm less', { a: A, b: { sha256: 'bb' }, c: C }, ['a', 'c']],
    ['an algorithm more', { a: { ...A, sha512: 'aa' }, b: B, c: C }, ['b', 'c']],
    ['another algorithm', { a: A, b: B, c: { sha512: 'cc' } }, ['a', 'b']],
    ['no digest', { a: A, b: {}, c: C }, ['a', 'c']],
    ['all others', { d: A, e: B }, []],
  ])('keep the digests of what is the same, with %s', (_, products, same) => {
    const [before, after] = readProducts({ a: A, b: B, c: C }, products);
    expect(after).not.toBe(before);
    for (const [name, digests] of after ?? []) expect(before?.get(name) === digests).toBe(same.includes(name));
  });

  it('do not keep a name that stands twice from being found', () => {
    const text = print(link({ materials: { a: A, b: B }, products: { a: A, b: B } }));
    const verification = {};
    expect(readQuickly(text, verification)).toBeDefined();
    expect(agree(text.replace('"b"', '"a"'), verification)).toBe(false);
  });

  it('change nothing of what is read', () => {
    const digests = fc.constantFrom<JsonValue>(A, B, C, { sha512: 'bbbb' }, {}, { '10': 'aa', '9': 'bb' });
    const artifacts = fc.dictionary(fc.constantFrom('a', 'aa', 'b', 'c', 'd', '10', '9', '__proto__'), digests);
    const links = fc.array(fc.record({ materials: artifacts, products: artifacts }), { minLength: 2, maxLength: 4 });
    let quick = 0;
    fc.assert(
      fc.property(links, (all) => {
        const verification = {};
        for (const members of all) if (agree(print(link(members)), verification)) quick += 1;
      }),
      { numRuns: THOROUGH ? 3000 : 500 },
    );
    expect(quick).toBeGreaterThan(100);
  });
});
