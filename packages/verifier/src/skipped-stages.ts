import type { Evaluation } from './evaluation.ts';
import type { Stage } from './report.ts';

/** Notes what is not checked of a layout that is not known to be authentic. */
export function skipUnauthentic(evaluation: Evaluation): void {
  const stages: readonly Stage[] = ['expiry', 'links', 'threshold', 'step-rules', 'inspection', 'inspection-rules'];
  skip(evaluation, stages, 'it is not known to be authentic');
}

/** Notes what is not checked of a layout into which parameters could not be put. */
export function skipUnsubstituted(evaluation: Evaluation): void {
  skip(evaluation, ['step-rules', 'inspection', 'inspection-rules'], 'parameters could not be put into it');
}

function skip({ checks }: Evaluation, stages: readonly Stage[], reason: string): void {
  for (const stage of stages)
    checks.skipped(stage, {}, `Not checked: what the layout says does not count, since ${reason}.`);
}
