import { createJsonObject } from '@intoto/encoding';
import { applyFixes, type Finding, lintLayout } from '@intoto/layout';
import {
  type ArtifactMap,
  type Authenticated,
  createInspection,
  createLayout,
  createLink,
  createStep,
  type Layout,
  type Link,
  type RuleWords,
} from '@intoto/models';
import {
  evaluateRules,
  matchPattern,
  queueBefore,
  type RuleEvaluation,
  type RuleList,
  selectionPattern,
} from '@intoto/rules';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const LISTS = ['expected_materials', 'expected_products'] as const;
const pieces = fc.constantFrom('a', 'b', '/', '.c', '*', '?', '[ab]', '[!a]', '[z-a]', '**');
const pattern = fc.array(pieces, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const name = fc
  .array(fc.constantFrom('a', 'b', '/', '.c', 'c', '*'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const prefix = fc.constantFrom([], [], ['IN', 'a'], ['IN', 'b/']);
const item = fc.constantFrom('one', 'two', 'look', 'none');
const rule: fc.Arbitrary<RuleWords> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom('ALLOW', 'DISALLOW', 'CREATE', 'DELETE', 'MODIFY'), pattern) },
  fc.tuple(fc.constant('REQUIRE'), name),
  {
    weight: 2,
    arbitrary: fc
      .tuple(pattern, prefix, fc.constantFrom('MATERIALS', 'PRODUCTS'), prefix, item)
      .map(([what, source, list, target, from]) =>
        ['MATCH', what].concat(source, ['WITH', list], target, ['FROM', from]),
      ),
  },
);
const rules = fc.array(rule, { maxLength: 6 });
const artifacts: fc.Arbitrary<ArtifactMap> = fc
  .array(fc.tuple(name, fc.constantFrom('aa', 'bb')), { maxLength: 6 })
  .map(
    (list) =>
      new Map(list.map(([path, sha256]) => [path, createJsonObject([['sha256', sha256]]) as { sha256: string }])),
  );
const content = fc.record({ materials: artifacts, products: artifacts });

interface Case {
  readonly layout: Layout;
  readonly links: ReadonlyMap<string, Authenticated<Link>>;
}

const cases: fc.Arbitrary<Case> = fc
  .tuple(fc.array(rules, { minLength: 6, maxLength: 6 }), fc.array(content, { minLength: 3, maxLength: 3 }))
  .map(([lists, contents]) => {
    const itemOf = (called: string, at: number) => ({
      name: called,
      expectedMaterials: lists[at] ?? [],
      expectedProducts: lists[at + 1] ?? [],
    });
    const layout = createLayout({
      expires: '2030-01-01T00:00:00Z',
      steps: [createStep(itemOf('one', 0)), createStep(itemOf('two', 2))],
      inspections: [createInspection({ ...itemOf('look', 4), run: ['true'] })],
    });
    const links = ['one', 'two', 'look'].map(
      (called, at) => [called, createLink({ name: called, ...contents[at] }) as Authenticated<Link>] as const,
    );
    return { layout, links: new Map(links) };
  });

/** As verification does: steps see steps, inspections see everything. */
function evaluate({ layout, links }: Case, called: string, list: RuleList): RuleEvaluation {
  const isStep = layout.steps.some((step) => step.name === called);
  const { expectedMaterials, expectedProducts } =
    [...layout.steps, ...layout.inspections].find((one) => one.name === called) ?? createStep({ name: called });
  const seen = new Map([...links].filter(([other]) => !isStep || other !== 'look'));
  const own = links.get(called) ?? (createLink({ name: called }) as Authenticated<Link>);
  return evaluateRules({
    item: own,
    rules: list === 'expected_materials' ? expectedMaterials : expectedProducts,
    list,
    links: seen,
  });
}

/** Checks every finding of some codes against the engine, and that there were some. */
function check(
  codes: readonly string[],
  assert: (finding: Finding, evaluation: RuleEvaluation, one: Case) => void,
): void {
  let found = 0;
  fc.assert(
    fc.property(cases, (one) => {
      for (const finding of lintLayout(one.layout)) {
        const { item: called, list } = finding.place;
        if (!codes.includes(finding.code) || called === undefined || list === undefined) continue;
        found += 1;
        assert(finding, evaluate(one, called, list), one);
      }
    }),
    { numRuns: 1500 },
  );
  expect(found).toBeGreaterThan(30);
}

describe('what lintLayout proves holds for all artifacts', () => {
  it('a rule that can never apply consumes nothing and refuses nothing', () => {
    check(
      ['LINT_DEAD_RULE', 'LINT_EMPTY_PATTERN', 'LINT_WRONG_LIST', 'LINT_MATCH_UNKNOWN'],
      ({ place }, { decisions }) => {
        const decision = decisions[(place.number ?? 0) - 1];
        if (decision !== undefined) expect(decision).toMatchObject({ outcome: 'applied', consumed: [], refused: [] });
      },
    );
  });

  it('a REQUIRE whose artifact is taken never passes', () => {
    check(['LINT_REQUIRE_CONSUMED'], (_, { ok }) => expect(ok).toBe(false));
  });

  it('a list that is compared with itself lets everything through', () => {
    check(['LINT_MATCH_ITSELF'], ({ place: { number = 0 } }, evaluation) => {
      const decision = evaluation.decisions[number - 1];
      if (decision?.outcome !== 'applied' || decision.rule.type !== 'MATCH') return;
      const selected = queueBefore(evaluation, number).filter((artifact) =>
        decision.rule.type === 'MATCH' ? matchPattern(selectionPattern(decision.rule), artifact) : false,
      );
      expect(decision.consumed).toEqual(selected);
    });
  });

  it('only an open list leaves something in the queue', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const open = lintLayout(one.layout).filter(({ code }) => code === 'LINT_OPEN_LIST');
        for (const called of ['one', 'two', 'look'])
          for (const list of LISTS) {
            if (open.some(({ place }) => place.item === called && place.list === list)) continue;
            const { ok, remaining } = evaluate(one, called, list);
            if (ok) expect(remaining).toEqual([]);
          }
      }),
    );
  });

  it('fixes never let more pass, and leave nothing that could be fixed', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const fixed = applyFixes(one.layout, lintLayout(one.layout)).layout;
        for (const called of ['one', 'two', 'look'])
          for (const list of LISTS)
            if (evaluate({ ...one, layout: fixed }, called, list).ok) expect(evaluate(one, called, list).ok).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('applyFixes', () => {
  it('makes every kind of fix', () => {
    const layout = createLayout({
      expires: '2030-01-01T00:00:00Z',
      steps: [
        createStep({
          name: 'one',
          threshold: 0,
          expectedProducts: [
            ['CREATE', 'src/**'],
            ['CREATE', 'src/a'],
            ['ALLOW', 'b'],
            ['ALLOW', 'b'],
          ],
        }),
      ],
    });
    const { layout: fixed, applied } = applyFixes(layout, lintLayout(layout));
    expect(applied.map(({ code }) => code)).toEqual([
      'LINT_PATTERN_GLOBSTAR',
      'LINT_DEAD_RULE',
      'LINT_DEAD_RULE',
      'LINT_OPEN_LIST',
      'LINT_THRESHOLD_LOW',
    ]);
    expect(fixed.steps[0]).toMatchObject({
      threshold: 1,
      expectedMaterials: [],
      expectedProducts: [
        ['CREATE', 'src/*'],
        ['ALLOW', 'b'],
        ['DISALLOW', '*'],
      ],
    });
    expect(applyFixes(fixed, lintLayout(fixed)).applied).toEqual([]);
  });
});
