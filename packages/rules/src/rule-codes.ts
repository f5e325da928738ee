/** Why a rule failed, by code. These are outcomes, not exceptions: `evaluateRules` reports them in its decisions. */
export const RULE_CODES = {
  ERR_RULE_DISALLOW: 'A DISALLOW rule matches artifacts that no earlier rule consumed.',
  ERR_RULE_REQUIRE: 'The artifact that a REQUIRE rule names is not there, or an earlier rule consumed it.',
  ERR_RULE_FORMAT: 'The words of a rule are not an artifact rule.',
  ERR_RULE_PATH: 'A MATCH rule with IN selects an artifact whose path changes when the prefix is cut off and put back.',
} as const;

/** A code of {@link RULE_CODES}. */
export type RuleCode = keyof typeof RULE_CODES;
