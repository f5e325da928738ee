import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { printSection } from '../src/conformance-section.ts';
import { AREAS, differenceOf, mutate } from '../src/mutation.ts';
import { MUTATIONS } from '../src/mutations.ts';
import { findResult, readResults } from '../src/results.ts';
import { REPOSITORY } from '../src/tree-copy.ts';

/** One token: a word, or signs; what belongs to a word that is left out may go with it. */
const TOKEN = /^(?:[!.]?\w+ ?|[^\w\s]{1,3}|)$/u;

/** Without what the formatter pads tables with. */
function words(text: string): string {
  return text.replaceAll(/[\s|-]+/gu, ' ').trim();
}

describe('the table of mutations', () => {
  it.each(MUTATIONS.map((mutation) => [mutation.effect, mutation] as const))(
    'has a bug that fits the source: %s',
    (_effect, mutation) => {
      const source = readFileSync(join(REPOSITORY, mutation.file), 'utf8');
      const mutated = mutate(source, mutation);
      expect(mutated).not.toBe(source);
      // It is still a program, so that tests can be run.
      expect(() => stripTypeScriptTypes(mutated)).not.toThrow();
      for (const token of differenceOf(mutation)) expect(token).toMatch(TOKEN);
    },
  );

  it('has no bug twice, and some in every area', () => {
    const bugs = MUTATIONS.map(({ file, from, to }) => JSON.stringify([file, from, to]));
    expect(new Set(bugs).size).toBe(bugs.length);
    expect(new Set(MUTATIONS.map(({ effect }) => effect)).size).toBe(bugs.length);
    expect(new Set(MUTATIONS.map(({ area }) => area))).toEqual(new Set(AREAS));
    expect(bugs.length).toBeGreaterThanOrEqual(14);
  });

  it('has a test for every bug that notices it', () => {
    for (const mutation of MUTATIONS) {
      const { caughtBy } = findResult(readResults(), mutation) ?? { caughtBy: undefined };
      expect(caughtBy, `${mutation.effect} Try it: node tests/mutations/run.ts --untried`).toEqual({
        file: expect.stringMatching(/\.test\.ts$/u) as string,
        name: expect.any(String) as string,
      });
    }
  });

  it('is in the conformance page, with its results', () => {
    const page = readFileSync(join(REPOSITORY, 'docs/conformance.md'), 'utf8');
    const section = /<!-- mutations -->([^]*)<!-- \/mutations -->/u.exec(page)?.[1] ?? '';
    expect(words(section)).toBe(words(printSection(MUTATIONS, readResults())));
  });
});

describe('a mutation', () => {
  it('is refused where its text does not stand in the source exactly once', () => {
    const mutation = { area: 'rules', file: 'x.ts', from: 'a < b', to: 'a <= b', effect: '' } as const;
    expect(mutate('if (a < b) c();', mutation)).toBe('if (a <= b) c();');
    expect(() => mutate('if (a > b) c();', mutation)).toThrow('x.ts has 0 times, not once: a < b');
    expect(() => mutate('a < b; a < b', mutation)).toThrow('2 times');
  });

  it('differs by what is neither at the beginning nor at the end of both texts', () => {
    expect(differenceOf({ from: 'a < b', to: 'a <= b' })).toEqual(['', '=']);
    expect(differenceOf({ from: 'x.sourcePrefix', to: 'x.destinationPrefix' })).toEqual(['source', 'destination']);
    expect(differenceOf({ from: 'aa', to: 'a' })).toEqual(['a', '']);
  });
});
