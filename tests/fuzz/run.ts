/**
 * Fuzzes for a while, or runs a kept case again:
 *   node --conditions=@intoto/source run.ts [--seconds N] [--seed TEXT] [--target NAME] [--failures FOLDER] [--write]
 *   node --conditions=@intoto/source run.ts --reproduce FOLDER
 */
import { parseArgs } from 'node:util';

import { writeSection } from '@intoto-tests/interop/conformance-section';

import { readFailure } from './src/campaign/case-folder.ts';
import { printSection } from './src/campaign/conformance-section.ts';
import { findTarget } from './src/campaign/plan.ts';
import { printSummary, runForSeconds } from './src/campaign/rounds.ts';
import { TARGETS } from './src/targets/index.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now()) },
    target: { type: 'string', multiple: true },
    failures: { type: 'string', default: 'fuzz-failures' },
    reproduce: { type: 'string' },
    /** Whether the result goes into the conformance page. */
    write: { type: 'boolean', default: false },
  },
});

if (values.reproduce === undefined) {
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new TypeError('--seconds takes a number');
  const targets = (values.target ?? TARGETS.map(({ name }) => name)).map((name) => findTarget(TARGETS, name));
  const summary = await runForSeconds({ seconds, seed: values.seed, targets, failures: values.failures });
  console.log(printSummary(summary));
  if (values.write) writeSection('Hostile input', printSection(summary, seconds));
  process.exitCode = summary.failures.length === 0 ? 0 : 1;
} else {
  const { record, subject } = readFailure(values.reproduce);
  console.log(`${record.target}, seed ${record.seed}, case ${record.index}: ${record.message}`);
  console.log(`now: ${await findTarget(TARGETS, record.target).check(subject)}`);
}
