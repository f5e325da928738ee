import { decodeUtf8, encodeCanonicalJson, encodeUtf8, formatJson, parseJson } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import { failureOf } from './failure-of.ts';
import vectors from './vectors.json' with { type: 'json' };

for (const { name, source, canonical, indented, line, compact } of vectors.documents) {
  describe(`written as the reference writes it: ${name}`, () => {
    it.each(['strict', 'python'] as const)('read in the %s dialect', (dialect) => {
      const value = parseJson(encodeUtf8(source), { dialect });
      expect(decodeUtf8(encodeCanonicalJson(value))).toBe(canonical);
      expect(formatJson(value, 'indented')).toBe(indented);
      expect(formatJson(value, 'line')).toBe(line);
      expect(formatJson(value, 'compact')).toBe(compact);
    });

    it('and read again', () => {
      for (const text of [indented, line, compact]) expect(formatJson(parseJson(text), 'line')).toBe(line);
    });
  });
}

for (const { name, source, pythonReads, pythonCanonicalises, hasDuplicateNames } of vectors.dialects) {
  describe(`read as the reference reads it: ${name}`, () => {
    const bytes = encodeUtf8(source);

    it('in the python dialect, and canonicalised or not', () => {
      if (!pythonReads) {
        const { code } = failureOf(() => parseJson(bytes, { dialect: 'python' }));
        expect(['ERR_JSON_SYNTAX', 'ERR_JSON_INTEGER_SIZE']).toContain(code);
        return;
      }
      const value = parseJson(bytes, { dialect: 'python' });
      if (pythonCanonicalises) {
        expect(encodeCanonicalJson(value).length).toBeGreaterThan(0);
      } else {
        const { code } = failureOf(() => encodeCanonicalJson(value));
        expect(['ERR_JSON_FLOAT', 'ERR_JSON_SURROGATE']).toContain(code);
      }
    });

    it('in the strict dialect, which only refuses more', () => {
      if (pythonCanonicalises && !hasDuplicateNames) {
        expect(encodeCanonicalJson(parseJson(bytes))).toEqual(
          encodeCanonicalJson(parseJson(bytes, { dialect: 'python' })),
        );
      } else {
        expect(failureOf(() => parseJson(bytes)).code).toMatch(/^ERR_JSON_/);
      }
    });
  });
}
