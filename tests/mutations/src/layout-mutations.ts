import type { Mutation } from './mutation.ts';

/** Bugs in the tools for layouts. */
export const LAYOUT_MUTATIONS: readonly Mutation[] = [
  {
    area: 'layouts',
    file: 'packages/rules/src/pattern-cover.ts',
    from: 'range[0] <= first && last <= range[1]',
    to: 'range[0] <= first || last <= range[1]',
    effect: 'A set covers another that it only overlaps: rules are called dead that are not.',
  },
  {
    area: 'layouts',
    file: 'packages/layout/src/find-taker.ts',
    from: 'later.sourcePrefix === earlier.sourcePrefix',
    to: 'later.sourcePrefix !== earlier.sourcePrefix',
    effect: 'MATCH rules below different directories are taken for the same.',
  },
  {
    area: 'layouts',
    file: 'packages/layout/src/lint-match.ts',
    from: 'target.order > placed.order',
    to: 'target.order >= placed.order',
    effect: 'A rule that refers to its own step is called one that refers to a later step.',
  },
  {
    area: 'layouts',
    file: 'packages/layout/src/lint-rule-list.ts',
    from: "(rule.type === 'DISALLOW' || rule.type",
    to: "(rule.type === 'DISALLOW' && rule.type",
    effect: 'No rule is taken to close a list.',
  },
  {
    area: 'layouts',
    file: 'packages/layout/src/infer-rules.ts',
    from: 'digestKey(before) !== digestKey(digests)',
    to: 'digestKey(before) === digestKey(digests)',
    effect: 'An inferred layout expects a change where there was none.',
  },
  {
    area: 'layouts',
    file: 'packages/layout/src/tamper.ts',
    from: 'Math.max(0, threshold - 1)',
    to: 'Math.max(0, threshold - 0)',
    effect: 'Testing a layout takes away no link that matters.',
  },
];
