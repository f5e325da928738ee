import type { DigestSet } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { compilePattern, evaluateRules, queueBefore, type RuleCode, type RuleList } from '../src/index.ts';
import { createAuthenticatedLink } from './authenticated-link.ts';
import evaluations from './generated/evaluation-vectors.json' with { type: 'json' };
import patterns from './generated/fnmatch-vectors.json' with { type: 'json' };

/** A string, or its code points where it has lone surrogates. */
type WrittenText = string | readonly number[];
type PatternVector = readonly [pattern: WrittenText, matched: readonly WrittenText[], other: readonly WrittenText[]];

type WrittenArtifacts = readonly (readonly [name: string, digests: DigestSet])[];
interface EvaluationVector {
  readonly links: { readonly item: WrittenLink; readonly other: WrittenLink };
  readonly list: RuleList;
  readonly rules: readonly (readonly string[])[];
  readonly verdict: string;
  /** By rule that did not raise an exception. */
  readonly consumed: readonly (readonly string[])[];
  readonly remaining: readonly string[];
}
interface WrittenLink {
  readonly materials: WrittenArtifacts;
  readonly products: WrittenArtifacts;
}

const read = (text: WrittenText): string =>
  typeof text === 'string' ? text : text.map((codePoint) => String.fromCodePoint(codePoint)).join('');

const VERDICTS: Record<RuleCode, string> = {
  ERR_RULE_DISALLOW: 'RuleVerificationError',
  ERR_RULE_REQUIRE: 'RuleVerificationError',
  ERR_RULE_FORMAT: 'FormatError',
  ERR_RULE_PATH: 'KeyError',
};

describe(`vectors of ${patterns.origin}`, () => {
  it('are matched alike', () => {
    expect(patterns.vectors).toHaveLength(300);
    for (const [pattern, matched, other] of patterns.vectors as unknown as readonly PatternVector[]) {
      const matches = compilePattern(read(pattern));
      const wrong = [
        ...matched.filter((name) => !matches(read(name))).map((name) => ({ pattern, name, expected: true })),
        ...other.filter((name) => matches(read(name))).map((name) => ({ pattern, name, expected: false })),
      ];
      expect(wrong).toEqual([]);
    }
  });
});

describe(`vectors of ${evaluations.origin}`, () => {
  it.each(['ok', 'RuleVerificationError', 'KeyError', 'FormatError'])('%s are evaluated alike', (verdict) => {
    const vectors = (evaluations.vectors as unknown as readonly EvaluationVector[]).filter(
      (vector) => vector.verdict === verdict,
    );
    expect(vectors.length).toBeGreaterThanOrEqual(20);
    for (const { links, list, rules, consumed, remaining } of vectors) {
      const item = createAuthenticatedLink(links.item);
      const others = new Map([
        ['item', item],
        ['other', createAuthenticatedLink(links.other)],
      ]);
      const evaluation = evaluateRules({ item, rules, list, links: others });
      const last = evaluation.decisions.at(-1);
      expect({
        rules,
        verdict: last?.code === undefined ? 'ok' : VERDICTS[last.code],
        ok: evaluation.ok,
        consumed: evaluation.decisions
          .filter(({ outcome }) => outcome === 'applied')
          .map((decision) => decision.consumed),
        remaining: evaluation.remaining,
        end: queueBefore(evaluation, evaluation.decisions.length + 1),
      }).toEqual({ rules, verdict, ok: verdict === 'ok', consumed, remaining, end: remaining });
    }
  });
});
