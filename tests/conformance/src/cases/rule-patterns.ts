import type { CaseDefinition } from '../case-definition.ts';
import { about, ALLOWED, DISALLOWED, only } from '../rule-case.ts';

/** Patterns: whether ALLOW consumes a product of this name. */
export const RULE_PATTERNS: readonly CaseDefinition[] = (
  [
    ['star-slash', 'A star goes across slashes.', '*', 'dir/sub/file', true],
    ['star-dot', 'A star sees names that begin with a dot.', '*', '.hidden', true],
    ['double-star', 'Two stars are as good as one.', '**/file', 'dir/file', true],
    ['double-star-alone', 'Two stars and a slash want a slash.', '**/file', 'file', false],
    ['question-slash', 'A question mark may stand for a slash.', 'a?b', 'a/b', true],
    ['question-none', 'A question mark stands for one character.', 'a?', 'a', false],
    ['set', 'A set stands for one of its characters.', 'file[abc]', 'fileb', true],
    ['set-range', 'A set may have ranges.', 'file[0-9]', 'file5', true],
    ['set-reversed', 'A range the wrong way round stands for nothing.', 'file[9-0]', 'file5', false],
    ['set-negated', 'An exclamation mark negates a set.', '[!a]', 'b', true],
    ['set-caret', 'A caret does not negate a set: it is one of its characters.', '[^a]', 'b', false],
    ['set-caret-literal', 'A caret in a set stands for itself.', '[^a]', '^', true],
    ['set-unclosed', 'A set that is not closed is no set.', 'file[ab', 'file[ab', true],
    ['set-bracket', 'A closing bracket right at the start belongs to the set.', '[]]', ']', true],
    ['set-slash', 'A set may hold a slash.', 'a[/]b', 'a/b', true],
    ['set-backslash', 'A backslash in a set stands for itself.', '[\\]', '\\', true],
    ['backslash', 'A backslash is no escape.', '\\*', 'x*', false],
    ['backslash-literal', 'A backslash stands for itself.', '\\*', '\\file', true],
    ['braces', 'Braces are no alternatives.', '{a,b}', 'a', false],
    ['parentheses', 'Parentheses are no groups.', '(a)', 'a', false],
    ['whole', 'A pattern stands for a whole name.', 'file', 'dir/file', false],
    ['empty', 'The empty pattern stands for no name but the empty one.', '', 'a', false],
    ['plus', 'What means something in regular expressions stands for itself.', 'a+b.$', 'a+b.$', true],
    ['dot-slash', 'A pattern is not cleaned.', './a', 'a', false],
  ] as const
).map(([name, description, pattern, product, consumed]) =>
  about(
    `pattern-${name}`,
    description,
    { products: { [product]: 'x' }, expectProducts: only(['ALLOW', pattern]) },
    consumed ? ALLOWED : DISALLOWED,
    'CPython 3.11 fnmatch, observed',
  ),
);
