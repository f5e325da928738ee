import { createJsonObject, formatJson, JsonFloat, type JsonObject, parseJson } from '@intoto/encoding';
import { type ArtifactMap, createLink, type DigestSet, encodeLink, isWholeLink, parseLink } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { failureOf, problemsOf } from './failure-of.ts';
import { change, LAYOUT, LINK } from './samples.ts';

describe('parseLink', () => {
  it('reads every member', () => {
    expect(parseLink(LINK)).toEqual({
      type: 'link',
      name: 'write',
      materials: new Map(),
      products: new Map([['foo.py', { sha256: 'AB12' }]]),
      command: ['vi', 'foo.py'],
      byproducts: { 'return-value': 0 },
      environment: {},
      unknown: {},
    });
  });

  it('fills in what is absent', () => {
    const link = parseLink({ _type: 'link' });
    expect(encodeLink(link)).toEqual({
      _type: 'link',
      name: null,
      materials: {},
      products: {},
      command: [],
      byproducts: {},
      environment: {},
    });
  });

  it('does not say a long name in full for every problem below it', () => {
    const digests = createJsonObject(Array.from({ length: 100 }, (_, index) => [`x${index}`, 'not hex'] as const));
    const tree = change(LINK, { materials: createJsonObject([['a'.repeat(1_000_000), digests]]) });
    const problems = problemsOf(() => parseLink(tree));
    expect(problems).toHaveLength(100);
    expect(problems[0]).toMatch(/^\/materials\/a{989}… must be one or more hexadecimal digits$/);
    expect(problems.join('').length).toBeLessThan(110_000);
  });

  it('takes a float for no object', () => {
    const float = new JsonFloat('1E400');
    for (const name of ['materials', 'products', 'byproducts', 'environment']) {
      const problems = [`/${name} must be of type object`];
      expect(problemsOf(() => parseLink({ _type: 'link', [name]: float }))).toEqual(problems);
    }
    const tree = { _type: 'link', products: { app: float } };
    expect(problemsOf(() => parseLink(tree))).toEqual(['/products/app must be of type object']);
    expect(problemsOf(() => parseLink(float))).toEqual([' must be of type object']);
  });

  it('reports every problem with its place', () => {
    const tree = {
      _type: 'link',
      name: 1,
      materials: { 'a/b~c': { sha256: 'xyz', md5: 1 }, d: [] },
      products: null,
      command: 'vi',
      byproducts: [],
      environment: 'x',
      self: null,
    };
    expect(problemsOf(() => parseLink(tree))).toEqual([
      '/name must be of type string or null',
      '/materials/a~1b~0c/sha256 must be one or more hexadecimal digits',
      '/materials/a~1b~0c/md5 must be of type string',
      '/materials/d must be of type object',
      '/products must be of type object',
      '/command must be of type array',
      '/byproducts must be of type object',
      '/environment must be of type object',
      ' must not have a member self, which the reference cannot read',
    ]);
    expect(problemsOf(() => parseLink(LAYOUT))).toEqual(['/_type must be link']);
    expect(problemsOf(() => parseLink('link'))).toEqual([' must be of type object']);
  });

  it('takes any artifact name, and digests without a prototype', () => {
    const tree = parseJson('{"_type": "link", "products": {"__proto__": {"sha256": "ab"}, "constructor": {}, "": {}}}');
    const { products } = parseLink(tree);
    expect([...products.keys()]).toEqual(['__proto__', 'constructor', '']);
    const ordinary = parseLink(change(LINK, { materials: { toJSON: { sha256: '00' } } })).materials;
    for (const digests of [...products.values(), ...ordinary.values()]) {
      expect(Object.getPrototypeOf(digests)).toBe(null);
    }
  });

  it('refuses a name that is not text', () => {
    expect(failureOf(() => parseLink(change(LINK, { products: { '\ud800': {} } }))).code).toBe('ERR_MODEL_SURROGATE');
  });

  it('reads a hundred thousand artifacts', () => {
    const products: Record<string, JsonObject> = {};
    for (let index = 0; index < 100_000; index++) products[`folder/${index}`] = { sha256: 'ab'.repeat(32) };
    expect(parseLink(change(LINK, { products })).products.size).toBe(100_000);
  });
});

