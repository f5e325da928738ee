import { ModelError } from './model-error.ts';
import { printable } from './printable.ts';

/** A rule as it stands in a layout: a list of words. */
export type RuleWords = readonly string[];

/** `CREATE`, `DELETE`, `MODIFY`, `ALLOW` or `DISALLOW` with a glob pattern. */
export interface PatternRule {
  readonly type: 'CREATE' | 'DELETE' | 'MODIFY' | 'ALLOW' | 'DISALLOW';
  readonly pattern: string;
}

/** `REQUIRE` with a literal artifact name. */
export interface RequireRule {
  readonly type: 'REQUIRE';
  readonly name: string;
}

/** `MATCH pattern [IN sourcePrefix] WITH (MATERIALS|PRODUCTS) [IN destinationPrefix] FROM step`. */
export interface MatchRule {
  readonly type: 'MATCH';
  readonly pattern: string;
  /** Empty where the rule has none. */
  readonly sourcePrefix: string;
  readonly destination: 'MATERIALS' | 'PRODUCTS';
  /** Empty where the rule has none. */
  readonly destinationPrefix: string;
  readonly step: string;
}

/** An artifact rule (in-toto specification 4.3.3). */
export type ArtifactRule = PatternRule | RequireRule | MatchRule;

const RULE_TYPES = ['CREATE', 'DELETE', 'MODIFY', 'ALLOW', 'DISALLOW', 'REQUIRE', 'MATCH'] as const;

const DESTINATIONS = ['MATERIALS', 'PRODUCTS'] as const;

const MATCH_FORM = 'MATCH pattern [IN prefix] WITH MATERIALS|PRODUCTS [IN prefix] FROM step';

/** Where the keywords of a MATCH rule stand, by form: `IN` before `WITH`, `IN` after it, both, none. */
const MATCH_FORMS = [
  { length: 10, keywords: { 2: 'IN', 4: 'WITH', 6: 'IN', 8: 'FROM' }, source: 3, destination: 5, prefix: 7, step: 9 },
  { length: 8, keywords: { 2: 'IN', 4: 'WITH', 6: 'FROM' }, source: 3, destination: 5, prefix: -1, step: 7 },
  { length: 8, keywords: { 2: 'WITH', 4: 'IN', 6: 'FROM' }, source: -1, destination: 3, prefix: 5, step: 7 },
  { length: 6, keywords: { 2: 'WITH', 4: 'FROM' }, source: -1, destination: 3, prefix: -1, step: 5 },
] as const;

/**
 * Reads a rule. Keywords may be in any case; patterns, prefixes and names are taken as they stand and may be empty.
 *
 * @throws {@link ModelError} `ERR_RULE_FORMAT`
 */
export function parseArtifactRule(words: RuleWords): ArtifactRule {
  const rule = readArtifactRule(words);
  if (typeof rule !== 'string') return rule;
  throw new ModelError(`The rule ${printable(JSON.stringify(words))} ${rule}.`, {
    code: 'ERR_RULE_FORMAT',
    details: { words, problems: [{ path: '', message: rule }], problemCount: 1 },
  });
}

/** The rule, or what it must be otherwise. */
export function readArtifactRule(words: RuleWords): ArtifactRule | string {
  const type = RULE_TYPES.find((keyword) => isKeyword(words[0], keyword));
  const pattern = words[1];
  if (type === undefined) return `must begin with one of ${RULE_TYPES.join(', ')}`;
  if (type === 'MATCH') return readMatchRule(words);
  if (pattern === undefined || words.length !== 2) {
    return `must be ${type} and one ${type === 'REQUIRE' ? 'artifact name' : 'pattern'}`;
  }
  return type === 'REQUIRE' ? { type, name: pattern } : { type, pattern };
}

function readMatchRule(words: RuleWords): MatchRule | string {
  const form = MATCH_FORMS.find(
    ({ length, keywords }) =>
      length === words.length &&
      Object.entries(keywords).every(([place, keyword]) => isKeyword(words[Number(place)], keyword)),
  );
  if (form === undefined) return `must have the form ${MATCH_FORM}`;
  const destination = DESTINATIONS.find((keyword) => isKeyword(words[form.destination], keyword));
  if (destination === undefined) return `must name MATERIALS or PRODUCTS after WITH: ${MATCH_FORM}`;
  return {
    type: 'MATCH',
    pattern: words[1] ?? '',
    sourcePrefix: words[form.source] ?? '',
    destination,
    destinationPrefix: words[form.prefix] ?? '',
    step: words[form.step] ?? '',
  };
}

/** In any case. Not by `toUpperCase`, which makes ordinary letters of a dotless i and a long s. */
function isKeyword(word: string | undefined, keyword: string): boolean {
  return word?.toLowerCase() === keyword.toLowerCase();
}

/** The words of a rule, as a layout holds them: keywords in capitals, empty prefixes left out. */
export function formatArtifactRule(rule: ArtifactRule): string[] {
  switch (rule.type) {
    case 'MATCH':
      return [
        'MATCH',
        rule.pattern,
        ...(rule.sourcePrefix === '' ? [] : ['IN', rule.sourcePrefix]),
        'WITH',
        rule.destination,
        ...(rule.destinationPrefix === '' ? [] : ['IN', rule.destinationPrefix]),
        'FROM',
        rule.step,
      ];
    case 'REQUIRE':
      return [rule.type, rule.name];
    case 'CREATE':
    case 'DELETE':
    case 'MODIFY':
    case 'ALLOW':
    case 'DISALLOW':
      return [rule.type, rule.pattern];
    default:
      throw new TypeError(`Unknown rule type ${String((rule satisfies never as { type: unknown }).type)}`);
  }
}
