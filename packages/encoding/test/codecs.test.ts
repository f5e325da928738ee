import {
  decodeBase64,
  decodeHex,
  decodeUtf8,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  EncodingError,
} from '@intoto/encoding';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { failureOf } from './failure-of.ts';

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

describe('hex', () => {
  it('writes lowercase and reads both cases', () => {
    expect(encodeHex(new Uint8Array([0, 15, 171, 255]))).toBe('000fabff');
    expect(decodeHex('000fABfF')).toEqual(new Uint8Array([0, 15, 171, 255]));
    expect(decodeHex('')).toEqual(new Uint8Array(0));
  });

  it.each([
    ['0', 1],
    ['0g', 1],
    ['0x00', 1],
    [' 00', 0],
    ['00\n', 2],
    ['٠٠', 0],
    ['00:00', 2],
    ['@@', 0],
  ])('refuses %j', (text, offset) => {
    const error = failureOf(() => decodeHex(text));
    expect(error).toBeInstanceOf(EncodingError);
    expect(error.code).toBe('ERR_HEX');
    expect(error.details).toEqual({ offset });
  });

  it('round trips', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = encodeHex(bytes);
        expect(text).toMatch(/^([0-9a-f]{2})*$/);
        expect(decodeHex(text)).toEqual(bytes);
        expect(decodeHex(text.toUpperCase())).toEqual(bytes);
      }),
    );
  });
});

describe('base64', () => {
  // RFC 4648 section 10.
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('%j is %j', (text, encoded) => {
    expect(encodeBase64(encodeUtf8(text))).toBe(encoded);
    expect(decodeUtf8(decodeBase64(encoded))).toBe(text);
  });

  it('reads the alphabet it is told to read', () => {
    const bytes = new Uint8Array([0xfb, 0xff, 0xbf]);
    expect(encodeBase64(bytes)).toBe('+/+/');
    expect(decodeBase64('+/+/')).toEqual(bytes);
    expect(decodeBase64('-_-_', 'url')).toEqual(bytes);
    expect(decodeBase64('+/+/', 'either')).toEqual(bytes);
    expect(decodeBase64('-_-_', 'either')).toEqual(bytes);
    expect(failureOf(() => decodeBase64('-_-_')).details).toEqual({ offset: 0 });
    expect(failureOf(() => decodeBase64('AA+/', 'url')).details).toEqual({ offset: 2 });
    expect(failureOf(() => decodeBase64('+_+_', 'either')).code).toBe('ERR_BASE64');
    expect(() => decodeBase64('AAAA', 'base32' as 'url')).toThrow(TypeError);
  });

  it('does not look at bits that belong to no byte', () => {
    expect(decodeBase64('QR==')).toEqual(decodeBase64('QQ=='));
  });

  it.each([
    'Q',
    'QQ',
    'QQ=',
    'QQ===',
    'QUJD=',
    'QUJD====',
    '====',
    '===',
    '=',
    'A===',
    'QQ==QQ==',
    '=QQ=',
    'QQ==\n',
    'QQ\n=',
    ' QQ=',
    'QQ=A',
    'QÄ==',
    'Q😀=',
  ])('refuses %j', (text) => {
    for (const alphabet of ['standard', 'url', 'either'] as const) {
      const error = failureOf(() => decodeBase64(text, alphabet));
      expect(error).toBeInstanceOf(EncodingError);
      expect(error.code).toBe('ERR_BASE64');
    }
  });

  it('round trips', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = encodeBase64(bytes);
        expect(decodeBase64(text)).toEqual(bytes);
        const urlSafe = text.replaceAll('+', '-').replaceAll('/', '_');
        expect(decodeBase64(urlSafe, 'url')).toEqual(bytes);
        expect(decodeBase64(urlSafe, 'either')).toEqual(bytes);
      }),
    );
  });

  it('agrees with the platform on whole texts', () => {
    fc.assert(
      fc.property(fc.base64String(), (text) => {
        expect(String.fromCharCode(...decodeBase64(text))).toBe(atob(text));
      }),
    );
  });
});

describe('UTF-8', () => {
  it('keeps a byte order mark', () => {
    expect(decodeUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('\ufeffa');
    expect(encodeUtf8('\ufeff')).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
  });

  it.each(['\ud800', 'a\udc00', '\ude00\ud83d', '\ud83d\ud83d\ude00'])('refuses text with half a pair: %j', (text) => {
    expect(failureOf(() => encodeUtf8(text)).code).toBe('ERR_UTF8');
  });

  // RFC 3629 section 4 and the Unicode standard, table 3-7.
  it.each([
    ['a stray continuation', '6180', 1],
    ['a cut character of two bytes', '61c3', 1],
    ['a cut character of three bytes', 'e282', 0],
    ['a cut character of four bytes', 'f09f98', 0],
    ['an overlong form of two bytes', 'c0af', 0],
    ['an overlong form of three bytes', 'e09fbf', 0],
    ['an overlong form of four bytes', 'f08fbfbf', 0],
    ['a surrogate', 'c3a9eda080', 2],
    ['beyond U+10FFFF', 'f4908080', 0],
    ['a byte that never occurs', '0a0aff', 2],
    ['a continuation that is none', 'e28261', 0],
    ['a last continuation that is none', 'f09f9861', 0],
  ])('refuses bytes with %s', (_kind, hex, offset) => {
    const error = failureOf(() => decodeUtf8(decodeHex(hex)));
    expect(error).toBeInstanceOf(EncodingError);
    expect(error.code).toBe('ERR_UTF8');
    expect(error.details).toMatchObject({ offset });
  });

  it('says line and column in characters', () => {
    const error = failureOf(() => decodeUtf8(decodeHex('0ac3a9f09f9880ff')));
    expect(error.details).toEqual({ offset: 7, line: 2, column: 3 });
  });

  it('round trips', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toBe(text);
      }),
    );
  });

  it('refuses all that the platform refuses, at a place before which all is well', () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 0x70, max: 0xff, maxLength: 6 }), (bytes) => {
        if (isUtf8(bytes)) {
          expect(encodeUtf8(decodeUtf8(bytes))).toEqual(bytes);
          return;
        }
        const { details } = failureOf(() => decodeUtf8(bytes));
        const offset = Number(details['offset']);
        expect(isUtf8(bytes.subarray(0, offset))).toBe(true);
        for (let end = offset + 1; end <= bytes.length; end++) expect(isUtf8(bytes.subarray(0, end))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
