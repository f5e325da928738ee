import { describe, expect, it } from 'vitest';

import { compilePattern, matchPattern } from '../src/index.ts';

/** Checked against fnmatch.fnmatchcase of CPython 3.11.7. */
const DIALECT: readonly (readonly [about: string, pattern: string, yes: readonly string[], no: readonly string[]])[] = [
  ['the empty pattern', '', [''], ['a', ' ']],
  ['a literal', 'foo.py', ['foo.py'], ['foo.pyc', 'xfoo.py', 'foo.py\n', 'FOO.py', 'fooxpy']],
  ['a star', '*', ['', 'a', '.hidden', 'a/b', 'a\nb', '\n', '😀', '\ud83d'], []],
  ['two stars, which are one', '**', ['', 'a', 'a/b'], []],
  ['two stars and a slash, which is not optional', '**/a', ['/a', 'b/a', 'b/c/a'], ['a']],
  ['a prefix', 'src/*', ['src/', 'src/a', 'src/a/b'], ['src', 'xsrc/a']],
  ['a suffix', '*.o', ['.o', 'a.o', 'a/b.o'], ['a.oo', 'a.O', 'ao']],
  ['a prefix and a suffix that may not overlap', 'ab*ba', ['abba', 'abxba'], ['aba', 'ab']],
  ['text in the middle', '*net*', ['net', 'a/net/b'], ['ne', 'n/et']],
  ['stretches in their order', '*a*b*', ['ab', 'xaxbx'], ['ba', 'b', 'a']],
  ['a tail that also occurs before', '*ab*ab', ['abab', 'ababab'], ['ab', 'aab', 'abb']],
  ['a question mark', '?', ['a', '/', '\n', '😀', '\ud83d', '\ude00'], ['', 'ab']],
  ['question marks with a star', '?*?', ['ab', 'abc', '😀😀'], ['a', '😀']],
  ['a set', 'foo.[ch]', ['foo.c', 'foo.h'], ['foo.o', 'foo.ch', 'foo.C']],
  ['a negated set', '[!a]', ['b', '/', '\n', '^', '😀'], ['a', '']],
  ['a caret, which does not negate', '[^a]', ['^', 'a'], ['b']],
  ['a caret in a negated set', '[!^a]', ['b'], ['^', 'a']],
  ['a second exclamation mark, which is a member', '[!!]', ['a'], ['!']],
  ['an exclamation mark that is not first', '[a!]', ['a', '!'], ['b']],
  ['a range', '[a-c]', ['a', 'b', 'c'], ['d', '-', 'B']],
  ['a range by code point', '[\u{1f600}-\u{1f64f}]', ['😀', '🙏'], ['\ud83d', '\ude00', 'a']],
  ['a range around the surrogates', '[a-\uffff]', ['b', '\ud83d', '\uffff'], ['😀', 'A']],
  ['a reversed range, which is empty', '[z-a]', [], ['a', 'z', '-', '', '[z-a]']],
  ['a negated empty range, which is everything', '[!z-a]', ['a', 'z', '-', '\n'], ['', 'ab']],
  ['an empty range beside a member', '[z-ax]', ['x'], ['z', 'a', '-']],
  ['an empty range that uncovers an exclamation mark', '[z-a!b]', ['a', '!', 'z'], ['b']],
  ['an empty range that leaves only an exclamation mark', '[z-a!]', ['a', '!', 'z'], ['']],
  ['an empty range that uncovers a hyphen', '[z-a!-c]', ['a', '!', 'b'], ['-', 'c']],
  ['a hyphen in front', '[-a]', ['-', 'a'], ['b']],
  ['a hyphen in front of a negated set', '[!-a]', ['b'], ['-', 'a']],
  ['a hyphen at the end', '[a-]', ['a', '-'], ['b']],
  ['a hyphen alone', '[-]', ['-'], ['']],
  ['a range from a hyphen', '[--0]', ['-', '.', '/', '0'], ['1', ',']],
  ['a hyphen after a range', '[a-c-e]', ['a', 'b', 'c', '-', 'e'], ['d']],
  ['a closing bracket in front', '[]]', [']'], ['[', '[]]']],
  ['a closing bracket in front of others', '[]a]', [']', 'a'], ['[']],
  ['a closing bracket in a negated set', '[!]]', ['a', '['], [']']],
  ['a range from a closing bracket', '[]-a]', [']', '^', '_', '`', 'a'], ['-', '\\']],
  ['a bracket that nothing closes', '[a', ['[a'], ['a']],
  ['a negated set that nothing closes', '[!]', ['[!]'], ['a', '!']],
  ['an empty set that nothing closes', '[]', ['[]'], ['', ']']],
  ['a bracket that nothing closes and a star', '[a*', ['[a', '[ab'], ['a', '[']],
  ['an opening bracket in a set', '[[]', ['['], ['[[]']],
  ['an escaped star', 'a[*]', ['a*'], ['ab', 'a[*]']],
  ['a backslash', 'a\\*', ['a\\', 'a\\b'], ['a*', 'a']],
  ['a backslash in a set', '[a\\]', ['a', '\\'], [']', '[a\\]']],
  ['a range from a backslash', '[\\-^]', ['\\', ']', '^'], ['-']],
  ['what other dialects take for set operations', '[a&&b||c~~d]', ['a', '&', 'b', '|', 'c', '~', 'd'], ['[', ']']],
  ['braces', '{a,b}', ['{a,b}'], ['a', 'b']],
  ['parentheses', '!(a)', ['!(a)'], ['b', 'a']],
  ['characters that regular expressions know', 'a.b+$^|()', ['a.b+$^|()'], ['axb+$^|()', 'abb']],
  ['a newline at the end', 'a*', ['a\n'], ['\na']],
  ['a path that is not normalised', './foo', ['./foo'], ['foo']],
  ['names of prototypes', '__proto__', ['__proto__'], ['constructor']],
  ['an astral character', '😀', ['😀'], ['\ud83d', '\ude00', '\ude00\ud83d']],
  ['a lone high surrogate', '\ud83d', ['\ud83d'], ['😀']],
  ['a lone high surrogate in front', '\ud83d*', ['\ud83d', '\ud83da'], ['😀', '😀a']],
  ['a lone high surrogate in the middle', '*\ud83d*', ['\ud83d', 'a\ud83da', '😀\ud83d'], ['😀', 'a😀']],
  ['a lone low surrogate at the end', '*\ude00', ['\ude00', '\ude00\ude00', '😀\ude00'], ['😀', 'a😀']],
  ['a lone low surrogate in the middle', '*\ude00*', ['a\ude00'], ['😀']],
  ['a question mark before a lone low surrogate', '?\ude00', ['a\ude00', '😀\ude00'], ['😀', '\ude00']],
  ['a set of halves', '[\ud83da\ude00]', ['\ud83d', '\ude00', 'a'], ['😀']],
];

describe('the pattern dialect', () => {
  it.each(DIALECT)('reads %s', (_about, pattern, yes, no) => {
    const matches = compilePattern(pattern);
    expect(yes.filter((name) => !matches(name))).toEqual([]);
    expect(no.filter((name) => matches(name))).toEqual([]);
  });

  it('is the same for one name at a time', () => {
    expect(matchPattern('a?c', 'abc')).toBe(true);
    expect(matchPattern('a?c', 'ac')).toBe(false);
  });
});