describe('encodeLink', () => {
  it('gives back what was read, unknown members included', () => {
    const tree = change(LINK, { custom: [1, { a: null }] });
    expect(encodeLink(parseLink(tree))).toEqual(tree);
    expect(encodeLink(parseLink(tree), { unknownMembers: 'omit' })).toEqual(LINK);
  });
});

/** What comes of it, an error too. */
function attempt(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return error;
  }
}

describe('createLink', () => {
  it('makes what parseLink would read', () => {
    const products = new Map([['foo.py', { sha256: 'AB12' }]]);
    const byproducts = { 'return-value': 0 };
    expect(createLink({ name: 'write', products, byproducts, command: ['vi', 'foo.py'] })).toEqual(parseLink(LINK));
    expect(createLink({ name: null })).toEqual(parseLink({ _type: 'link' }));
  });

  it('refuses digests that are not hexadecimal', () => {
    const materials = new Map([['a', { sha256: 'sha256:ab' }]]);
    expect(problemsOf(() => createLink({ name: 'a', materials }))).toEqual([
      '/materials/a/sha256 must be one or more hexadecimal digits',
    ]);
  });

  it.each<[string, unknown]>([
    ['ordinary digests', { sha256: 'ab' }],
    ['no digests', createJsonObject([])],
    ['a good digest', createJsonObject([['sha256', 'AB12']])],
    ['an odd digest', createJsonObject([['sha256', 'xy']])],
    ['a line feed after the digest', createJsonObject([['sha256', 'ab\n']])],
    ['an empty digest', createJsonObject([['sha256', '']])],
    ['a digest that is a list', createJsonObject([['sha256', ['ab']]])],
    ['half a pair in the name of an algorithm', createJsonObject([['\ud800', 'ab']])],
    ['a list', ['ab']],
    ['a text', 'ab'],
    ['null', null],
    ['undefined', undefined],
  ])('takes and refuses artifacts as parseLink does: %s', (_what, digests) => {
    for (const name of ['a', '__proto__', '\u{1f600}', '\udc00']) {
      const artifacts = new Map([[name, digests]]) as unknown as ArtifactMap;
      const tree = {
        ...encodeLink(createLink({ name: 'x' })),
        materials: createJsonObject([[name, digests as JsonObject]]),
      };
      const good = createJsonObject([[name, createJsonObject([['sha256', 'ab']])]]);
      expect(attempt(() => createLink({ name: 'x', materials: artifacts }))).toEqual(attempt(() => parseLink(tree)));
      const both = { ...tree, materials: good, products: tree.materials };
      const materials = new Map([[name, { sha256: 'ab' }]]);
      expect(attempt(() => createLink({ name: 'x', materials, products: artifacts }))).toEqual(
        attempt(() => parseLink(both)),
      );
    }
  });

  it('keeps what it has checked when the maps that it was given change', () => {
    const materials = new Map<string, DigestSet>([['a', createJsonObject([['sha256', 'ab']]) as DigestSet]]);
    const link = createLink({ name: 'x', materials });
    materials.set('b', { sha256: 'no digest' });
    expect([...link.materials.keys()]).toEqual(['a']);
  });
});

describe('isWholeLink', () => {
  const whole = encodeLink(parseLink(LINK));

  it.each([
    ['all members', whole, true],
    ['another order', createJsonObject(Object.entries(whole).toReversed()), true],
    ['an absent member', createJsonObject(Object.entries(whole).filter(([name]) => name !== 'environment')), false],
    ['an unknown member', change(whole, { extra: 1 }), false],
    [
      'an unknown member in the place of a known one',
      change(createJsonObject(Object.entries(whole).filter(([name]) => name !== 'environment')), { extra: 1 }),
      false,
    ],
    ['another type', change(whole, { _type: 'layout' }), false],
  ])('%s', (_, tree, expected) => {
    expect(isWholeLink(tree)).toBe(expected);
  });

  it('says of the samples whether encoding gives the same tree again', () => {
    for (const tree of [LINK, whole, change(LINK, { extra: 1 }), { _type: 'link' }]) {
      const again = encodeLink(parseLink(tree), { unknownMembers: 'omit' });
      expect(isWholeLink(tree)).toBe(formatJson(again, 'compact') === formatJson(tree, 'compact'));
    }
  });
});
