import { createExcludeFilter } from '@intoto/artifacts';
import { type Authenticated, createLink, type Link, parseArtifactRule, type RuleWords } from '@intoto/models';
import { evaluateRules, matchPattern, queueBefore } from '@intoto/rules';
import { expect, it } from 'vitest';

import { withPeers } from '../src/with-peers.ts';

const NAMES = ['', 'a', '^', 'a/b', '.hidden', 'a\nb', '\u{1f600}', '[a]', '[', 'ab', '\\a'];
const PATTERNS = ['*', '?', '[a]', '[!a]', '[^a]', '[', '[]a]', '[z-a]', '*b', 'a*', '[[]a]', '\\a', '**/b', ''];

const PATHS = ['foo', 'a/foo', 'foo/b', 'foobar', 'a/b', 'x/a/b', 'x.pyc', '.git', 'a.link', '.x.link-unfinished', '.'];
const EXCLUDES = [
  ['foo'],
  ['foo/'],
  ['a/b'],
  ['*.pyc'],
  ['*.link*'],
  ['.'],
  ['*', '!foo'],
  ['**/b'],
  ['#x'],
  ['[^f]*'],
];

/** A digit for each name. */
function digits(names: readonly string[], matches: (name: string) => boolean): string {
  return names.map((name) => (matches(name) ? '1' : '0')).join('');
}

withPeers(['python', 'python-2.3'], 'patterns', (peers) => {
  it.each(['python', 'python-2.3'] as const)('match as in %s', async (name) => {
    const theirs = await peers[name].ask('match_patterns', { cases: PATTERNS.map((pattern) => [pattern, NAMES]) });
    expect(theirs).toEqual(PATTERNS.map((pattern) => digits(NAMES, (text) => matchPattern(pattern, text))));
  });

  it.each(['python', 'python-2.3'] as const)('exclude as in %s', async (name) => {
    const theirs = await peers[name].ask('match_excludes', { cases: EXCLUDES.map((patterns) => [patterns, PATHS]) });
    expect(theirs).toEqual(EXCLUDES.map((patterns) => digits(PATHS, createExcludeFilter(patterns))));
  });

  it('that are refused are told', async () => {
    const [refused] = await peers.python.ask('match_excludes', { cases: [[['!'], PATHS]] });
    expect(refused).toMatchObject({ message: expect.stringContaining('Invalid git pattern') });
    expect(() => createExcludeFilter(['!'])).toThrow();
  });
});

withPeers(['go'], 'patterns', ({ go }) => {
  it('match in Go, and those it cannot parse match nothing', async () => {
    const outcome = await go.request('match_patterns', { cases: [['[', NAMES]] });
    expect(outcome).toMatchObject({ ok: true, result: ['0'.repeat(NAMES.length)] });
    expect(outcome.log.join('')).toContain('syntax error in pattern');
  });
});

withPeers(['python', 'go'], 'artifact rules', ({ python, go }) => {
  const request = {
    item: 'build',
    list: 'products',
    rules: [
      ['CREATE', 'main'],
      ['MATCH', '*.c', 'WITH', 'PRODUCTS', 'FROM', 'write'],
      ['DISALLOW', '*'],
    ],
    links: {
      write: { products: { 'main.c': { sha256: '11' } } },
      build: { products: { main: { sha256: '22' }, 'main.c': { sha256: '11' }, extra: { sha256: '33' } } },
    },
  } as const;

  /** Our evaluation, in the words of the drivers. */
  function ours(rules: readonly RuleWords[]): { verdict: 'pass' | 'fail'; queues: (readonly string[])[] } {
    const [write, build] = (['write', 'build'] as const).map((name) => {
      const products = new Map(Object.entries(request.links[name].products));
      return createLink({ name, products }) as Authenticated<Link>;
    }) as [Authenticated<Link>, Authenticated<Link>];
    const links = new Map([
      ['write', write],
      ['build', build],
    ]);
    const evaluation = evaluateRules({ item: build, rules, list: 'expected_products', links });
    const applied = evaluation.decisions.filter(({ outcome }) => outcome === 'applied');
    return {
      verdict: evaluation.ok ? 'pass' : 'fail',
      queues: applied.map(({ number }) => queueBefore(evaluation, number + 1)),
    };
  }

  it('are evaluated', async () => {
    for (const rules of [request.rules, request.rules.slice(0, 2)]) {
      const { verdict, queues } = ours(rules);
      expect(await python.ask('evaluate_rules', { ...request, rules })).toMatchObject({ verdict, queues });
      expect(await go.ask('evaluate_rules', { ...request, rules })).toMatchObject({ verdict });
    }
  });

  it('are parsed', async () => {
    const rule = ['match', 'p', 'IN', 'IN', 'WITH', 'PRODUCTS', 'FROM', 's'];
    expect(await python.ask('unpack_rule', { rule })).toMatchObject({
      pattern: 'p',
      source_prefix: 'IN',
      dest_name: 's',
    });
    expect(await go.ask('unpack_rule', { rule })).toMatchObject({ pattern: 'p', srcPrefix: 'IN', dstName: 's' });
    expect(parseArtifactRule(rule)).toMatchObject({ pattern: 'p' });
    expect(await python.request('unpack_rule', { rule: ['ALLOW'] })).toMatchObject({
      ok: false,
      error: { type: 'FormatError' },
    });
    expect(() => parseArtifactRule(['ALLOW'])).toThrow();
  });
});
