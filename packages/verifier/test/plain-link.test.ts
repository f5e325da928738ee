import { THOROUGH } from '@intoto-tests/support';
import { encodeUtf8, formatJson, InTotoError, type JsonValue, parseJson } from '@intoto/encoding';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readLargeMetadata } from '../src/large-metadata.ts';
import { agree, attempt, DIALECTS, link, OPTIONS, print, readQuickly, SIGNATURES } from './quick-reading.ts';

describe('a link of the usual form', () => {
  it.each([
    ['as the reference writes it', print(link())],
    ['on one line', formatJson({ signatures: SIGNATURES, signed: link() }, 'compact')],
    ['with its members in another order', JSON.stringify({ signed: link(), signatures: SIGNATURES })],
    ['with tabs and line ends of Windows', print(link()).replaceAll('\n', '\r\n\t ')],
    ['without artifacts', print(link({ materials: {}, products: {} }))],
    ['with artifacts of no digest', print(link({ materials: { a: {} } }))],
    ['with output that needs escapes', print(link({ byproducts: { stdout: '{"materials": {}}\n"é\\' } }))],
    ['with names that mean something to JavaScript', print(link({ products: { ['__proto__']: {}, constructor: {} } }))],
    ['with artifacts elsewhere', print(link({ environment: { materials: { b: 1, a: 2 }, signed: {} } }))],
    ['with a member beside it', JSON.stringify({ signatures: [], signed: link(), materials: { b: 1 }, more: [{}] })],
  ])('%s is read at once', (_, text) => {
    expect(agree(text)).toBe(true);
  });

  it('keeps nothing of its names in the prototype of its maps', () => {
    const materials = readQuickly(print(link()))?.materials;
    expect(materials?.size).toBe(2);
    for (const digests of materials?.values() ?? []) expect(Object.getPrototypeOf(digests)).toBeNull();
  });
});

describe('whatever is not of the usual form', () => {
  const text = print(link());
  const artifacts = JSON.stringify(link()['materials']);
  it.each([
    ['names out of order', JSON.stringify({ signatures: [], signed: link({ materials: { b: {}, a: {} } }) })],
    [
      'algorithms out of order',
      JSON.stringify({ signatures: [], signed: link({ materials: { a: { b: '0', a: '0' } } }) }),
    ],
    ['a name twice', text.replace('"b/c d"', '"a"')],
    ['an algorithm twice', text.replace('sha512', 'sha256')],
    ['a name with an escape', text.replace('"a"', String.raw`"\u0061"`)],
    ['a digest that is not hexadecimal', text.replace('aB09', 'xB09')],
    ['a digest with an escape', text.replace('aB09', String.raw`\u0061`)],
    ['an empty digest', text.replace('aB09', '')],
    ['a digest that is a number', text.replace('"aB09"', '9')],
    ['a letter that is not ASCII', text.replace('b/c d', 'b/é')],
    ['a byte order mark', `\ufeff${text}`],
    ['an absent member', print(Object.fromEntries(Object.entries(link()).filter(([name]) => name !== 'environment')))],
    ['an unknown member', print(link({ extra: 1 }))],
    ['materials that are null', print(link({ materials: null }))],
    ['materials that are a list', print(link({ materials: [] }))],
    ['materials twice', text.replace('"name"', `"materials": ${artifacts}, "name"`)],
    ['materials twice, once in disguise', text.replace('"name"', String.raw`"materi\u0061ls": {}, "name"`)],
    ['materials in disguise', text.replace('"materials"', String.raw`"materi\u0061ls"`)],
    ['signed twice', text.replace('"signatures"', `"signed": ${JSON.stringify(link())}, "signatures"`)],
    ['signed twice, once in disguise', text.replace('"signatures"', String.raw`"sign\u0065d": {}, "signatures"`)],
    ['an envelope beside it', text.replace('"signatures"', '"payload": "", "signatures"')],
    ['a float', text.replace('"byproducts": {}', '"byproducts": {"a": 1.0}')],
    ['a comma too many', text.replace('"ff"', '"ff",')],
    ['a comma after the last artifact', text.replace(/\}\s*\},\s*"name"/, '}, }, "name"')],
    ['a colon too few', text.replace('"b/c d":', '"b/c d"')],
    ['a control character in a name', text.replace('b/c d', 'b/\u0001')],
    ['an end too early', text.slice(0, -1)],
    ['an end in a digest', text.slice(0, text.indexOf('aB09') + 2)],
    ['more after its end', `${text}]`],
    ['a layout', text.replace('"_type": "link"', '"_type": "layout"')],
    ['a list in the place of the link', '{"signatures": [], "signed": ["materials": {}, "products": {}]}'],
    ['a list around it', `[${text}]`],
    [
      'too many signatures',
      print(link()).replace(/\[[^]*?\]/, JSON.stringify(Array.from({ length: 101 }, () => SIGNATURES[0]))),
    ],
  ])('%s is left to the other way', (_, source) => {
    expect(agree(source)).toBe(false);
    for (const dialect of DIALECTS) {
      const read = attempt(() => readLargeMetadata(encodeUtf8(source), { ...OPTIONS, dialect }, {}, {}));
      expect('code' in read || read.opened === undefined).toBe(true);
    }
  });

  it('so are bytes that are not UTF-8, though as many as letters', () => {
    expect(agree(encodeUtf8(text).map((byte) => (byte === 0x61 ? 0xff : byte)))).toBe(false);
  });

  it.each([
    ['maxBytes', { maxBytes: text.length - 1 }],
    ['maxDepth', { maxDepth: 3 }],
    ['maxSignatures', { maxSignatures: 0 }],
  ])('so is what is beyond %s', (_, limit) => {
    expect(readQuickly(text)).toBeDefined();
    expect(() => readQuickly(text, {}, limit)).toThrow(InTotoError);
  });
});

