import type { CertificateTrust } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';
import type { Layout } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { Evaluation } from './evaluation.ts';
import { createGrouping, type Grouping } from './functionaries.ts';
import { findUnfit } from './link-content.ts';
import { type LinkVerdict, verifyLinkSignature } from './link-signature.ts';
import { loadWording } from './load-wording.ts';
import { toReportThreshold } from './report-value.ts';
import type { ReportValue } from './report.ts';
import { runLimited } from './run-limited.ts';
import type { LoadedStep, Refusal, SignedLink, SignedStep } from './step-evidence.ts';
import { hasUncountableSubkeys, mapMainKeys } from './verification-key.ts';
import { count } from './wording.ts';

/**
 * Keeps the links that an authorized functionary signed, and counts the functionaries (specification 5.2, step 5).
 * `reference` counts the ids that keys call themselves by; `strict` counts key material, that of a subkey for its main key's, and identities.
 * @returns the steps that enough functionaries signed, by name.
 */
export async function checkThresholds(
  evaluation: Evaluation,
  layout: Layout,
  loaded: ReadonlyMap<string, LoadedStep>,
  trust: CertificateTrust | undefined,
): Promise<ReadonlyMap<string, SignedStep>> {
  await checkSubkeys(evaluation, layout);
  const mainKeys = mapMainKeys(layout);
  const verdictsByStep = new Map<string, readonly LinkVerdict[]>();
  await runLimited(loaded.values(), async ({ step, links }) => {
    const verified: LinkVerdict[] = [];
    // One after the other: the signed bytes of each are as large as the link.
    for (const link of links) verified.push(await verifyLinkSignature(evaluation, layout, mainKeys, step, link, trust));
    verdictsByStep.set(step.name, verified);
  });
  evaluation.signal?.throwIfAborted();
  const group = createGrouping(evaluation.profile, layout);
  const signed = new Map<string, SignedStep>();
  for (const { name } of layout.steps) {
    const step = loaded.get(name);
    if (step === undefined) {
      (await loadWording()).skipUncounted(evaluation, name);
      continue;
    }
    const links = await countSignatures(evaluation, layout, group, step, verdictsByStep.get(name) ?? []);
    if (links !== undefined) signed.set(name, { step: step.step, links });
  }
  return signed;
}

/** Of the keys that no step lists; for a listed one its step has failed already. */
async function checkSubkeys({ checks }: Evaluation, { keys, steps }: Layout): Promise<void> {
  const listed = new Set(steps.flatMap(({ pubkeys }) => pubkeys));
  for (const [keyId, key] of keys) {
    if (listed.has(keyId) || !hasUncountableSubkeys(key)) continue;
    const { describeUncountableSubkeys } = await loadWording();
    checks.failed('threshold', describeUncountableSubkeys(keyId));
  }
}

async function countSignatures(
  evaluation: Evaluation,
  layout: Layout,
  group: Grouping,
  loaded: LoadedStep,
  verdicts: readonly LinkVerdict[],
): Promise<readonly SignedLink[] | undefined> {
  const { checks, profile, signatures } = evaluation;
  const { step } = loaded;
  const links = verdicts.flatMap((verdict) => (verdict.outcome === 'signed' ? [verdict.link] : []));
  const refusals = withoutAccepted(
    [...loaded.refusals, ...verdicts.flatMap((verdict) => (verdict.outcome === 'refused' ? [verdict.refusal] : []))],
    links,
  );
  const spoilt = verdicts.flatMap((verdict) => (verdict.outcome === 'spoilt' ? [verdict.problem] : []));
  const unfit = profile === 'strict' ? links.flatMap((link) => findUnfit(step.name, link) ?? []) : [];

  const groups = group(links);
  if (refusals.length > 0 || groups.length < links.length) {
    const { warnOfRefusals, warnOfSharedKeys } = await loadWording();
    warnOfRefusals(checks, step, refusals);
    warnOfSharedKeys(checks, step, groups);
  }
  for (const problem of spoilt) checks.failed('threshold', problem);
  for (const link of unfit) {
    const { describeUnfit } = await loadWording();
    for (const problem of describeUnfit(step.name, link)) checks.failed('threshold', problem);
  }

  const functionaries = groups.length;
  const subject = { item: step.name };
  const accepted = links.map(toReportAccepted);
  // What cannot be verified may be what is missing.
  if (functionaries + spoilt.length < step.threshold) {
    const { describeMissingSigners } = await loadWording();
    const counted = { links: accepted, refusals, functionaries };
    checks.failed('threshold', await describeMissingSigners(evaluation, layout, loaded, counted));
    return undefined;
  }
  if (spoilt.length > 0 || unfit.length > 0) return undefined;
  for (const { keyId, location, facts } of links) signatures.push({ item: step.name, keyId, location, ...facts });
  const message = `Step ${quoteText(step.name)} is signed by ${count(functionaries, 'functionary')}, threshold ${String(toReportThreshold(step))}.`;
  checks.passed('threshold', subject, message, {
    required: toReportThreshold(step),
    counted: functionaries,
    ...bounded('candidates', accepted),
  });
  return links;
}

/** A candidate that may be signed with several keys and is signed with one of them is not refused for the others. */
function withoutAccepted(refusals: readonly Refusal[], links: readonly SignedLink[]): readonly Refusal[] {
  const accepted = new Set(links.map(({ location }) => location));
  return refusals.filter(({ location }) => !accepted.has(location));
}

/** An accepted link as the details of a check carry it. */
function toReportAccepted({ location, keyId, acceptance = 'it counts' }: SignedLink): ReportValue {
  return { location, keyId, reason: 'accepted', message: acceptance };
}
