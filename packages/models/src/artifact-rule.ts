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
