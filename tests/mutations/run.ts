/**
 * Puts each bug of the table into a copy of the tree and tells which test notices:
 *   node tests/mutations/run.ts [--only TEXT] [--write]
 * `--only` takes the bugs whose file or effect has the text. Fails where a bug goes unnoticed.
 */
import { parseArgs } from 'node:util';

import { writeSection } from '@intoto-tests/interop/conformance-page';

import { printSection } from './src/conformance-section.ts';
import { MUTATIONS } from './src/mutations.ts';
import { copyTree } from './src/tree-copy.ts';
import { createTrial, type Verdict } from './src/try-mutation.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    /** Whether the result goes into the conformance page. */
    write: { type: 'boolean', default: false },
  },
});

const mutations = MUTATIONS.filter(({ file, effect }) => file.includes(values.only) || effect.includes(values.only));
const { root, remove } = copyTree();
const verdicts: Verdict[] = [];
try {
  const tryMutation = createTrial(root);
  for (const mutation of mutations) {
    const verdict = tryMutation(mutation);
    verdicts.push(verdict);
    const { caughtBy, others } = verdict;
    const by = caughtBy === undefined ? 'NOTHING' : `${caughtBy.file}: ${caughtBy.name}, and ${others} more`;
    console.log(`${mutation.file}: ${mutation.effect}\n  caught by ${by}`);
  }
} finally {
  remove();
}
if (values.write) writeSection('Mutations', printSection(verdicts));
process.exitCode = verdicts.every(({ caughtBy }) => caughtBy !== undefined) ? 0 : 1;
