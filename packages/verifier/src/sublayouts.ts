import type { Layout } from '@intoto/models';

import type { VerifyChain } from './chain.ts';
import type { Evaluation } from './evaluation.ts';
import type { EvidenceSource } from './evidence.ts';
import type { LinkedStep, SignedStep, StepLink } from './step-evidence.ts';

/**
 * Puts a summary link in the place of every sublayout (specification 5.2, step 6): a functionary may sign a layout instead
 * of a link. Each is verified with the functionary's key, its links from a source of its own, without the parameters.
 * @returns the steps all of whose evidence is links now, by name.
 */
export async function replaceSublayouts(
  evaluation: Evaluation,
  layout: Layout,
  source: EvidenceSource,
  signed: ReadonlyMap<string, SignedStep>,
  verifyChain: VerifyChain,
): Promise<ReadonlyMap<string, LinkedStep>> {
  const linked = new Map<string, LinkedStep>();
  for (const { name } of layout.steps) {
    const evidence = signed.get(name);
    if (evidence === undefined) continue;
    const links: StepLink[] = [];
    for (const candidate of evidence.links) {
      const { keyId, location, payload } = candidate;
      const link =
        payload?.type === 'link'
          ? payload
          : await (
              await import('./sublayout-summary.ts')
            ).summarizeSublayout(evaluation, layout, source, name, candidate, verifyChain);
      if (link !== undefined) links.push({ keyId, location, link });
    }
    if (links.length === evidence.links.length) linked.set(name, { step: evidence.step, links });
  }
  return linked;
}
