import {
  type ArtifactRule,
  formatArtifactRule,
  type MatchRule,
  parseArtifactRuleText,
  type PatternRule,
  type RequireRule,
  type RuleWords,
  splitWords,
} from '@intoto/models';

/** A MATCH rule that refers to one of `Names`. */
export interface MatchRuleOf<Names extends string> extends MatchRule {
  readonly step: Names;
}

/** A rule on one line, as `parseArtifactRuleText` reads it, with its keywords in capitals. */
export type RuleText<Names extends string> =
  | `${'CREATE' | 'DELETE' | 'MODIFY' | 'ALLOW' | 'DISALLOW' | 'REQUIRE'} ${string}`
  | `MATCH ${string} WITH ${'MATERIALS' | 'PRODUCTS'} ${string}FROM ${Names}`;

/** A rule as an object or as text, whose MATCH may refer to `Names` only. */
export type RuleInput<Names extends string> = PatternRule | RequireRule | MatchRuleOf<Names> | RuleText<Names>;

/** The rest of a MATCH rule: `rules.match('*').withProducts().from('build')`. */
export interface MatchSource {
  /** Compares with the materials of a step, below a directory where `prefix` is given. */
  withMaterials(prefix?: string): MatchTarget;
  /** Compares with the products of a step, below a directory where `prefix` is given. */
  withProducts(prefix?: string): MatchTarget;
}

/** The end of a MATCH rule. */
export interface MatchTarget {
  /** Names the step or inspection. */
  from<const Name extends string>(step: Name): MatchRuleOf<Name>;
}

function target(pattern: string, sourcePrefix: string, destination: MatchRule['destination']) {
  return (destinationPrefix: string = ''): MatchTarget => ({
    from: (step) => ({ type: 'MATCH', pattern, sourcePrefix, destination, destinationPrefix, step }),
  });
}

const of =
  (type: PatternRule['type']) =>
  (pattern: string): PatternRule => ({ type, pattern });

/**
 * Artifact rules as objects, for {@link layoutBuilder} and for `formatArtifactRule` of `@intoto/models`.
 *
 * @example
 * ```ts
 * import { rules } from '@intoto/layout';
 *
 * const rule = rules.match('*.c', { in: 'src' }).withProducts().from('write');
 * console.log(rule.step); // write
 * ```
 */
export const rules: {
  /** Takes artifacts that are new. */
  readonly create: (pattern: string) => PatternRule;
  /** Takes artifacts that are gone. */
  readonly delete: (pattern: string) => PatternRule;
  /** Takes artifacts that are changed. */
  readonly modify: (pattern: string) => PatternRule;
  /** Takes artifacts, whatever became of them. */
  readonly allow: (pattern: string) => PatternRule;
  /** Fails for artifacts that no rule before has taken. */
  readonly disallow: (pattern: string) => PatternRule;
  /** Fails unless an artifact is there and not taken yet. */
  readonly require: (name: string) => RequireRule;
  /** Takes artifacts that are the same in another step; `in` is the directory they are below here. */
  readonly match: (pattern: string, options?: { readonly in?: string | undefined }) => MatchSource;
} = {
  create: of('CREATE'),
  delete: of('DELETE'),
  modify: of('MODIFY'),
  allow: of('ALLOW'),
  disallow: of('DISALLOW'),
  require: (name) => ({ type: 'REQUIRE', name }),
  match: (pattern, { in: prefix = '' } = {}) => ({
    withMaterials: target(pattern, prefix, 'MATERIALS'),
    withProducts: target(pattern, prefix, 'PRODUCTS'),
  }),
};

/**
 * The words of a rule as a layout holds them.
 *
 * @throws ModelError of `@intoto/models` `ERR_RULE_FORMAT`
 */
export function toRuleWords(rule: ArtifactRule | string): RuleWords {
  return formatArtifactRule(typeof rule === 'string' ? parseArtifactRuleText(rule) : rule);
}

/**
 * The words of a command, split like a shell's where it is text.
 *
 * @throws ModelError of `@intoto/models` `ERR_RULE_FORMAT` for a quotation that is not closed
 */
export function toCommandWords(command: readonly string[] | string): readonly string[] {
  return typeof command === 'string' ? splitWords(command) : command;
}
