import { keyMaterialId } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';
import type { Layout } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { Evaluation } from './evaluation.ts';
import { explainUnclaimed } from './explain-candidate.ts';
import { findLinkProblems } from './link-content.ts';
import { type LinkVerdict, verifyLinkSignature } from './link-signature.ts';
import { adviseOnMissingLinks, summarizeRefusals } from './missing-links.ts';
import { toReportThreshold } from './report-value.ts';
import { type LoadedStep, type Refusal, type SignedLink, type SignedStep, toReportRefusals } from './step-evidence.ts';
import { hasUncountableSubkeys, listFunctionaryKeyIds, mapMainKeys } from './verification-key.ts';
import { count, shortKeyId } from './wording.ts';

/**
 * Keeps the links that an authorized functionary signed, and counts the functionaries (specification 5.2, step 5).
 * `reference` counts the ids that keys call themselves by; `strict` counts key material.
 * @returns the steps that enough functionaries signed, by name.
 */
export async function checkThresholds(
  evaluation: Evaluation,
  layout: Layout,
  loaded: ReadonlyMap<string, LoadedStep>,
): Promise<ReadonlyMap<string, SignedStep>> {
  checkSubkeys(evaluation, layout);
  const mainKeys = mapMainKeys(layout);
  const verdicts = await Promise.all(
    [...loaded.values()].map(async ({ step, links }) => {
      const verified: LinkVerdict[] = [];
      // One after the other: the signed bytes of each are as large as the link.
      for (const link of links) verified.push(await verifyLinkSignature(evaluation, layout, mainKeys, step, link));
      return [step.name, verified] as const;
    }),
  );
  evaluation.signal?.throwIfAborted();
  const verdictsByStep = new Map(verdicts);
  const signed = new Map<string, SignedStep>();
  for (const { name } of layout.steps) {
    const step = loaded.get(name);
    if (step === undefined) {
      const message = `Step ${quoteText(name)}: signatures were not counted, since it has too few usable links.`;
      evaluation.checks.skipped('threshold', { item: name }, message);
      continue;
    }
    const links = await countSignatures(evaluation, layout, step, verdictsByStep.get(name) ?? []);
    if (links !== undefined) signed.set(name, { step: step.step, links });
  }
  return signed;
}

/** Of the keys that no step lists; for a listed one its step has failed already. */
function checkSubkeys({ checks }: Evaluation, { keys, steps }: Layout): void {
  const listed = new Set(steps.flatMap(({ pubkeys }) => pubkeys));
  for (const [keyId, key] of keys) {
    if (listed.has(keyId) || !hasUncountableSubkeys(key)) continue;
    checks.failed('threshold', {
      code: 'ERR_LINK_KEY_UNUSABLE',
      subject: { keyId },
      message: `The "subkeys" of the key ${shortKeyId(keyId)} in the layout are no subkeys by key id.`,
      remedy: 'Have the layout signed again with a key that has no "subkeys", or proper ones.',
    });
  }
}

async function countSignatures(
  evaluation: Evaluation,
  layout: Layout,
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
  const unfit = profile === 'strict' ? links.flatMap((link) => findLinkProblems(step.name, link)) : [];

  for (const { location, keyId, message, reason } of refusals) {
    const subject = { item: step.name, keyId, location };
    checks.warned('threshold', 'WARN_LINK_REFUSED', subject, `${quoteText(location)} does not count: ${message}.`, {
      reason,
    });
  }
  warnOfSharedKeys(evaluation, loaded, links);
  for (const problem of [...spoilt, ...unfit]) checks.failed('threshold', problem);

  const functionaries = profile === 'strict' ? countMaterial(links) : countKeyIds(links);
  const subject = { item: step.name };
  const accepted = links.map(({ location, keyId }) => ({ location, keyId, reason: 'accepted', message: 'it counts' }));
  // What cannot be verified may be what is missing.
  if (functionaries + spoilt.length < step.threshold) {
    const all = [...refusals, ...(await explainUnclaimed(evaluation, layout, step, loaded.unclaimed))];
    checks.failed('threshold', {
      code: 'ERR_LINK_THRESHOLD',
      subject,
      message:
        `Step ${quoteText(step.name)} needs valid signatures by ${count(toReportThreshold(step), 'functionary')} ` +
        `and has ${String(functionaries)}${summarizeRefusals(all)}.`,
      remedy: adviseOnMissingLinks(step, listFunctionaryKeyIds(step, layout), all),
      details: {
        required: toReportThreshold(step),
        counted: functionaries,
        ...bounded('keyIds', listFunctionaryKeyIds(step, layout)),
        ...bounded('candidates', [...accepted, ...toReportRefusals(all)]),
      },
    });
    return undefined;
  }
  if (spoilt.length > 0 || unfit.length > 0) return undefined;
  for (const { keyId, location } of links) signatures.push({ item: step.name, keyId, location });
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

function countKeyIds(links: readonly SignedLink[]): number {
  return new Set(links.map(({ key }) => key.keyId)).size;
}

/** Never more than the reference counts. */
function countMaterial(links: readonly SignedLink[]): number {
  return Math.min(new Set(links.map(({ key }) => keyMaterialId(key))).size, countKeyIds(links));
}

function warnOfSharedKeys({ checks, profile }: Evaluation, { step }: LoadedStep, links: readonly SignedLink[]): void {
  const keyIdsByFunctionary = new Map<string, Set<string>>();
  for (const { key, keyId } of links) {
    const functionary = profile === 'strict' ? keyMaterialId(key) : key.keyId;
    keyIdsByFunctionary.set(functionary, (keyIdsByFunctionary.get(functionary) ?? new Set()).add(keyId));
  }
  for (const keyIds of keyIdsByFunctionary.values()) {
    if (keyIds.size < 2) continue;
    const names = [...keyIds].map(shortKeyId).join(', ');
    const message = `Step ${quoteText(step.name)}: the keys ${names} are one functionary's and count once.`;
    checks.warned('threshold', 'WARN_KEY_COUNTED_ONCE', { item: step.name }, message, bounded('keyIds', [...keyIds]));
  }
}
