import { describe, expect, it } from 'vitest';

import { normalizePath } from '../src/normalize-path.ts';

describe('normalizePath', () => {
  // posixpath.normpath of CPython 3.11.
  it.each([
    ['', '.'],
    ['.', '.'],
    ['./', '.'],
    ['/', '/'],
    ['//', '//'],
    ['///', '/'],
    ['a/', 'a'],
    ['a//b', 'a/b'],
    ['./a', 'a'],
    ['a/.', 'a'],
    ['a/..', '.'],
    ['a/../..', '..'],
    ['../../a', '../../a'],
    ['a/../../b', '../b'],
    ['/..', '/'],
    ['/../a', '/a'],
    ['//..', '//'],
    ['//a', '//a'],
    ['///a', '/a'],
    ['/./a/', '/a'],
    ['a/b/../c', 'a/c'],
    ['a/b/../../..', '..'],
    ['...', '...'],
    ['./..', '..'],
    [' ', ' '],
    ['a\\b', 'a\\b'],
    ['\n/', '\n'],
    ['__proto__/../x', 'x'],
  ])('makes %j %j on POSIX', (path, normal) => {
    expect(normalizePath(path, '/')).toBe(normal);
  });

  // ntpath.normpath of CPython 3.11, with its backslashes as slashes.
  it.each([
    ['a\\b', 'a/b'],
    ['C:\\x\\..\\y', 'C:/y'],
    ['C:/x//y', 'C:/x/y'],
    ['\\\\server\\share\\d', '//server/share/d'],
    ['a\\..\\..\\b', '../b'],
    ['.\\a\\', 'a'],
    ['C:\\', 'C:/'],
    ['C:\\..', 'C:/'],
    ['..\\a', '../a'],
  ])('makes %j %j where the separator is a backslash', (path, normal) => {
    expect(normalizePath(path, '\\')).toBe(normal);
  });
});
