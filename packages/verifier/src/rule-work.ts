import type { ArtifactMap, RuleWords } from '@intoto/models';

/**
 * How many comparisons of characters a rule list takes at most. A pattern without wildcards is looked up and costs nothing;
 * `?` and sets may be tried at every place of a name, stars alone only seek.
 */
export function boundRuleWork(rules: readonly RuleWords[], artifacts: ArtifactMap): number {
  let characters = 0;
  artifacts.forEach((_, name) => (characters += name.length + 1));
  let tries = 0;
  for (const [, pattern = ''] of rules) {
    if (/[?[]/.test(pattern)) tries += pattern.length;
    else if (pattern.includes('*')) tries += 1;
  }
  return characters * tries;
}
