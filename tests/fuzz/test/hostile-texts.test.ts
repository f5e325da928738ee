import { createExcludeFilter } from '@intoto/artifacts';
import {
  decodeBase64,
  decodeHex,
  decodeUtf8,
  encodeBase64,
  encodeHex,
  escapeUnprintable,
  quoteText,
} from '@intoto/encoding';
import { parseArtifactRule, parseArtifactRuleText, parseExpires, printArtifactRule, splitWords } from '@intoto/models';
import { compilePattern } from '@intoto/rules';
import { describe, expect, it } from 'vitest';

import { codeOf, PROTOTYPE_NAMES } from './outcome.ts';
import { large } from './scale.ts';

const MILLION = large(1_000_000);

describe('hostile texts', () => {
  it('bears encodings of a million characters, and errors at their ends', () => {
    const bytes = new Uint8Array(3 * MILLION);
    expect(decodeBase64(encodeBase64(bytes))).toHaveLength(bytes.length);
    expect(decodeHex(encodeHex(bytes))).toHaveLength(bytes.length);
    expect(codeOf(() => decodeBase64(`${'A'.repeat(4 * MILLION - 1)}*`))).toBe('ERR_BASE64');
    expect(codeOf(() => decodeHex(`${'a'.repeat(MILLION)}g`))).toBe('ERR_HEX');
    expect(codeOf(() => decodeUtf8(Uint8Array.from([...Buffer.from('a\n'.repeat(MILLION)), 0xff])))).toBe('ERR_UTF8');
    expect(escapeUnprintable('\u001b'.repeat(MILLION))).toHaveLength(6 * MILLION);
    expect(quoteText('"'.repeat(MILLION)).length).toBeLessThan(3000);
  });

  it('splits words of a million characters, however they are quoted', () => {
    for (const word of ['a'.repeat(10 * MILLION), '\\'.repeat(MILLION), '"'.repeat(MILLION), `a"'`.repeat(MILLION)]) {
      expect(splitWords(printArtifactRule([word, word]))).toEqual([word, word]);
    }
    expect(splitWords(`"${'a'.repeat(10 * MILLION)}"`)).toEqual(['a'.repeat(10 * MILLION)]);
    expect(splitWords('a '.repeat(MILLION))).toHaveLength(MILLION);
    expect(splitWords(`''`.repeat(MILLION))).toEqual(['']);
  });

  it('refuses a quotation of a million characters that does not end', () => {
    for (const text of [
      `"${'a'.repeat(10 * MILLION)}`,
      `'${'a'.repeat(MILLION)}`,
      `${'"a" '.repeat(MILLION)}"`,
      '\\',
    ]) {
      expect(codeOf(() => splitWords(text))).toBe('ERR_RULE_FORMAT');
      expect(codeOf(() => parseArtifactRuleText(text))).toBe('ERR_RULE_FORMAT');
    }
  });

  it('refuses rules of a million words, and takes patterns for what they are', () => {
    const many = Array.from({ length: MILLION }, () => 'ALLOW');
    expect(codeOf(() => parseArtifactRule(many))).toBe('ERR_RULE_FORMAT');
    for (const name of PROTOTYPE_NAMES) {
      expect(codeOf(() => parseArtifactRule([name, '*']))).toBe('ERR_RULE_FORMAT');
      expect(parseArtifactRule(['ALLOW', name])).toEqual({ type: 'ALLOW', pattern: name });
      expect(parseArtifactRule(['MATCH', name, 'IN', name, 'WITH', 'PRODUCTS', 'FROM', name])).toMatchObject({
        step: name,
      });
    }
  });

  it('refuses times that are no times', () => {
    for (const text of ['', '\u0000', 'Z', '9'.repeat(MILLION), `2030-01-01T00:00:00Z${'\n'.repeat(MILLION)}`]) {
      expect(codeOf(() => parseExpires(text))).toBe('ERR_TIME_FORMAT');
    }
  });
});

describe('hostile patterns', () => {
  const name = 'a'.repeat(50_000);

  it.each([
    ['many stars', '*a'.repeat(5000), true],
    ['many stars before what is not there', `${'*a'.repeat(5000)}*b`, false],
    ['stars in a row', `${'*'.repeat(100_000)}b`, false],
    ['question marks between stars', `*${'?'.repeat(20)}*`.repeat(500), true],
    ['sets before what is not there', `${'*[ab]'.repeat(5000)}c`, false],
    ['brackets that nothing closes', '['.repeat(100_000), false],
    ['sets that close late', `[${'['.repeat(50_000)}]`, false],
    ['negated sets', '[!b]'.repeat(50_000), true],
    ['reversed ranges', `${'[z-a]'.repeat(1000)}*`, false],
    ['a set of thousands of ranges', `[${'b-c'.repeat(50_000)}a]*`, true],
    ['half surrogate pairs', '\ud83d*\ude00', false],
  ])('matches in time linear in the name: %s', (_what, pattern, matches) => {
    expect(compilePattern(pattern)(name)).toBe(matches);
  });

  it.each([
    ['many stars', '*a'.repeat(large(500))],
    ['any depth, many times', `${'**/a/'.repeat(large(500))}b`],
    ['stars in a row', `${'*'.repeat(100_000)}b`],
    ['many segments', `${'a/'.repeat(20_000)}b`],
    ['sets', '[ab]'.repeat(500)],
    ['a set of thousands of ranges', `[${'b-c'.repeat(large(10_000))}a]*`],
    ['more characters than a call takes arguments', 'a'.repeat(300_000)],
    ['more question marks than a call takes arguments', '?'.repeat(300_000)],
  ])('excludes in bounded time: %s', (_what, pattern) => {
    const paths = [name.slice(0, 5000), 'a/'.repeat(2500), ''];
    expect(paths.map(createExcludeFilter([pattern])).every((verdict) => typeof verdict === 'boolean')).toBe(true);
  });

  it('refuses malformed exclude patterns by their code', () => {
    for (const pattern of ['!', '\\', 'a/\\', '[z-a]']) {
      expect(codeOf(() => createExcludeFilter([pattern]))).toBe('ERR_ARTIFACT_PATTERN');
    }
    expect(codeOf(() => createExcludeFilter(['[', '[!', '#', ' ', '/', '\u0000', ...PROTOTYPE_NAMES]))).toBe(
      'accepted',
    );
  });
});
