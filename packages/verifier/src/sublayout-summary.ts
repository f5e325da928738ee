import { quoteText } from '@intoto/encoding';
import type { Authenticated, Layout, Link } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { VerifyChain } from './chain.ts';
import type { Problem } from './check-list.ts';
import type { Evaluation } from './evaluation.ts';
import type { EvidenceSource } from './evidence.ts';
import { loadWording } from './load-wording.ts';
import type { SignedLink } from './step-evidence.ts';
import { count, shortKeyId } from './wording.ts';

/**
 * Verifies a sublayout with its functionary's key.
 * @param candidate - anything that is no link: a layout, or what is neither and fails.
 * @returns the link that stands for it, if it passes.
 */
export async function summarizeSublayout(
  evaluation: Evaluation,
  layout: Layout,
  source: EvidenceSource,
  step: string,
  candidate: SignedLink,
  verifyChain: VerifyChain,
): Promise<Authenticated<Link> | undefined> {
  const { payload } = candidate;
  if (payload === undefined) {
    evaluation.checks.failed('sublayout', candidate.problem);
    return undefined;
  }
  if (payload.type === 'link') return payload;
  const key = candidate.certified === undefined ? layout.keys.get(candidate.keyId) : candidate.key;
  const obstacle = await findObstacle(evaluation, step, candidate, key !== undefined);
  if (obstacle !== undefined || key === undefined) {
    if (obstacle !== undefined) evaluation.checks.failed('sublayout', obstacle);
    return undefined;
  }
  evaluation.progress.sublayouts += 1;
  const { keyId, location, metadata } = candidate;
  const outcome = await verifyChain(
    {
      metadata,
      layoutKeys: new Map([[keyId, key]]),
      evidence: source.sublayout(step, keyId),
      name: step,
      path: [...evaluation.path, step],
    },
    evaluation,
  );
  const { report, summary, incomplete } = outcome;
  const subject = { item: step, keyId, location };
  if (incomplete && evaluation.narrowed === true && evaluation.path.length === 0) {
    const message = `Step ${quoteText(step)}: the sublayout of key ${shortKeyId(keyId)} has inspections, and none is run where some steps alone are verified.`;
    evaluation.checks.skipped('sublayout', subject, message);
    return undefined;
  }
  evaluation.sublayouts.push({ step, keyId, report });
  if (report.ok) {
    const message = `Step ${quoteText(step)}: the sublayout of key ${shortKeyId(keyId)} passes.`;
    evaluation.checks.passed('sublayout', subject, message);
    return summary;
  }
  if (incomplete && evaluation.checks.failures.length > evaluation.heldBack.failures) {
    const message = `Step ${quoteText(step)}: the inspections of the sublayout of key ${shortKeyId(keyId)} were not run after a failure elsewhere.`;
    evaluation.checks.skipped('sublayout', subject, message);
    return undefined;
  }
  // Where everything that failed lies outside of this layout too, it must not seem to pass.
  if (incomplete) evaluation.heldBack.failures += 1;
  evaluation.checks.failed('sublayout', {
    code: 'ERR_SUBLAYOUT',
    subject,
    message: `Step ${quoteText(step)}: the sublayout ${quoteText(location)} has ${count(report.failures.length, 'failure')}, the first: ${report.failures[0].message}`,
    remedy: report.failures[0].remedy,
    details: bounded(
      'codes',
      report.failures.map(({ code }) => code),
    ),
  });
  return undefined;
}

/** What keeps a sublayout from being verified at all. */
async function findObstacle(
  { limits, path, progress }: Evaluation,
  step: string,
  { keyId, location }: SignedLink,
  hasKey: boolean,
): Promise<Problem | undefined> {
  const subject = { item: step, keyId, location };
  if (path.length >= limits.maxSublayoutDepth) {
    return {
      code: 'ERR_SUBLAYOUT_DEPTH',
      subject,
      message: `Step ${quoteText(step)}: the sublayout ${quoteText(location)} is nested deeper than ${String(limits.maxSublayoutDepth)} levels.`,
      remedy: 'Look for a source of links that leads back to itself; if the nesting is meant, raise the limit.',
      details: { path: [...path, step] },
    };
  }
  if (progress.sublayouts >= limits.maxSublayouts) {
    const message = `Step ${quoteText(step)}: there are more than ${String(limits.maxSublayouts)} sublayouts.`;
    return { code: 'ERR_LIMIT', subject, message, remedy: (await loadWording()).LIMIT_REMEDY };
  }
  if (hasKey) return undefined;
  return {
    code: 'ERR_SUBLAYOUT',
    subject,
    message: `Step ${quoteText(step)}: the sublayout ${quoteText(location)} is named for the subkey ${shortKeyId(keyId)}, and sublayouts are verified with main keys only.`,
    remedy: `Have the layout list the subkey as a key of its own, or the sublayout signed with a main key.`,
  };
}
