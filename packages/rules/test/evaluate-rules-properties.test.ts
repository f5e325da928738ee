import { THOROUGH } from '@intoto-tests/support';
import { type ArtifactRule, formatArtifactRule } from '@intoto/models';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { evaluateRules, queueBefore } from '../src/index.ts';
import { createAuthenticatedLink } from './authenticated-link.ts';
import { applyNaively } from './naive-rules.ts';

const name = fc.constantFrom(
  'a',
  'b',
  'ab',
  's/a',
  's/b',
  'd/a',
  's/d/a',
  '😀',
  '\ue000',
  '\ud83d',
  '\ud83da',
  '*',
  '__proto__',
  's/__proto__',
);
const digests = fc.constantFrom<Record<string, string>>(
  { sha256: 'aa' },
  { sha256: 'aa' },
  { sha256: 'AA' },
  { sha256: 'aa', sha512: 'bb' },
  {},
);
const artifacts = fc.uniqueArray(fc.tuple(name, digests), { selector: ([key]) => key, maxLength: 8 });
const link = fc.record({ materials: artifacts, products: artifacts }).map(createAuthenticatedLink);
const list = fc.constantFrom('expected_materials' as const, 'expected_products' as const);

const pattern = fc.oneof(
  name,
  fc.constantFrom('*', '*', '?', 'a*', '*a', 's/*', '[ab]', '[!a]*', '*/*', '\ud83d*', '😀*', 'a?*b', ''),
);
const prefix = fc.constantFrom('', '', 's', 's/', 'd', 's/d', 'S', '*');
const rule: fc.Arbitrary<ArtifactRule> = fc.oneof(
  fc.record({
    type: fc.constantFrom('CREATE' as const, 'DELETE' as const, 'MODIFY' as const, 'ALLOW' as const),
    pattern,
  }),
  fc.record({ type: fc.constant('DISALLOW' as const), pattern: name }),
  fc.record({ type: fc.constant('REQUIRE' as const), name }),
  fc.record({
    type: fc.constant('MATCH' as const),
    pattern,
    sourcePrefix: prefix,
    destination: fc.constantFrom('MATERIALS' as const, 'PRODUCTS' as const),
    destinationPrefix: prefix,
    step: fc.constantFrom('other', 'item', 'nowhere', '__proto__'),
  }),
);

describe('the evaluation of rules', () => {
  it('agrees with a naive model, rule by rule', () => {
    fc.assert(
      fc.property(link, link, list, fc.array(rule, { maxLength: 6 }), (item, other, which, rules) => {
        const links = new Map([
          ['item', item],
          ['other', other],
        ]);
        const evaluation = evaluateRules({ item, rules: rules.map(formatArtifactRule), list: which, links });
        let queue = [...(which === 'expected_materials' ? item.materials : item.products).keys()];
        for (const [index, decision] of evaluation.decisions.entries()) {
          const expected = applyNaively(rules[index] as ArtifactRule, queue, item, which, links);
          expect([...queueBefore(evaluation, index + 1)].sort()).toEqual(queue.toSorted());
          expect([...decision.consumed].sort()).toEqual(expected.consumed.toSorted());
          expect(decision.outcome).toBe(expected.failed ? 'failed' : 'applied');
          queue = queue.filter((queued) => !expected.consumed.includes(queued));
        }
        const failedAt = evaluation.decisions.findIndex(({ outcome }) => outcome === 'failed');
        expect(evaluation.ok).toBe(failedAt < 0);
        expect(evaluation.decisions).toHaveLength(failedAt < 0 ? rules.length : failedAt + 1);
        expect([...evaluation.remaining].sort()).toEqual(queue.sort());
      }),
      { numRuns: THOROUGH ? 2_000 : 700 },
    );
  });

  it('accounts for every artifact once, whatever the words of the rules', () => {
    const word = fc.oneof(
      fc.constantFrom('MATCH', 'in', 'WITH', 'products', 'FROM', 'other', 's', 'Allow', '*'),
      fc.string(),
    );
    const odd = fc.constantFrom('s//a', 's/a\\b', '/a', '\ud83d', '', 'a\nb', 's/');
    const oddArtifacts = fc.uniqueArray(fc.tuple(fc.oneof(name, odd, fc.string({ unit: 'binary' })), digests), {
      selector: ([key]) => key,
    });
    const oddLink = fc.record({ materials: oddArtifacts, products: oddArtifacts }).map(createAuthenticatedLink);
    const words = fc.oneof(
      fc.array(word, { maxLength: 10 }),
      fc.tuple(fc.constant('ALLOW'), fc.string({ unit: fc.constantFrom('[', ']', '!', '-', '*', '?', 'a') })),
      rule.map(formatArtifactRule),
    );
    fc.assert(
      fc.property(oddLink, oddLink, list, fc.array(words), (item, other, which, rules) => {
        const evaluation = evaluateRules({ item, rules, list: which, links: new Map([['other', other]]) });
        const consumed = evaluation.decisions.flatMap((decision) => decision.consumed);
        const own = which === 'expected_materials' ? item.materials : item.products;
        expect([...consumed, ...evaluation.remaining].sort()).toEqual([...own.keys()].sort());
        expect(evaluation.decisions.slice(0, -1).every(({ outcome }) => outcome === 'applied')).toBe(true);
        expect(evaluation.ok).toBe(evaluation.decisions.at(-1)?.code === undefined);
      }),
      { numRuns: THOROUGH ? 1_000 : 350 },
    );
  });
});
