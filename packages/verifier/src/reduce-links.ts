import type { Authenticated, Layout, Link } from '@intoto/models';

import { checkAgreement } from './artifact-agreement.ts';
import type { Evaluation } from './evaluation.ts';
import { loadWording } from './load-wording.ts';
import type { LinkedStep } from './step-evidence.ts';

/**
 * Links for one step must report the same materials and products (specification 5.2, step 8); then the first stands for
 * the step. `reference` compares only where the threshold is above 1, and otherwise takes the first unasked.
 * @returns the one link of each step that has one, by name.
 */
export async function reduceLinks(
  evaluation: Evaluation,
  layout: Layout,
  linked: ReadonlyMap<string, LinkedStep>,
): Promise<ReadonlyMap<string, Authenticated<Link>>> {
  const reduced = new Map<string, Authenticated<Link>>();
  for (const { name } of layout.steps) {
    const step = linked.get(name);
    if (step !== undefined && (!isCompared(evaluation, step) || (await checkAgreement(evaluation.checks, step)))) {
      const first = step.links[0];
      if (first !== undefined) reduced.set(name, first.link);
    }
  }
  for (const step of layout.steps) {
    if (linked.get(step.name)?.links.length !== 0) continue;
    const { describeNoLinks } = await loadWording();
    evaluation.checks.failed('agreement', describeNoLinks(step));
  }
  return reduced;
}

function isCompared({ profile }: Evaluation, { step, links }: LinkedStep): boolean {
  return links.length > 1 && (profile !== 'reference' || step.threshold > 1);
}