const sorted = (value: unknown): JsonValue =>
  parseJson(formatJson(value as JsonValue, 'compact'), { dialect: 'python' });

describe('any text', () => {
  const names = fc.oneof(
    fc.constantFrom(
      'a',
      'b',
      'ab',
      'src/a.c',
      '__proto__',
      '',
      ' ',
      '~',
      '\u007f',
      'é',
      '"',
      '\\',
      'materials',
      'signed',
    ),
    fc.string({ maxLength: 4 }),
  );
  const digest = fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom('00', 'aF', '1234') },
    fc.constantFrom('', 'g', 1, null),
  );
  const artifacts = fc.dictionary(
    names,
    fc.dictionary(fc.constantFrom('sha256', 'sha512', 'md5'), digest, { maxKeys: 2 }),
    {
      maxKeys: 5,
    },
  );
  const more = fc.dictionary(names, fc.oneof(fc.integer(), fc.string(), fc.jsonValue({ maxDepth: 1 })), { maxKeys: 2 });
  const signed = fc.record({ materials: artifacts, products: artifacts, byproducts: more, environment: more });
  const texts = fc
    .tuple(signed, fc.boolean(), fc.constantFrom(undefined, 1, '\t'))
    .map(([members, isSorted, indent]) => {
      const whole = { _type: 'link', name: 'x', command: [], ...members };
      const tree = { signatures: SIGNATURES, signed: whole };
      try {
        return JSON.stringify(isSorted ? sorted(tree) : tree, undefined, indent);
      } catch {
        // A number that no writer takes.
        return JSON.stringify(tree, undefined, indent);
      }
    });
  const symbols = fc.constantFrom(...'{}[]:,"\\ 0aé'.split(''), '"materials":', '"signed":{', String.raw`\u0061`);

  it('is read to the same in both ways, or in one of them only', () => {
    let plain = 0;
    fc.assert(
      fc.property(texts, (text) => {
        if (agree(text)) plain += 1;
      }),
      { numRuns: THOROUGH ? 3000 : 600 },
    );
    expect(plain).toBeGreaterThan(THOROUGH ? 400 : 60);
  });

  it('that was spoilt in one or two places is not read where it is no link', () => {
    const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(3), symbol: symbols });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 2 }), fc.boolean(), (edits, compact) => {
        let text = compact ? formatJson({ signatures: SIGNATURES, signed: link() }, 'compact') : print(link());
        for (const { at, cut, symbol } of edits) {
          const place = Math.floor(at * text.length);
          text = text.slice(0, place) + symbol + text.slice(place + cut);
        }
        agree(text);
      }),
      { numRuns: THOROUGH ? 20_000 : 4000 },
    );
  });
});
