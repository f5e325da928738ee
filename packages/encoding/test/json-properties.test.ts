import {
  decodeUtf8,
  encodeCanonicalJson,
  encodeUtf8,
  formatJson,
  InTotoError,
  type JsonValue,
  parseJson,
} from '@intoto/encoding';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { jsonValues, nearlyJson } from './json-arbitraries.ts';

const compact = (value: JsonValue): string => formatJson(value, 'compact');

/** What reading gives, or the code of its error; anything else that is thrown fails the test. */
function read(source: string | Uint8Array, dialect: 'strict' | 'python'): { value: JsonValue } | { code: string } {
  try {
    return { value: parseJson(source, { dialect }) };
  } catch (error) {
    if (InTotoError.is(error)) return { code: error.code };
    throw error;
  }
}

function readNatively(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

describe('round trips', () => {
  it('every style is read back as the same value', () => {
    fc.assert(
      fc.property(jsonValues, fc.constantFrom('indented', 'line', 'compact'), (value, style) => {
        const text = formatJson(value, style);
        expect(text).toMatch(/^[ -~\n]*$/);
        expect(compact(parseJson(text))).toBe(compact(value));
        expect(compact(parseJson(encodeUtf8(text), { dialect: 'python' }))).toBe(compact(value));
      }),
    );
  });

  it('values come back with their types', () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: 2n ** 53n }), fc.boolean(), fc.string()), (value) => {
        expect(parseJson(formatJson(value, 'line'))).toBe(value);
      }),
    );
  });

  it('canonical JSON is different for different values only, and is JSON where no control character stands', () => {
    fc.assert(
      fc.property(jsonValues, jsonValues, (one, other) => {
        const text = decodeUtf8(encodeCanonicalJson(one));
        expect(text === decodeUtf8(encodeCanonicalJson(other))).toBe(compact(one) === compact(other));
        // oxlint-disable-next-line no-control-regex
        if (!/[\u0000-\u001f]/.test(text)) expect(compact(parseJson(text))).toBe(compact(one));
      }),
    );
  });

  it('the order of members does not matter', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.maxSafeInteger()), (members) => {
        const reversed = Object.fromEntries(Object.entries(members).toReversed());
        expect(encodeCanonicalJson(reversed)).toEqual(encodeCanonicalJson(members));
      }),
    );
  });
});

describe('arbitrary texts', () => {
  const texts = fc.oneof(
    nearlyJson,
    fc.json(),
    fc.string(),
    fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
  );

  it('strict takes no more than JSON.parse, and means the same by it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const own = read(text, 'strict');
        if (!('value' in own)) return;
        const native = readNatively(text);
        expect(native).toBeDefined();
        // JSON.parse is not exact beyond 2^53 and writes -0 as 0, as we do.
        if (!/\d{16}/.test(text)) expect(JSON.stringify(own.value)).toBe(JSON.stringify(native?.value));
      }),
      { numRuns: 1000 },
    );
  });

  it('the python dialect takes all that JSON.parse takes', () => {
    fc.assert(
      fc.property(texts, (text) => {
        if (readNatively(text) !== undefined) expect(read(text, 'python')).toHaveProperty('value');
      }),
      { numRuns: 1000 },
    );
  });

  it('strict takes no more than the python dialect, and means the same by it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const strict = read(text, 'strict');
        const python = read(text, 'python');
        if ('value' in strict) expect(python).toEqual(strict);
      }),
      { numRuns: 1000 },
    );
  });

  it('arbitrary bytes give a value or a coded error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), fc.constantFrom('strict', 'python'), (bytes, dialect) => {
        const outcome = read(bytes, dialect);
        if ('code' in outcome) expect(outcome.code).toMatch(/^ERR_(JSON_|UTF8)/);
        else expect(outcome).toHaveProperty('value');
      }),
      { numRuns: 1000 },
    );
  });

  it('a text and its bytes are the same', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyJson, fc.json()), (text) => {
        fc.pre(!/[\ud800-\udfff]/u.test(text));
        expect(read(encodeUtf8(text), 'strict')).toEqual(read(text, 'strict'));
      }),
    );
  });

  it('names in any order are refused by the strict dialect exactly where one stands twice', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'ab', 'B', '\u{1f600}', '\ue000', '__proto__'), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(names, (list) => {
        const text = `{${list.map((name) => `${JSON.stringify(name)}: 0`).join()}}`;
        const isRepeated = new Set(list).size < list.length;
        expect(read(text, 'strict')).toMatchObject(isRepeated ? { code: 'ERR_JSON_DUPLICATE_NAME' } : { value: {} });
      }),
      { numRuns: 2000 },
    );
  });
});
