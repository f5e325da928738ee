import {
  encodeUtf8,
  InTotoError,
  isJsonObject,
  JsonError,
  JsonFloat,
  MAX_JSON_DEPTH,
  parseJson,
} from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import { failureOf } from './failure-of.ts';

const codeInPython = (source: string): string =>
  failureOf(() => parseJson(source, { dialect: 'python', maxDepth: 2 })).code;
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('what is read', () => {
  it('reads every kind of value', () => {
    const value = parseJson(' {"a": [null, true, false, 1, -2, "x\\n\\u00e9"], "b": {}} ');
    expect(value).toEqual({ a: [null, true, false, 1, -2, 'x\né'], b: {} });
  });

  it('reads bytes as UTF-8', () => {
    expect(parseJson(encodeUtf8('"é한😀"'))).toBe('é한😀');
  });

  it('makes objects without a prototype, so that no name is special', () => {
    const value = parseJson('{"__proto__": {"polluted": 1}, "constructor": 2, "toJSON": 3}');
    if (!isJsonObject(value)) throw new Error('not an object');
    expect(Object.getPrototypeOf(value)).toBe(null);
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'toJSON']);
    expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual({ polluted: 1 });
    expect('polluted' in value).toBe(false);
  });

  it('keeps integers exact: a number where that is safe, otherwise a bigint', () => {
    expect(parseJson('[9007199254740991, 9007199254740992, 9007199254740993, -9007199254740992]')).toEqual([
      9007199254740991,
      9007199254740992n,
      9007199254740993n,
      -9007199254740992n,
    ]);
  });

  it('reads -0 as 0', () => {
    expect(Object.is(parseJson('-0'), 0)).toBe(true);
  });

  it('reads an integer of 4300 digits', () => {
    expect(parseJson(`-${'9'.repeat(4300)}`)).toBe(1n - 10n ** 4300n);
  });

  it('reads escaped pairs, in either case', () => {
    expect(parseJson('"\\uD83D\\ude00"')).toBe('😀');
  });

  it('counts the depth of arrays and objects alike', () => {
    expect(parseJson('[{"a": []}]', { maxDepth: 3 })).toEqual([{ a: [] }]);
    expect(parseJson('1', { maxDepth: 0 })).toBe(1);
  });

  it('reads to the greatest depth without exhausting the stack', () => {
    let value = parseJson(nested(MAX_JSON_DEPTH), { maxDepth: MAX_JSON_DEPTH });
    let depth = 0;
    for (; Array.isArray(value); value = value[0]) depth++;
    expect(depth).toBe(MAX_JSON_DEPTH);
  });

  it('forgets the depth of what it has left', () => {
    expect(parseJson('[[],[],[{}],{}]', { maxDepth: 3 })).toEqual([[], [], [{}], {}]);
  });
});

