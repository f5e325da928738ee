/**
 * Measures this implementation beside the others, whole processes in turn, and writes `docs/performance.md` and the costs in
 * `docs/scaling.md`: see README.md.
 *   pnpm bench [--only TEXT] [--sizes 0.1,1] [--runs 5] [--profile] [--write]
 */
import { parseArgs } from 'node:util';

import { measureColdBrowser, printBrowser } from './src/cold-browser.ts';
import { printCosts } from './src/costs.ts';
import { describeCommit, describeEnvironment } from './src/environment.ts';
import { writeMeasured } from './src/measured-pages.ts';
import { printResults } from './src/print-results.ts';
import { runWorkload, type WorkloadResult } from './src/run-workload.ts';
import type { Workload } from './src/workload.ts';
import { WORKLOADS } from './src/workloads.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    sizes: { type: 'string' },
    runs: { type: 'string', default: '5' },
    profile: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const runs = Number(values.runs);
if (!Number.isSafeInteger(runs) || runs < 1) throw new TypeError('--runs must be a positive integer');
if (values.write && (values.only !== '' || values.sizes !== undefined)) {
  throw new TypeError('--write is for all rows at all their sizes, without --only and --sizes');
}
const profile = values.profile || values.write;
// Before anything is written.
const commit = describeCommit();
const started = performance.now();

const rows: (readonly [Workload, WorkloadResult])[] = [];
for (const workload of WORKLOADS.filter(({ name }) => name.includes(values.only))) {
  const sizes = values.sizes?.split(',').map(Number) ?? workload.sizes;
  const result = await runWorkload(workload, { sizes, runs, profile });
  rows.push([workload, result]);
  console.log(printResults([[workload, result]]));
}
const browser = 'cold-browser'.includes(values.only) ? printBrowser(await measureColdBrowser(runs)) : undefined;
if (browser !== undefined) console.log(browser);
const costs = printCosts(rows.map(([, result]) => result));
if (values.only === '') console.log(costs);

if (values.write) {
  const minutes = Math.round((performance.now() - started) / 60_000);
  const measured = [
    ...(await describeEnvironment()),
    `- measured: ${commit}, by \`npx -y pnpm@12 bench --write --runs ${runs}\` in ${minutes} minutes; medians of ${runs} runs of each program in turn`,
  ];
  await writeMeasured(
    'performance.md',
    [...measured, '', printResults(rows), '', '### In a browser', '', browser].join('\n'),
  );
  await writeMeasured('scaling.md', [costs, '', `Measured with ${commit}; [the machine](performance.md).`].join('\n'));
}
