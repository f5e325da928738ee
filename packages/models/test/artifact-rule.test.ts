import {
  type ArtifactRule,
  formatArtifactRule,
  ModelError,
  parseArtifactRule,
  parseArtifactRuleText,
  printArtifactRule,
  type RuleWords,
} from '@intoto/models';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { failureOf, problemsOf } from './failure-of.ts';

const word = fc.string({
  unit: fc.oneof(fc.constantFrom(' ', "'", '"', '\\', '\t', '\n', '*', '#', '$'), fc.string({ minLength: 1 })),
  maxLength: 6,
});

const rules: fc.Arbitrary<ArtifactRule> = fc.oneof(
  fc.record({ type: fc.constantFrom('CREATE', 'DELETE', 'MODIFY', 'ALLOW', 'DISALLOW'), pattern: word }),
  fc.record({ type: fc.constant('REQUIRE'), name: word }),
  fc.record({
    type: fc.constant('MATCH'),
    pattern: word,
    sourcePrefix: word,
    destination: fc.constantFrom('MATERIALS', 'PRODUCTS'),
    destinationPrefix: word,
    step: word,
  }),
);

describe('parseArtifactRule', () => {
  it('reads the long form of MATCH', () => {
    const words = ['match', 'x*', 'In', 'IN', 'with', 'products', 'in', 'from', 'From', 'with'];
    expect(parseArtifactRule(words)).toEqual({
      type: 'MATCH',
      pattern: 'x*',
      sourcePrefix: 'IN',
      destination: 'PRODUCTS',
      destinationPrefix: 'from',
      step: 'with',
    });
  });

  it.each([
    [[], /must begin with one of CREATE/],
    [['SIGN', 'x'], /must begin with one of CREATE/],
    [['CREATE'], /must be CREATE and one pattern/],
    [['require', 'a', 'b'], /must be REQUIRE and one artifact name/],
    [['MATCH', 'x', 'AS', 'y', 'FROM', 's'], /must have the form MATCH pattern/],
    [['MATCH', 'x', 'WITH', 'PRODUCT', 'FROM', 's'], /must name MATERIALS or PRODUCTS/],
    [['MATCH', 'x', 'W\u0131TH', 'PRODUCTS', 'FROM', 's'], /must have the form MATCH pattern/],
    [['MATCH', 'x', 'WITH', 'PRODUCT\u017f', 'FROM', 's'], /must name MATERIALS or PRODUCTS/],
  ] as const)('refuses %j', (words, message) => {
    const error = failureOf(() => parseArtifactRule(words));
    expect(error).toBeInstanceOf(ModelError);
    expect(error.code).toBe('ERR_RULE_FORMAT');
    expect(error.message).toMatch(message);
    expect(problemsOf(() => parseArtifactRule(words))).toHaveLength(1);
  });

  it('does not repeat a long rule in the message', () => {
    expect(failureOf(() => parseArtifactRule(['\u202e'.repeat(5000)])).message.length).toBeLessThan(1500);
  });
});

describe('round trips', () => {
  it('a rule survives its words', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        expect(parseArtifactRule(formatArtifactRule(rule))).toEqual(rule);
      }),
    );
  });

  it('a rule survives its text, and so do words with keywords in small letters', () => {
    fc.assert(
      fc.property(rules, fc.boolean(), (rule, small) => {
        const words = formatArtifactRule(rule);
        const printed: ArtifactRule | RuleWords = small ? [words[0]?.toLowerCase() ?? '', ...words.slice(1)] : rule;
        expect(parseArtifactRuleText(printArtifactRule(printed))).toEqual(rule);
      }),
    );
  });
});

describe('printArtifactRule', () => {
  it.each([
    [['allow', '*'], 'allow *'],
    [['ALLOW', 'a b'], "ALLOW 'a b'"],
    [['ALLOW', ''], "ALLOW ''"],
    [['ALLOW', "it's"], 'ALLOW "it\'s"'],
    [['ALLOW', '\'"\\'], 'ALLOW "\'\\"\\\\"'],
    [['ALLOW', 'a\\b'], "ALLOW 'a\\b'"],
    [['ALLOW', 'a\u00a0b'], "ALLOW 'a\u00a0b'"],
  ])('prints %j', (words, text) => {
    expect(printArtifactRule(words)).toBe(text);
  });

  it('prints a rule that was read with its keywords in capitals', () => {
    const rule = parseArtifactRule(['match', 'x', 'with', 'products', 'in', 'dist dir', 'from', 'build']);
    expect(printArtifactRule(rule)).toBe("MATCH x WITH PRODUCTS IN 'dist dir' FROM build");
  });

  it('knows no other rules', () => {
    expect(() => formatArtifactRule({ type: 'SIGN', pattern: '*' } as never)).toThrow(TypeError);
  });
});

describe('parseArtifactRuleText', () => {
  it.each([
    [String.raw`ALLOW a\ b`, 'a b'],
    [String.raw`ALLOW "a\"b\\c\d"`, String.raw`a"b\c\d`],
    [String.raw`ALLOW 'a\"b'`, String.raw`a\"b`],
    [String.raw`ALLOW a'b'"c"\d`, 'abcd'],
    [`ALLOW ''`, ''],
    [`ALLOW ""`, ''],
    [`\tALLOW\r\n"\\\n"`, '\\\n'],
  ])('reads %j', (text, pattern) => {
    expect(parseArtifactRuleText(text)).toEqual({ type: 'ALLOW', pattern });
  });

  it.each([
    ["ALLOW 'a", /the quotation is not closed at character 7/],
    ['ALLOW "a\\"', /the quotation is not closed at character 7/],
    ['ALLOW a\\', /nothing follows the backslash at character 8/],
    ['', /must begin with one of/],
  ])('refuses %j', (text, message) => {
    const error = failureOf(() => parseArtifactRuleText(text));
    expect(error.code).toBe('ERR_RULE_FORMAT');
    expect(error.message).toMatch(message);
  });

  it('takes time proportional to the text', () => {
    const quotes = `ALLOW ${'"\\\\" '.repeat(200_000)}`;
    expect(failureOf(() => parseArtifactRuleText(quotes)).code).toBe('ERR_RULE_FORMAT');
    expect(failureOf(() => parseArtifactRuleText(`ALLOW "${'\\'.repeat(200_001)}`)).code).toBe('ERR_RULE_FORMAT');
  });

  it('takes no stack for a long quotation', () => {
    for (const pattern of ['a'.repeat(10_000_000), '\\"'.repeat(500_000), `a'"`.repeat(500_000)]) {
      expect(parseArtifactRuleText(printArtifactRule(['ALLOW', pattern]))).toEqual({ type: 'ALLOW', pattern });
    }
    const open = `ALLOW "${'a'.repeat(10_000_000)}`;
    expect(failureOf(() => parseArtifactRuleText(open)).code).toBe('ERR_RULE_FORMAT');
  });
});
