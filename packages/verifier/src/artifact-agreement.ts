import { quoteText } from '@intoto/encoding';
import type { ArtifactMap, Authenticated, DigestSet, Layout, Link } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { Evaluation } from './evaluation.ts';
import type { LinkedStep } from './step-evidence.ts';
import { count } from './wording.ts';

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
    if (step !== undefined && (await checkAgreement(evaluation, step))) {
      const first = step.links[0];
      if (first !== undefined) reduced.set(name, first.link);
    }
  }
  for (const step of layout.steps) {
    if (linked.get(step.name)?.links.length !== 0) continue;
    const { describeNoLinks } = await import('./artifact-agreement-failure.ts');
    evaluation.checks.failed('agreement', describeNoLinks(step));
  }
  return reduced;
}

async function checkAgreement({ checks, profile }: Evaluation, { step, links }: LinkedStep): Promise<boolean> {
  const [first] = links;
  if (first === undefined || links.length < 2 || (profile === 'reference' && step.threshold <= 1)) return true;
  const agree = links.every(
    ({ link }) =>
      isSameArtifacts(first.link.materials, link.materials) && isSameArtifacts(first.link.products, link.products),
  );
  if (agree) {
    const message = `Step ${quoteText(step.name)}: ${count(links.length, 'link')} report the same artifacts.`;
    const who = links.map(({ keyId, location }) => ({ keyId, location }));
    checks.passed('agreement', { item: step.name }, message, bounded('links', who));
    return true;
  }
  const { describeDisagreement } = await import('./artifact-agreement-failure.ts');
  checks.failed('agreement', describeDisagreement(step, links));
  return false;
}

/** The comparison is exact: digest algorithms and the case of hex digits count. */
function isSameArtifacts(a: ArtifactMap, b: ArtifactMap): boolean {
  return a.size === b.size && [...a].every(([artifact, digests]) => isSameDigestSet(digests, b.get(artifact)));
}

/** Whether two links say the same of an artifact, `undefined` where a link does not have it. */
export function isSameDigestSet(a: DigestSet | undefined, b: DigestSet | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const algorithms = Object.keys(a);
  return algorithms.length === Object.keys(b).length && algorithms.every((algorithm) => a[algorithm] === b[algorithm]);
}
