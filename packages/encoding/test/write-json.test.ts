import {
  createJsonObject,
  decodeUtf8,
  encodeCanonicalJson,
  formatJson,
  JsonError,
  JsonFloat,
  type JsonValue,
  parseJson,
} from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import { failureOf } from './failure-of.ts';

const canonical = (value: JsonValue): string => decodeUtf8(encodeCanonicalJson(value));
const writers: [string, (value: JsonValue) => unknown][] = [
  ['encodeCanonicalJson', encodeCanonicalJson],
  ['formatJson', (value) => formatJson(value, 'indented')],
];

describe('canonical JSON', () => {
  it('leaves control characters raw and escapes two characters only', () => {
    expect(canonical('\u0000\n\t\u007f/é😀"\\')).toBe('"\u0000\n\t\u007f/é😀\\"\\\\"');
  });

  it('treats a member named toJSON as data', () => {
    expect(canonical({ b: 1, a: 2, toJSON: 1 })).toBe('{"a":2,"b":1,"toJSON":1}');
  });

  it('writes no minus zero', () => {
    expect(canonical([-0, -0n])).toBe('[0,0]');
  });

  it('refuses half a surrogate pair in a string or a name, saying where', () => {
    const error = failureOf(() => encodeCanonicalJson({ 'a/b': [1, { 'c~': '\ud800' }] }));
    expect(error).toBeInstanceOf(JsonError);
    expect(error.code).toBe('ERR_JSON_SURROGATE');
    expect(error.details).toEqual({ pointer: '/a~1b/1/c~0' });
    expect(error.message).toContain('/a~1b/1/c~0');
    expect(failureOf(() => encodeCanonicalJson({ '\udc00': 1 })).code).toBe('ERR_JSON_SURROGATE');
  });
});

describe('values out of all proportion', () => {
  it('are refused by a code where no text can hold them', () => {
    // Every item stands on a line of its own, behind as many blanks as there are levels.
    let value: JsonValue = Array.from({ length: 550_000 }, () => 0);
    for (let level = 1; level < 999; level++) value = [value];
    expect(formatJson(value, 'compact')).toHaveLength(2 * 998 + 2 * 550_000 + 1);
    expect(failureOf(() => formatJson(value, 'indented'))).toMatchObject({ code: 'ERR_JSON_SIZE', name: 'JsonError' });
  });
});

describe('Python styles', () => {
  it('escapes everything that is not printable ASCII', () => {
    expect(formatJson('\u0000\b\f\n\r\t\u007fé😀"\\/', 'line')).toBe(
      '"\\u0000\\b\\f\\n\\r\\t\\u007f\\u00e9\\ud83d\\ude00\\"\\\\/"',
    );
  });

  it('writes half a surrogate pair as the escape it was', () => {
    const value = parseJson('{"\\ud800": "\\udfff"}', { dialect: 'python' });
    expect(formatJson(value, 'compact')).toBe('{"\\ud800":"\\udfff"}');
  });

  it('puts each item on its own line when indented, without a line feed at the end', () => {
    expect(formatJson({ b: [1, [2]], a: {} }, 'indented')).toBe('{\n "a": {},\n "b": [\n  1,\n  [\n   2\n  ]\n ]\n}');
  });

  it('refuses a style it does not have', () => {
    expect(() => formatJson(1, 'toString' as 'line')).toThrow(TypeError);
  });
});

for (const [name, write] of writers) {
  describe(name, () => {
    it.each([
      ['ERR_JSON_FLOAT', new JsonFloat('1.0')],
      ['ERR_JSON_FLOAT', 1.5],
      ['ERR_JSON_FLOAT', Number.NaN],
      ['ERR_JSON_FLOAT', Number.POSITIVE_INFINITY],
      ['ERR_JSON_FLOAT', 2 ** 53],
      ['ERR_JSON_INTEGER_SIZE', 10n ** 4300n],
      ['ERR_JSON_INTEGER_SIZE', -(10n ** 4300n)],
    ] as [string, JsonValue][])('refuses with %s', (code, value) => {
      const error = failureOf(() => write({ a: [value] }));
      expect(error.code).toBe(code);
      expect(error.details).toEqual({ pointer: '/a/0' });
      expect(failureOf(() => write(value)).details).toEqual({ pointer: '' });
    });

    it('writes the greatest and least integer that has 4300 digits', () => {
      expect(() => write([10n ** 4300n - 1n, 1n - 10n ** 4300n])).not.toThrow();
    });

    it('refuses a value that contains itself', () => {
      const loop: JsonValue[] = [];
      loop.push(loop);
      expect(failureOf(() => write(loop)).code).toBe('ERR_JSON_DEPTH');
    });

    it('takes 1000 levels and refuses 1001', () => {
      let value: JsonValue = createJsonObject([]);
      for (let depth = 1; depth < 1000; depth++) value = [value];
      expect(() => write(value)).not.toThrow();
      expect(failureOf(() => write([value])).code).toBe('ERR_JSON_DEPTH');
    });

    it.each([
      ['undefined', undefined],
      ['a member that is undefined', { a: undefined }],
      ['a hole in an array', Array.from({ length: 1 })],
      ['a function', () => 1],
      ['a symbol', Symbol('s')],
      ['a date', new Date(0)],
      ['a map', new Map([['a', 1]])],
      ['bytes', new Uint8Array(1)],
    ])('throws a TypeError for %s', (_kind, value: unknown) => {
      expect(() => write(value as JsonValue)).toThrow(TypeError);
    });
  });
}
