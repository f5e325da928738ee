import { compareCodePoints, quoteText } from '@intoto/encoding';
import type { ArtifactMap, Step } from '@intoto/models';

import { isSameDigestSet } from './artifact-agreement.ts';
import { bounded } from './bounded.ts';
import type { Problem } from './check-list.ts';
import { toReportThreshold } from './report-value.ts';
import type { ReportValue } from './report.ts';
import type { StepLink } from './step-evidence.ts';
import { count, quoteSome, shortKeyId } from './wording.ts';

/** The failure of a step whose threshold asks for no links, and which has none. */
export function describeNoLinks(step: Step): Problem {
  const threshold = toReportThreshold(step);
  return {
    code: 'ERR_LINK_NOT_FOUND',
    subject: { item: step.name },
    message: `Step ${quoteText(step.name)} asks for ${String(threshold)} links and has none, so nothing is known of it.`,
    remedy: 'Have the layout signed again with a threshold of at least 1.',
    details: { threshold },
  };
}

/** The failure of a step whose links do not report the same artifacts. */
export function describeDisagreement(step: Step, links: readonly StepLink[]): Problem {
  const who = links.map(({ keyId, location }): ReportValue => ({ keyId, location }));
  const differences = [...compareArtifacts(links, 'materials'), ...compareArtifacts(links, 'products')];
  const names = [...new Set(differences.map(({ artifact }) => artifact))].sort(compareCodePoints);
  return {
    code: 'ERR_LINKS_DISAGREE',
    subject: { item: step.name },
    message:
      `Step ${quoteText(step.name)}: the links of keys ${links.map(({ keyId }) => shortKeyId(keyId)).join(', ')} ` +
      `report ${count(names.length, 'artifact')} differently: ${quoteSome(names)}.`,
    remedy:
      'Find out which of the functionaries had other files than the others; then have the step carried out again, ' +
      'or remove a link that the threshold does not need.',
    details: { ...bounded('links', who), ...bounded('differences', differences) },
  };
}

/** Artifacts that not all links report alike, with the digests in each link. */
function compareArtifacts(
  links: readonly StepLink[],
  list: 'materials' | 'products',
): { list: string; artifact: string; digests: ReportValue }[] {
  const maps = links.map(({ link }): ArtifactMap => link[list]);
  const names = [...new Set(maps.flatMap((artifacts) => [...artifacts.keys()]))].sort(compareCodePoints);
  return names.flatMap((artifact) => {
    const digests = maps.map((artifacts) => artifacts.get(artifact));
    if (digests.every((other) => isSameDigestSet(digests[0], other))) return [];
    return [{ list, artifact, digests: digests.map((set) => set ?? null) }];
  });
}
