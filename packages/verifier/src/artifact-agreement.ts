import { compareCodePoints, quoteText } from '@intoto/encoding';
import type { ArtifactMap, Authenticated, DigestSet, Layout, Link } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { Evaluation } from './evaluation.ts';
import { toReportDigests, toReportThreshold } from './report-value.ts';
import type { ReportValue } from './report.ts';
import type { LinkedStep, StepLink } from './step-evidence.ts';
import { count, quoteSome, shortKeyId } from './wording.ts';

/**
 * Links for one step must report the same materials and products (specification 5.2, step 8); then the first stands for
 * the step. `reference` compares only where the threshold is above 1, and otherwise takes the first unasked.
 * @returns the one link of each step that has one, by name.
 */
export function reduceLinks(
  evaluation: Evaluation,
  layout: Layout,
  linked: ReadonlyMap<string, LinkedStep>,
): ReadonlyMap<string, Authenticated<Link>> {
  const reduced = new Map<string, Authenticated<Link>>();
  for (const { name } of layout.steps) {
    const step = linked.get(name);
    if (step !== undefined && checkAgreement(evaluation, step)) {
      const first = step.links[0];
      if (first !== undefined) reduced.set(name, first.link);
    }
  }
  for (const step of layout.steps) {
    const { name } = step;
    const threshold = toReportThreshold(step);
    if (linked.get(name)?.links.length === 0) {
      evaluation.checks.failed('agreement', {
        code: 'ERR_LINK_NOT_FOUND',
        subject: { item: name },
        message: `Step ${quoteText(name)} asks for ${String(threshold)} links and has none, so nothing is known of it.`,
        remedy: 'Have the layout signed again with a threshold of at least 1.',
        details: { threshold },
      });
    }
  }
  return reduced;
}

function checkAgreement({ checks, profile }: Evaluation, { step, links }: LinkedStep): boolean {
  if (links.length < 2 || (profile === 'reference' && step.threshold <= 1)) return true;
  const who = links.map(({ keyId, location }): ReportValue => ({ keyId, location }));
  const differences = [...compareArtifacts(links, 'materials'), ...compareArtifacts(links, 'products')];
  if (differences.length === 0) {
    const message = `Step ${quoteText(step.name)}: ${count(links.length, 'link')} report the same artifacts.`;
    checks.passed('agreement', { item: step.name }, message, bounded('links', who));
    return true;
  }
  const names = [...new Set(differences.map(({ artifact }) => artifact))].sort(compareCodePoints);
  checks.failed('agreement', {
    code: 'ERR_LINKS_DISAGREE',
    subject: { item: step.name },
    message:
      `Step ${quoteText(step.name)}: the links of keys ${links.map(({ keyId }) => shortKeyId(keyId)).join(', ')} ` +
      `report ${count(names.length, 'artifact')} differently: ${quoteSome(names)}.`,
    remedy:
      'Find out which of the functionaries had other files than the others; then have the step carried out again, ' +
      'or remove a link that the threshold does not need.',
    details: { ...bounded('links', who), ...bounded('differences', differences) },
  });
  return false;
}

/**
 * Artifacts that not all links report alike, with the digests in each link.
 * The comparison is exact: digest algorithms and the case of hex digits count.
 */
function compareArtifacts(
  links: readonly StepLink[],
  list: 'materials' | 'products',
): { list: string; artifact: string; digests: ReportValue }[] {
  const maps = links.map(({ link }): ArtifactMap => link[list]);
  const names = [...new Set(maps.flatMap((artifacts) => [...artifacts.keys()]))].sort(compareCodePoints);
  return names.flatMap((artifact) => {
    const digests = maps.map((artifacts) => artifacts.get(artifact));
    if (digests.every((other) => isSameDigestSet(digests[0], other))) return [];
    return [{ list, artifact, digests: digests.map((set) => (set === undefined ? null : toReportDigests(set))) }];
  });
}

function isSameDigestSet(a: DigestSet | undefined, b: DigestSet | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const algorithms = Object.keys(a);
  return algorithms.length === Object.keys(b).length && algorithms.every((algorithm) => a[algorithm] === b[algorithm]);
}
