import type { CertificateTrust } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';
import { type Layout, linkFileName, type Step } from '@intoto/models';

import { bounded } from './bounded.ts';
import { certConstraintsOf, loadCertified } from './certificate-support.ts';
import type { Problem } from './check-list.ts';
import { type Claims, sortClaims } from './claims.ts';
import type { Evaluation } from './evaluation.ts';
import type { Candidate, EvidenceSource } from './evidence.ts';
import { loadWording } from './load-wording.ts';
import { type Reading, readCandidate } from './read-candidate.ts';
import { toReportThreshold } from './report-value.ts';
import type { ReportValue } from './report.ts';
import { runLimited } from './run-limited.ts';
import type { LoadedLink, LoadedStep, Refusal } from './step-evidence.ts';
import { hasUnusableSubkeys, isHexKeyId, listFunctionaryKeyIds } from './verification-key.ts';
import { count } from './wording.ts';

/** What was gathered for a step, before anything is said about it. */
export interface Gathered extends LoadedStep {
  readonly keyIds: readonly string[];
  readonly problems: readonly Problem[];
  /** How many key ids have a candidate, readable or spoilt, and how many signatures a certificate. */
  readonly claimed: number;
}

/** What {@link loadLinks} goes by besides the layout. */
export interface LoadOptions {
  /** Steps that the source is not asked for, and why not, for the end of a sentence. */
  readonly unsought: ReadonlyMap<string, string>;
  /** Certificates of the layout, where some step asks for them. */
  readonly trust: CertificateTrust | undefined;
}

/**
 * Asks the source for every step's links (specification 5.2, step 4). Whatever a functionary's link could be must be one;
 * and there must be as many as the threshold asks for.
 * @returns the steps that have enough, by name.
 */
export async function loadLinks(
  evaluation: Evaluation,
  layout: Layout,
  source: EvidenceSource,
  { unsought, trust }: LoadOptions,
): Promise<ReadonlyMap<string, LoadedStep>> {
  const sought = layout.steps.filter(({ name }) => !unsought.has(name));
  const gathered = new Map<string, Gathered>();
  await runLimited(sought.values(), async (step) => {
    gathered.set(step.name, await gather(evaluation, layout, source, step, trust));
  });
  const loaded = new Map<string, LoadedStep>();
  for (const step of layout.steps) {
    const found = gathered.get(step.name);
    if (found === undefined) {
      const { skipUnsought } = await loadWording();
      skipUnsought(evaluation, step, unsought.get(step.name) ?? '');
    } else if (await report(evaluation, layout, source, found)) {
      loaded.set(step.name, found);
    }
  }
  return loaded;
}

async function gather(
  evaluation: Evaluation,
  layout: Layout,
  source: EvidenceSource,
  step: Step,
  trust: CertificateTrust | undefined,
): Promise<Gathered> {
  const { limits, profile, signal } = evaluation;
  const keyIds = listFunctionaryKeyIds(step, layout).filter((keyId) => profile === 'reference' || isHexKeyId(keyId));
  const certified = trust !== undefined && certConstraintsOf(evaluation, step).length > 0;
  const query = { step: step.name, keyIds, signal };
  const findUnclaimed = async () => sortClaims(keyIds, await source.find(query)).unclaimed;
  const nothing = { step, keyIds, links: [], refusals: [], findUnclaimed, claimed: 0 };
  // The reference looks for files by any name and stops at one that no file can have.
  const isNameless = (keyId: string) => linkFileName(step.name, keyId).includes('\u0000');
  if (keyIds.some(isNameless) || step.pubkeys.some((keyId) => hasUnusableSubkeys(layout.keys.get(keyId)))) {
    return { ...nothing, problems: [(await loadWording()).describeObstacle(layout, step, keyIds.find(isNameless))] };
  }
  let candidates: readonly Candidate[];
  try {
    candidates = await source.find({ ...query, claimedOnly: !certified });
  } catch (error) {
    const { describeSourceFailure } = await loadWording();
    return { ...nothing, problems: [describeSourceFailure(step, source, error, signal)] };
  }
  signal?.throwIfAborted();
  const claims = sortClaims(keyIds, candidates);
  if (claims.number > limits.maxCandidates) {
    const { describeTooManyCandidates } = await loadWording();
    return { ...nothing, problems: [describeTooManyCandidates(step, claims.number, limits.maxCandidates)] };
  }
  const readings = new Map<Candidate, Reading>();
  const gathered = { ...nothing, ...(await readClaimed(evaluation, step, claims, readings)) };
  if (!certified) return gathered;
  const { addCertifiedLinks } = await loadCertified();
  return addCertifiedLinks(evaluation, layout, gathered, claims, readings);
}

async function readClaimed(
  evaluation: Evaluation,
  step: Step,
  { byKeyId }: Claims,
  readings: Map<Candidate, Reading>,
): Promise<Pick<Gathered, 'links' | 'refusals' | 'problems' | 'claimed'>> {
  const links: LoadedLink[] = [];
  const refusals: Refusal[] = [];
  const problems = new Set<Problem>();
  const claimed = new Set<string>();
  for (const [keyId, candidates] of byKeyId) {
    for (const candidate of candidates) {
      const { location } = candidate;
      const reading = readings.get(candidate) ?? (await readCandidate(evaluation, step.name, candidate));
      readings.set(candidate, reading);
      if ('unreadable' in reading) {
        refusals.push({ location, keyId, reason: 'unreadable', message: `it cannot be read: ${reading.unreadable}` });
        continue;
      }
      claimed.add(keyId);
      if ('problem' in reading) problems.add(reading.problem);
      else links.push({ keyId, location, ...reading });
    }
  }
  return { links, refusals, problems: [...problems], claimed: claimed.size };
}

/** @returns whether the step can go on. */
async function report(
  evaluation: Evaluation,
  layout: Layout,
  source: EvidenceSource,
  found: Gathered,
): Promise<boolean> {
  const { checks } = evaluation;
  const { step, links, problems } = found;
  for (const problem of problems) checks.failed('links', problem);
  if (found.claimed >= step.threshold) {
    if (problems.length > 0) return false;
    const message = `Step ${quoteText(step.name)}: ${count(links.length, 'link')} found, threshold ${String(toReportThreshold(step))}.`;
    checks.passed('links', { item: step.name }, message, bounded('candidates', toReportFound(links)));
    return true;
  }
  // A source that failed has told nothing about what there is.
  if (problems.length > 0 && found.claimed === 0) return false;
  const { describeMissingLinks } = await loadWording();
  checks.failed('links', await describeMissingLinks(evaluation, layout, source, found));
  return false;
}

/** Locations and key ids of links as the details of a check carry them. */
export function toReportFound(links: readonly LoadedLink[]): readonly ReportValue[] {
  return links.map(({ location, keyId }) => ({ location, keyId, reason: 'found', message: 'it was found' }));
}
