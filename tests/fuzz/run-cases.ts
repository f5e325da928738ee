import { findTarget, loadTargets, type Plan } from './src/campaign/plan.ts';
import { openProgress } from './src/campaign/progress-file.ts';
import { runSlice } from './src/campaign/run-slice.ts';
/** Runs a {@link Plan}, given as the one argument, in a process of its own; says a line of JSON for every slice. */
import { watchPrototypes } from './src/prototypes.ts';

const plan = JSON.parse(process.argv[2] ?? '') as Plan;
const targets = await loadTargets(plan.targets);
const progress = openProgress(plan.progress);
let rejection: unknown;
process.on('unhandledRejection', (reason) => (rejection = reason ?? 'nothing'));
process.on('uncaughtException', (error) => (rejection = error));
const checkPrototypes = watchPrototypes();

for (const [number, slice] of plan.slices.entries()) {
  const report = await runSlice(findTarget(targets, slice.target), slice, plan, {
    note: (index) => progress.note({ slice: number, index }),
    checkPrototypes,
    takeRejection: () => {
      const taken = rejection;
      rejection = undefined;
      return taken;
    },
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
progress.close();