describe('what is refused', () => {
  it.each([
    ['ERR_JSON_SYNTAX', '', 1, 1],
    ['ERR_JSON_SYNTAX', '[1,\n 2,\n ]', 3, 2],
    ['ERR_JSON_SYNTAX', '"😀" x', 1, 5],
    ['ERR_JSON_SYNTAX', '"abc', 1, 1],
    ['ERR_JSON_SYNTAX', '"a\tb"', 1, 3],
    ['ERR_JSON_SYNTAX', '"a\\qb"', 1, 3],
    ['ERR_JSON_SYNTAX', '"\\u00g0"', 1, 2],
    ['ERR_JSON_SYNTAX', '"\\ud83d\\uzzzz"', 1, 8],
    ['ERR_JSON_SYNTAX', '[-]', 1, 3],
    ['ERR_JSON_SYNTAX', '[1.]', 1, 4],
    ['ERR_JSON_SYNTAX', '[1e]', 1, 4],
    ['ERR_JSON_SYNTAX', '[01]', 1, 2],
    ['ERR_JSON_SYNTAX', '{"a":1 "b":2}', 1, 8],
    ['ERR_JSON_SYNTAX', '{"a",1}', 1, 5],
    ['ERR_JSON_SYNTAX', '{1:1}', 1, 2],
    ['ERR_JSON_SYNTAX', '\ufeff{}', 1, 1],
    ['ERR_JSON_DUPLICATE_NAME', '{"a": 1,\n\n  "\\u0061": 2}', 3, 3],
    ['ERR_JSON_DUPLICATE_NAME', '{"__proto__": 1, "__proto__": 1}', 1, 18],
    ['ERR_JSON_DUPLICATE_NAME', '{"b": 1, "a": 1, "b": 1}', 1, 18],
    ['ERR_JSON_FLOAT', '[1.0]', 1, 2],
    ['ERR_JSON_FLOAT', '{"a":\n-1e2}', 2, 1],
    ['ERR_JSON_SURROGATE', '"a\\ud800"', 1, 3],
    ['ERR_JSON_SURROGATE', '"\\udc00"', 1, 2],
    ['ERR_JSON_SURROGATE', '"\\ud83d\\u0041"', 1, 2],
    ['ERR_JSON_SURROGATE', '"\\ud83d\ude00"', 1, 8],
    ['ERR_JSON_SURROGATE', '\n"\ud800"', 2, 2],
    ['ERR_JSON_DEPTH', `\n${nested(201)}`, 2, 201],
    ['ERR_JSON_INTEGER_SIZE', `[-${'1'.repeat(4301)}]`, 1, 2],
  ])('%s at the right place: %j', (code, source, line, column) => {
    const error = failureOf(() => parseJson(source));
    expect(error).toBeInstanceOf(JsonError);
    expect(error.code).toBe(code);
    expect(error.details).toMatchObject({ line, column });
    expect(error.message).toContain(`Line ${line}, column ${column}`);
  });

  it('names what it expected and what it found', () => {
    expect(failureOf(() => parseJson('[1 2]')).message).toBe("Line 1, column 4: expected ',' or ']', found '2'.");
    expect(failureOf(() => parseJson('[')).message).toContain('found the end of the text');
    expect(failureOf(() => parseJson('\u00a0')).message).toContain('found U+00A0');
    expect(failureOf(() => parseJson('{"a":1,"a":2}')).details).toMatchObject({ name: 'a' });
  });

  it('does not repeat a long number', () => {
    expect(failureOf(() => parseJson(`0.${'1'.repeat(10_000)}`)).message.length).toBeLessThan(200);
  });

  it('ERR_JSON_SIZE by bytes, whether given text or bytes', () => {
    const text = '"éé"';
    expect(parseJson(text, { maxBytes: 6 })).toBe('éé');
    expect(parseJson(encodeUtf8(text), { maxBytes: 6 })).toBe('éé');
    for (const source of [text, encodeUtf8(text)]) {
      const error = failureOf(() => parseJson(source, { maxBytes: 5 }));
      expect(error.code).toBe('ERR_JSON_SIZE');
      expect(error.details).toEqual({ bytes: 6, maxBytes: 5 });
    }
  });

  it('ERR_JSON_SIZE by bytes before anything else is looked at', () => {
    expect(failureOf(() => parseJson(new Uint8Array([0xff, 0xff]), { maxBytes: 1 })).code).toBe('ERR_JSON_SIZE');
  });

  it('ERR_JSON_SIZE by the number of arrays and objects', () => {
    expect(parseJson('[[],{}]', { maxContainers: 3 })).toEqual([[], {}]);
    const error = failureOf(() => parseJson('[[],{}]', { maxContainers: 2 }));
    expect(error.code).toBe('ERR_JSON_SIZE');
    expect(error.details).toMatchObject({ maxContainers: 2, line: 1, column: 5 });
  });

  it('ERR_UTF8 in both dialects', () => {
    const bytes = new Uint8Array([0x22, 0x0a, 0xc3, 0xa9, 0xff, 0x22]);
    for (const dialect of ['strict', 'python'] as const) {
      const error = failureOf(() => parseJson(bytes, { dialect }));
      expect(error.code).toBe('ERR_UTF8');
      expect(error.details).toEqual({ offset: 4, line: 2, column: 2 });
    }
  });

  it('a byte order mark in bytes', () => {
    expect(failureOf(() => parseJson(new Uint8Array([0xef, 0xbb, 0xbf, 0x31]))).code).toBe('ERR_JSON_SYNTAX');
  });
});

describe("Python's dialect", () => {
  it('takes the last of duplicate names', () => {
    expect(parseJson('{"a": 1, "b": 2, "a": 3}', { dialect: 'python' })).toEqual({ a: 3, b: 2 });
  });

  it.each(['1.0', '-0.5', '1e2', '1E-7', 'NaN', 'Infinity', '-Infinity'])('keeps the token %s', (token) => {
    const value = parseJson(` ${token} `, { dialect: 'python' });
    expect(value).toBeInstanceOf(JsonFloat);
    expect(value).toMatchObject({ text: token });
  });

  it('keeps halves of pairs, and joins those that meet', () => {
    expect(parseJson('"\\ud800x\\ude00"', { dialect: 'python' })).toBe('\ud800x\ude00');
    expect(parseJson('"\ud800"', { dialect: 'python' })).toBe('\ud800');
    expect(parseJson('"\\ud83d\\ude00"', { dialect: 'python' })).toBe('😀');
  });

  it('keeps the limits', () => {
    expect(codeInPython('[[[]]]')).toBe('ERR_JSON_DEPTH');
    expect(codeInPython('1'.repeat(4301))).toBe('ERR_JSON_INTEGER_SIZE');
    expect(codeInPython('\ufeff1')).toBe('ERR_JSON_SYNTAX');
  });
});

describe("a caller's mistake is a TypeError", () => {
  it.each([
    [{ maxDepth: 1001 }],
    [{ maxDepth: -1 }],
    [{ maxBytes: 1.5 }],
    [{ maxContainers: Number.NaN }],
    [{ dialect: 'json5' as 'strict' }],
  ])('%j', (options) => {
    expect(() => parseJson('1', options)).toThrow(TypeError);
  });

  it('a source that is neither text nor bytes', () => {
    const source: unknown = { toString: () => '1' };
    let error: unknown;
    try {
      parseJson(source as string);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(TypeError);
    expect(InTotoError.is(error)).toBe(false);
  });
});
