import { quoteText } from '@intoto/encoding';
import type { ArtifactMap, DigestSet } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { CheckList } from './check-list.ts';
import { loadWording } from './load-wording.ts';
import type { LinkedStep } from './step-evidence.ts';
import { count } from './wording.ts';

/**
 * Whether the links of a step report the same materials and products.
 * @param links - at least two.
 */
export async function checkAgreement(checks: CheckList, { step, links }: LinkedStep): Promise<boolean> {
  const [first] = links;
  const agree =
    first !== undefined &&
    links.every(
      ({ link }) =>
        isSameArtifacts(first.link.materials, link.materials) && isSameArtifacts(first.link.products, link.products),
    );
  if (agree) {
    const message = `Step ${quoteText(step.name)}: ${count(links.length, 'link')} report the same artifacts.`;
    const who = links.map(({ keyId, location }) => ({ keyId, location }));
    checks.passed('agreement', { item: step.name }, message, bounded('links', who));
    return true;
  }
  const { describeDisagreement } = await loadWording();
  checks.failed('agreement', describeDisagreement(step, links));
  return false;
}

/** The comparison is exact: digest algorithms and the case of hex digits count. */
function isSameArtifacts(a: ArtifactMap, b: ArtifactMap): boolean {
  return (
    a === b || (a.size === b.size && [...a].every(([artifact, digests]) => isSameDigestSet(digests, b.get(artifact))))
  );
}

/** Whether two links say the same of an artifact, `undefined` where a link does not have it. */
export function isSameDigestSet(a: DigestSet | undefined, b: DigestSet | undefined): boolean {
  // What links repeat may be kept once.
  if (a === undefined || b === undefined || a === b) return a === b;
  const algorithms = Object.keys(a);
  return algorithms.length === Object.keys(b).length && algorithms.every((algorithm) => a[algorithm] === b[algorithm]);
}
