import {
  createJsonObject,
  decodeBase64,
  decodeHex,
  encodeCanonicalJson,
  encodeUtf8,
  ENCODING_ERROR_CODES,
  EncodingError,
  InTotoError,
  isJsonObject,
  JSON_ERROR_CODES,
  JsonError,
  JsonFloat,
  parseJson,
} from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import { failureOf } from './failure-of.ts';

describe('codes', () => {
  it('every one of them occurs', () => {
    const failures = [
      failureOf(() => parseJson('{')),
      failureOf(() => parseJson('{"a":1,"a":1}')),
      failureOf(() => parseJson('1.0')),
      failureOf(() => parseJson('"\\ud800"')),
      failureOf(() => parseJson('[]', { maxDepth: 0 })),
      failureOf(() => parseJson('12', { maxBytes: 1 })),
      failureOf(() => parseJson('1'.repeat(4301))),
      failureOf(() => decodeHex('0')),
      failureOf(() => decodeBase64('0')),
      failureOf(() => encodeUtf8('\ud800')),
    ];
    const codes = { ...JSON_ERROR_CODES, ...ENCODING_ERROR_CODES };
    expect(failures.map((failure) => failure.code)).toEqual(Object.keys(codes));
  });
});

describe('InTotoError', () => {
  it('is recognised by its brand, not by its class', () => {
    const fromAnotherCopy = Object.create({ [Symbol.for('@intoto/error')]: true }) as unknown;
    expect(InTotoError.is(fromAnotherCopy)).toBe(true);
    expect(InTotoError.is(new JsonError('x', { code: 'ERR_JSON_SYNTAX' }))).toBe(true);
    expect(InTotoError.is(new Error('x'))).toBe(false);
    expect(InTotoError.is(null)).toBe(false);
    expect(InTotoError.is('ERR_JSON_SYNTAX')).toBe(false);
  });

  it('carries code, details and cause', () => {
    const cause = new Error('outside');
    const error = new EncodingError('x', { code: 'ERR_HEX', details: { offset: 3 }, cause });
    expect(error).toMatchObject({ name: 'EncodingError', message: 'x', code: 'ERR_HEX', details: { offset: 3 } });
    expect(error.cause).toBe(cause);
    expect(new EncodingError('x', { code: 'ERR_HEX' }).details).toEqual({});
    expect('cause' in new EncodingError('x', { code: 'ERR_HEX' })).toBe(false);
  });

  it('has details that are JSON', () => {
    const error = failureOf(() => encodeCanonicalJson([new JsonFloat('1.0')]));
    expect(JSON.parse(JSON.stringify(error.details))).toEqual({ pointer: '/0' });
  });
});

describe('JSON values', () => {
  it('isJsonObject takes objects only', () => {
    expect(isJsonObject({})).toBe(true);
    expect(isJsonObject(createJsonObject([]))).toBe(true);
    for (const value of [undefined, null, [], new JsonFloat('1.0'), '', 1, 1n, true])
      expect(isJsonObject(value)).toBe(false);
  });

  it('createJsonObject keeps the last entry of a name, whatever the name', () => {
    const object = createJsonObject([
      ['__proto__', 1],
      ['a', 2],
      ['a', 3],
    ]);
    expect(Object.entries(object)).toEqual([
      ['__proto__', 1],
      ['a', 3],
    ]);
    expect(Object.getPrototypeOf(object)).toBe(null);
  });
});
