/**
 * Puts each bug of the table into a copy of the tree and tells which test notices:
 *   node tests/mutations/run.ts [--only TEXT | --untried]
 * `--only` takes the bugs whose file or effect has the text, `--untried` those without a result. Results are kept in
 * `results.json` and go into the conformance page. Fails where a bug goes unnoticed.
 */
import { parseArgs } from 'node:util';

import { writeSection } from '@intoto-tests/interop/conformance-section';

import { printSection } from './src/conformance-section.ts';
import { MUTATIONS } from './src/mutations.ts';
import { findResult, keepResult, readResults } from './src/results.ts';
import { copyTree } from './src/tree-copy.ts';
import { createTrial } from './src/try-mutation.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, untried: { type: 'boolean', default: false } },
});

const tried = readResults();
const mutations = MUTATIONS.filter((mutation) => {
  if (values.untried && findResult(tried, mutation) !== undefined) return false;
  return mutation.file.includes(values.only) || mutation.effect.includes(values.only);
});
const { root, remove } = copyTree();
try {
  const tryMutation = createTrial(root);
  for (const mutation of mutations) {
    const result = tryMutation(mutation);
    keepResult(MUTATIONS, result);
    const { caughtBy, others } = result;
    const by = caughtBy === null ? 'NOTHING' : `${caughtBy.file}: ${caughtBy.name}, and ${others} more`;
    console.log(`${mutation.file}: ${mutation.effect}\n  caught by ${by}`);
    if (caughtBy === null) process.exitCode = 1;
  }
} finally {
  remove();
}
writeSection('Mutations', printSection(MUTATIONS, readResults()));
