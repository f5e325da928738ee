/** How much a finding weighs: an error makes the layout fail or mean nothing, a note is only worth knowing. */
export type LintSeverity = 'error' | 'warning' | 'note';

/** What a code of a {@link Finding} stands for. */
export interface LintRule {
  readonly severity: LintSeverity;
  /** What is wrong, in one sentence. */
  readonly summary: string;
}

/** Every rule of the linter, by code. A code never changes its meaning; `docs/lint.md` has examples of each. */
export const LINT_RULES = {
  LINT_NO_STEPS: { severity: 'error', summary: 'A layout without steps asks for no evidence at all.' },
  LINT_OPEN_LIST: {
    severity: 'warning',
    summary: 'A rule list does not end the queue: what no rule mentions is allowed.',
  },
  LINT_ALLOW_ALL: { severity: 'note', summary: 'A rule list allows everything that gets to its end, and says so.' },
  LINT_DEAD_RULE: { severity: 'warning', summary: 'A rule can never apply: an earlier one takes all it could.' },
  LINT_EMPTY_PATTERN: { severity: 'warning', summary: 'A pattern matches no name at all.' },
  LINT_WRONG_LIST: { severity: 'warning', summary: 'A rule can never apply in the list where it stands.' },
  LINT_REQUIRE_CONSUMED: {
    severity: 'error',
    summary: 'A REQUIRE rule always fails: an earlier rule takes its artifact.',
  },
  LINT_LITERAL_WILDCARD: { severity: 'warning', summary: 'A wildcard stands where only literal text counts.' },
  LINT_PATTERN_CARET: {
    severity: 'warning',
    summary: 'A set begins with ^, which negates in some implementations and not here.',
  },
  LINT_PATTERN_BRACES: { severity: 'warning', summary: 'A pattern has braces, which are no alternatives.' },
  LINT_PATTERN_BACKSLASH: { severity: 'warning', summary: 'A pattern has a backslash, which escapes nothing.' },
  LINT_PATTERN_GLOBSTAR: { severity: 'warning', summary: 'A pattern has **, which means the same as *.' },
  LINT_PATTERN_BRACKET: { severity: 'warning', summary: 'A pattern has a [ that nothing closes.' },
  LINT_NAME_FORM: { severity: 'warning', summary: 'A rule names artifacts that no verifiable link can have.' },
  LINT_MATCH_UNKNOWN: { severity: 'error', summary: 'A MATCH rule refers to a step that it cannot see.' },
  LINT_MATCH_LATER: { severity: 'warning', summary: 'A MATCH rule refers to a later step or inspection.' },
  LINT_MATCH_ITSELF: { severity: 'warning', summary: 'A MATCH rule compares a list with itself.' },
  LINT_PRODUCTS_UNMATCHED: { severity: 'warning', summary: 'No rule matches the products of a step.' },
  LINT_THRESHOLD_LOW: { severity: 'error', summary: 'A step asks for fewer than one signature.' },
  LINT_THRESHOLD_HIGH: { severity: 'error', summary: 'A step asks for more functionaries than its keys stand for.' },
  LINT_KEY_UNKNOWN: { severity: 'warning', summary: 'A step lists a key that the layout does not have.' },
  LINT_KEY_UNUSED: { severity: 'warning', summary: 'No step lists a key of the layout.' },
  LINT_KEY_EVERYWHERE: { severity: 'warning', summary: 'One key is enough for every step.' },
  LINT_KEY_WEAK: { severity: 'warning', summary: 'A key is too weak to trust.' },
  LINT_INSPECTION_NO_COMMAND: { severity: 'error', summary: 'An inspection has no command.' },
  LINT_EXPIRY_MISSING: { severity: 'error', summary: 'The layout does not say when it expires.' },
  LINT_EXPIRED: { severity: 'error', summary: 'The layout has expired.' },
  LINT_EXPIRES_SOON: { severity: 'warning', summary: 'The layout expires soon.' },
} as const;

/** The code of a {@link Finding}: a key of {@link LINT_RULES}. */
export type LintCode = keyof typeof LINT_RULES;
