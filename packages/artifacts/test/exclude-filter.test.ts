import { ArtifactError, createExcludeFilter, DEFAULT_EXCLUDE_PATTERNS } from '@intoto/artifacts';
import { describe, expect, it } from 'vitest';

import vectors from './generated/exclude-vectors.json' with { type: 'json' };

describe(`exclude patterns agree with ${vectors.origin}`, () => {
  it.each(vectors.cases)('$patterns', ({ patterns, excluded }) => {
    if (excluded === null) {
      expect(() => createExcludeFilter(patterns)).toThrow(ArtifactError);
      return;
    }
    const isExcluded = createExcludeFilter(patterns);
    expect(vectors.paths.filter((path) => isExcluded(path))).toEqual(excluded.map((index) => vectors.paths[index]));
  });
});

describe('exclude patterns', () => {
  it.each([
    ['!', 'nothing follows'],
    ['foo\\', 'nothing to escape'],
    ['a\\/b', 'nothing to escape'],
    ['[z-a]', 'ends before it starts'],
  ])('refuse %s and say why', (pattern, reason) => {
    expect(() => createExcludeFilter(['fine', pattern])).toThrow(
      expect.objectContaining({
        code: 'ERR_ARTIFACT_PATTERN',
        details: { pattern },
        message: expect.stringContaining(reason),
      }),
    );
  });

  it('are the reference’s by default', () => {
    const isExcluded = createExcludeFilter(DEFAULT_EXCLUDE_PATTERNS);
    const paths = ['foo.1234abcd.link', '.x.1234abcd.link-unfinished', 'a/.git', 'a/.git/HEAD', 'm.pyc', 'notes~'];
    expect(paths.filter((path) => !isExcluded(path))).toEqual([]);
    expect(isExcluded('.gitignore')).toBe(false);
  });

  it('may be longer than a call takes arguments', () => {
    const long = 'a'.repeat(200_000);
    expect(createExcludeFilter([`${long}?`])(`${long}b`)).toBe(true);
    expect(createExcludeFilter(['?'.repeat(200_000)])(long)).toBe(true);
    expect(createExcludeFilter([`${'a/'.repeat(100_000)}b`])(long)).toBe(false);
  });

  it('exclude nothing if there are none', () => {
    expect(createExcludeFilter([])('anything')).toBe(false);
  });

  it.each([
    ['*a'.repeat(60) + 'b', 'a'.repeat(4096)],
    ['**/a'.repeat(60) + '/b', 'a/'.repeat(2048)],
    ['[!b]*'.repeat(60) + 'c/', 'a'.repeat(4095) + 'c'],
    ['*'.repeat(10_000) + '?'.repeat(100) + 'b', 'a'.repeat(4095) + 'b'],
  ])('take time linear in the path: %.20s', (pattern, path) => {
    const start = performance.now();
    createExcludeFilter([pattern])(path);
    // A backtracking matcher needs longer than the universe has lasted.
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
