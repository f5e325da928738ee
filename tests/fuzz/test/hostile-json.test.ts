import { encodeCanonicalJson, formatJson, type JsonObject, type JsonValue, parseJson } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import { watchPrototypes } from '../src/prototypes.ts';
import { codeOf, PROTOTYPE_NAMES } from './outcome.ts';
import { large, THOROUGH } from './scale.ts';

const DIALECTS = ['strict', 'python'] as const;
const MEGABYTE = 2 ** 20;

describe('hostile JSON', () => {
  it('takes names of prototypes for names', () => {
    const checkPrototypes = watchPrototypes();
    for (const name of PROTOTYPE_NAMES) {
      const text = `{"${name}":{"polluted":{"${name}":1}}}`;
      for (const dialect of DIALECTS) {
        const value = parseJson(text, { dialect }) as JsonObject;
        expect(Object.keys(value)).toEqual([name]);
        expect(formatJson(value, 'compact')).toBe(text);
        expect(Buffer.from(encodeCanonicalJson(value)).toString('utf8')).toBe(text);
        expect('polluted' in {}).toBe(false);
      }
      expect(codeOf(() => parseJson(`{"${name}":1,"${name}":2}`))).toBe('ERR_JSON_DUPLICATE_NAME');
    }
    checkPrototypes();
  });

  it.each(DIALECTS)('refuses 10,000 brackets in the %s dialect, and bears nesting at its limit', (dialect) => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
      ['[{"a":', '}]'],
    ] as const) {
      const nest = (depth: number): string =>
        open.repeat(depth) + (open.startsWith('{') ? '1' : '') + close.repeat(depth);
      expect(codeOf(() => parseJson(nest(10_000), { dialect }))).toBe('ERR_JSON_DEPTH');
      expect(codeOf(() => parseJson(open.repeat(10_000), { dialect }))).toBe('ERR_JSON_DEPTH');
      expect(codeOf(() => parseJson(close.repeat(10_000), { dialect }))).toBe('ERR_JSON_SYNTAX');
    }
    const atLimit = '['.repeat(200) + ']'.repeat(200);
    expect(formatJson(parseJson(atLimit, { dialect }), 'compact')).toBe(atLimit);
    expect(codeOf(() => parseJson(`[${atLimit}]`, { dialect }))).toBe('ERR_JSON_DEPTH');
    const deepest = '['.repeat(1000) + ']'.repeat(1000);
    expect(formatJson(parseJson(deepest, { dialect, maxDepth: 1000 }), 'compact')).toBe(deepest);
  });

  it('refuses to write what is nested 100,000 deep', () => {
    let value: JsonValue = 1;
    for (let depth = 0; depth < 100_000; depth++) value = depth % 2 === 0 ? [value] : { a: value };
    expect(codeOf(() => encodeCanonicalJson(value))).toBe('ERR_JSON_DEPTH');
    expect(codeOf(() => formatJson(value, 'indented'))).toBe('ERR_JSON_DEPTH');
  });

  it('bears an array of a million numbers, and refuses one of millions of arrays', () => {
    const million = large(1_000_000);
    expect(parseJson(`[${'0,'.repeat(million - 1)}0]`)).toHaveLength(million);
    const limit = THOROUGH ? undefined : 100_000;
    for (const [container, dialect] of [
      ['[],', 'strict'],
      ['{},', 'python'],
    ] as const) {
      const parse = () => parseJson(`[${container.repeat(limit ?? 2_000_000)}0]`, { dialect, maxContainers: limit });
      expect(codeOf(parse)).toBe('ERR_JSON_SIZE');
    }
  });

  it('refuses a document beyond its size before it reads it', () => {
    const blanks = new Uint8Array(64 * MEGABYTE + 1).fill(0x20);
    expect(codeOf(() => parseJson(blanks))).toBe('ERR_JSON_SIZE');
    expect(codeOf(() => parseJson(blanks.subarray(0, large(64 * MEGABYTE))))).toBe('ERR_JSON_SYNTAX');
    expect(codeOf(() => parseJson('\u20ac'.repeat(100), { maxBytes: 299 }))).toBe('ERR_JSON_SIZE');
  });

  it.each(DIALECTS)('refuses integers of 5,000 digits in the %s dialect, and is exact up to 4,300', (dialect) => {
    expect(codeOf(() => parseJson('9'.repeat(5000), { dialect }))).toBe('ERR_JSON_INTEGER_SIZE');
    expect(codeOf(() => parseJson(`-${'9'.repeat(large(5_000_000))}`, { dialect }))).toBe('ERR_JSON_INTEGER_SIZE');
    const largest = '9'.repeat(4300);
    const text = `[${Array.from({ length: large(1000) }, () => largest).join(',')}]`;
    expect(formatJson(parseJson(text, { dialect }), 'compact')).toBe(text);
    expect(codeOf(() => encodeCanonicalJson(10n ** 5000n))).toBe('ERR_JSON_INTEGER_SIZE');
  });

  it('reads a float of millions of digits for what it is', () => {
    const digits = `0.${'1'.repeat(large(5_000_000))}e5`;
    expect(codeOf(() => parseJson(digits))).toBe('ERR_JSON_FLOAT');
    expect(codeOf(() => parseJson(digits, { dialect: 'python' }))).toBe('accepted');
  });

  it('refuses a name that stands twice, in the python dialect takes the last of very many', () => {
    const count = large(100_000);
    const text = `{${Array.from({ length: count }, (_, index) => `"a":${index}`).join(',')}}`;
    expect(codeOf(() => parseJson(text))).toBe('ERR_JSON_DUPLICATE_NAME');
    expect(parseJson(text, { dialect: 'python' })).toEqual({ a: count - 1 });
    expect(codeOf(() => parseJson(String.raw`{"a":1,"\u0061":2}`))).toBe('ERR_JSON_DUPLICATE_NAME');
  });

  it('bears very many names that a hash table or a sort may dislike', () => {
    const count = large(100_000);
    const names = Array.from({ length: count }, (_, index) =>
      index % 2 === 0 ? String(index) : `${'x'.repeat(50)}${index}`,
    );
    const value = parseJson(`{${names.map((name) => `"${name}":0`).join(',')}}`) as JsonObject;
    expect(Object.keys(value)).toHaveLength(count);
    expect(parseJson(encodeCanonicalJson(value))).toEqual(value);
  });

  it('bears a string of a million escapes, and one of a million characters', () => {
    const million = large(1_000_000);
    expect(parseJson(`"${String.raw`\u0000`.repeat(million)}"`)).toBe('\u0000'.repeat(million));
    const value = parseJson(`"${'\u{1f600}'.repeat(million)}"`);
    expect(formatJson(value, 'line')).toHaveLength(12 * million + 2);
  });

  it('refuses by a code to write what is too long for a string', () => {
    const text = `${'['.repeat(999)}${'0,'.repeat(600_000)}0${']'.repeat(999)}`;
    const value = parseJson(text, { maxDepth: 1000 });
    expect(formatJson(value, 'compact')).toBe(text);
    expect(codeOf(() => formatJson(value, 'indented'))).toBe('ERR_JSON_SIZE');
  });
});
