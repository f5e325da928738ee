import type { Mutation } from './mutation.ts';

/** Bugs in what is there for large chains: some steps alone, and links and rules with very many artifacts. */
export const LARGE_CHAIN_MUTATIONS: readonly Mutation[] = [
  {
    area: 'some steps alone',
    file: 'packages/verifier/src/inspections.ts',
    from: '(narrowed || progress.failed)',
    to: '(narrowed && progress.failed)',
    effect: 'Where some steps alone are verified, a sublayout passes without its inspections.',
  },
  {
    area: 'some steps alone',
    file: 'packages/verifier/src/evaluate-steps.ts',
    from: '({ item }) => item === name).length < 2',
    to: '({ item }) => item === name).length < 1',
    effect: 'A step counts as checked of whose two lists of rules one was applied.',
  },
  {
    area: 'some steps alone',
    file: 'packages/report/src/verdict.ts',
    from: "'partial' in report && report",
    to: "'partial' in report || report",
    effect: 'Some steps that failed are told to be PARTIAL.',
  },
  {
    area: 'links of the usual form',
    file: 'packages/verifier/src/artifact-book.ts',
    from: 'added <= name',
    to: 'added < name',
    effect: 'An artifact that stands twice is read once.',
  },
  {
    area: 'links of the usual form',
    file: 'packages/verifier/src/plain-artifacts.ts',
    from: 'isHex && IS_HEX[byte] === 0',
    to: 'isHex && IS_HEX[byte] === 1',
    effect: 'What is not hexadecimal is a digest.',
  },
  {
    area: 'links of the usual form',
    file: 'packages/verifier/src/plain-link.ts',
    from: 'plain === undefined || found.has(name)',
    to: 'plain === undefined && found.has(name)',
    effect: 'Materials may stand twice.',
  },
  {
    area: 'links of the usual form',
    file: 'packages/verifier/src/plain-link.ts',
    from: `dialect: 'strict'`,
    to: `dialect: 'python'`,
    effect: 'A member that stands twice does not keep a link from being read at once.',
  },
  {
    area: 'links of the usual form',
    file: 'packages/verifier/src/artifact-book.ts',
    from: '|| set[algorithm]',
    to: '&& set[algorithm]',
    effect: 'An artifact has the digest that it had in the link before.',
  },
  {
    area: 'links of the usual form',
    file: 'packages/verifier/src/artifact-book.ts',
    from: 'size === seen.size',
    to: 'size <= seen.size',
    effect: 'A link has artifacts that only the link before has.',
  },
  {
    area: 'links of the usual form',
    file: 'packages/verifier/src/take-over.ts',
    from: '!isHandedOver || !isWhole',
    to: '!isHandedOver && !isWhole',
    effect: 'Memory is taken away from a source that still needs it.',
  },
  {
    area: 'links of the usual form',
    file: 'packages/verifier/src/take-over.ts',
    from: '!isHandedOver || !isWhole',
    to: '!isHandedOver || isWhole',
    effect: 'What stands beside a link in memory is taken away with it.',
  },
  {
    area: 'rules',
    file: 'packages/rules/src/artifact-queue.ts',
    from: 'isConsumed[at] !== 0 ||',
    to: 'isConsumed[at] === 0 ||',
    effect: 'What no rule has consumed is not selected.',
  },
];
