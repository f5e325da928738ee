import { type ArtifactRule, formatArtifactRule, parseArtifactRule, type RuleWords } from './artifact-rule.ts';
import { splitWords } from './shell-words.ts';

/**
 * A rule on one line: its words with a blank between them. A word that is empty or has blanks, quotes or backslashes is
 * quoted as for a shell, so that {@link parseArtifactRuleText} reads the same words back.
 *
 * Control characters in a word stay as they are: make them visible before you write to a terminal.
 */
export function printArtifactRule(rule: ArtifactRule | RuleWords): string {
  const words = isWords(rule) ? rule : formatArtifactRule(rule);
  return words.map(quoteWord).join(' ');
}

/**
 * Reads a rule from one line of text, split into words as a POSIX shell would: blanks separate; `'…'` is literal; in
 * `"…"` a backslash escapes `"` and itself; elsewhere it escapes any character. Nothing is expanded.
 *
 * @throws {@link ModelError} `ERR_RULE_FORMAT`, also for a quote that is not closed
 * @example
 * ```ts
 * import { formatArtifactRule, parseArtifactRuleText } from '@intoto/models';
 *
 * const rule = parseArtifactRuleText("match 'my file' with products from build");
 * console.log(formatArtifactRule(rule)); // [ 'MATCH', 'my file', 'WITH', 'PRODUCTS', 'FROM', 'build' ]
 * ```
 */
export function parseArtifactRuleText(text: string): ArtifactRule {
  return parseArtifactRule(splitWords(text));
}

function isWords(rule: ArtifactRule | RuleWords): rule is RuleWords {
  return Array.isArray(rule);
}

function quoteWord(word: string): string {
  if (word !== '' && !/[\s'"\\]/.test(word)) return word;
  return word.includes("'") ? `"${word.replaceAll(/["\\]/g, '\\$&')}"` : `'${word}'`;
}
