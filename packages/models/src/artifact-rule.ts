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

function readMatchRule([, pattern = '', ...rest]: RuleWords): MatchRule | string {
  // What follows a keyword, if that comes next; both are taken away.
  const take = (keyword: string): string | undefined =>
    isKeyword(rest[0], keyword) ? rest.splice(0, 2)[1] : undefined;
  const sourcePrefix = take('IN') ?? '';
  const target = take('WITH');
  const destinationPrefix = take('IN') ?? '';
  const step = take('FROM');
  if (target === undefined || step === undefined || rest.length > 0) return `must have the form ${MATCH_FORM}`;
  const destination = DESTINATIONS.find((keyword) => isKeyword(target, keyword));
  if (destination === undefined) return `must name MATERIALS or PRODUCTS after WITH: ${MATCH_FORM}`;
  return { type: 'MATCH', pattern, sourcePrefix, destination, destinationPrefix, step };
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
