import { quoteText } from '@intoto/encoding';
import { formatArtifactRule, type MatchRule, type PatternRule } from '@intoto/models';
import { selectionPattern } from '@intoto/rules';
import { isNormalArtifactName } from '@intoto/verifier';

import type { Report } from './finding.ts';
import type { LintedRule } from './lint-match.ts';
import { withoutParameters } from './parameters.ts';

/** Of names, where brackets are as common as any character: `pages/[id].tsx`. */
const WILDCARD = /[*?]/;

/** A set as fnmatch reads it: `]` directly after `[` or `[!` is a member. The look-ahead keeps that from being undone. */
const SETS = /\[(?=(!?\]?))\1[^\]]*\]/g;

/** Patterns and names that their author surely meant otherwise, or that mean something else in another implementation. */
export function lintPattern({ rule, place }: LintedRule, report: Report): void {
  if (rule.type === 'REQUIRE') lintLiteral(rule.name, 'The name after REQUIRE', { rule, place }, report);
  else lintDialect(rule, place, report);
  if (rule.type === 'MATCH') {
    lintLiteral(rule.sourcePrefix, 'The prefix after IN', { rule, place }, report);
    lintLiteral(rule.destinationPrefix, 'The prefix after IN', { rule, place }, report);
  }
  const head = findHead(rule);
  if (/[{}]/.test(head.text) || isPossible(head)) return;
  report('LINT_NAME_FORM', {
    place,
    message: `${quoteText(head.text)}: no artifact has such a name in a link that verification accepts, since it is not in normal form.`,
    remedy:
      'Write the name as links record it: no "./" in front, no "..", no "//", no "/" at the end; for all files below a directory dir/*.',
  });
}

function lintLiteral(text: string, what: string, { place }: Pick<LintedRule, 'rule' | 'place'>, report: Report): void {
  if (!WILDCARD.test(text)) return;
  report('LINT_LITERAL_WILDCARD', {
    place,
    message: `${what}, ${quoteText(text)}, is taken literally: its wildcard means itself.`,
    remedy: 'Write one rule for each name.',
  });
}

function lintDialect(rule: PatternRule | MatchRule, place: LintedRule['place'], report: Report): void {
  const { pattern } = rule;
  const quoted = quoteText(pattern);
  if (pattern.includes('[^')) {
    report('LINT_PATTERN_CARET', {
      place,
      message: `${quoted}: a set that begins with ^ holds that character. Older in-toto-golang takes it for "not" (GHSA-pmwq-pjrm-6p5r).`,
      remedy: 'For "not" write [!...]; for the character put it elsewhere: [a^].',
    });
  }
  if (/[{}]/.test(withoutParameters(pattern))) {
    report('LINT_PATTERN_BRACES', {
      place,
      message: `${quoted}: braces are literal, they list no alternatives; verification with parameters refuses them.`,
      remedy: 'Write one rule for each alternative.',
    });
  }
  if (pattern.includes('\\')) {
    report('LINT_PATTERN_BACKSLASH', {
      place,
      message: `${quoted}: a backslash is itself, it escapes nothing; other implementations may take it for an escape. Links have "/" between directories.`,
      remedy: 'Write "/" between directories; for a wildcard character itself write it as a set: [*].',
    });
  }
  if (pattern.includes('**')) {
    const { item, list, number } = place;
    const safe = !pattern.includes('[') && item !== undefined && list !== undefined && number !== undefined;
    const words = formatArtifactRule({ ...rule, pattern: pattern.replaceAll(/\*+/g, '*') });
    report('LINT_PATTERN_GLOBSTAR', {
      place,
      message: `${quoted}: ** means what * means, any text with "/" in it; "**/a" does not match "a".`,
      remedy: 'Write *.',
      ...(safe ? { fix: { type: 'replace-rule', item, list, number, words } } : {}),
    });
  }
  if (pattern.replaceAll(SETS, '').includes('[')) {
    report('LINT_PATTERN_BRACKET', {
      place,
      message: `${quoted}: a [ that nothing closes is itself here; other implementations may not be able to read the pattern.`,
      remedy: 'Close the set; for the character itself write [[].',
    });
  }
}

/** The text that every name a rule is about begins with, or is. */
function findHead(rule: LintedRule['rule']): { readonly text: string; readonly whole: boolean } {
  if (rule.type === 'REQUIRE') return { text: rule.name, whole: true };
  const selection = selectionPattern(rule);
  const end = selection.search(/[*?[]/);
  return end < 0 ? { text: selection, whole: true } : { text: selection.slice(0, end), whole: false };
}

/** Whether a name in normal form can be, or begin with, the text: judged by its whole segments. */
function isPossible({ text, whole }: { readonly text: string; readonly whole: boolean }): boolean {
  return isNormalArtifactName(whole ? text : `${text.slice(0, text.lastIndexOf('/') + 1)}x`);
}
