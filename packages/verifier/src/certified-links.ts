import { quoteText } from '@intoto/encoding';
import { type Layout, type Metadata, type PublicKey, readSignatureCertificates, type Step } from '@intoto/models';

import type { Claims } from './claims.ts';
import type { Evaluation } from './evaluation.ts';
import type { Candidate } from './evidence.ts';
import type { Gathered } from './load-links.ts';
import { type Reading, readCandidate } from './read-candidate.ts';
import type { LoadedLink, Refusal } from './step-evidence.ts';
import { findVerificationKey, mapMainKeys } from './verification-key.ts';

/** Signatures with certificates that are looked at in one piece of metadata. */
const MAX_CERTIFIED = 10;

/** What was found among the candidates of a step whose functionaries may sign with certificates. */
interface CertifiedLinks {
  readonly links: readonly LoadedLink[];
  readonly refusals: readonly Refusal[];
  /** Candidates that carry no certificate, or cannot be read. */
  readonly others: ReadonlySet<Candidate>;
}

/**
 * Adds the links with certificates to what was gathered for a step.
 * @param readings - of candidates that were read before.
 */
export async function addCertifiedLinks(
  evaluation: Evaluation,
  layout: Layout,
  gathered: Gathered,
  { candidates, unclaimed }: Claims,
  readings: ReadonlyMap<Candidate, Reading>,
): Promise<Gathered> {
  const found = await findCertifiedLinks(evaluation, layout, gathered.step, candidates, readings);
  return {
    ...gathered,
    links: [...gathered.links, ...found.links],
    refusals: [...gathered.refusals, ...found.refusals],
    findUnclaimed: () => Promise.resolve(unclaimed.filter((candidate) => found.others.has(candidate))),
    claimed: gathered.claimed + found.links.length,
  };
}

/**
 * Every signature with a certificate, of every candidate: no name of a file tells whose it is. A signature that names a key
 * which the layout has for the step is that key's, whatever certificate it carries.
 */
async function findCertifiedLinks(
  evaluation: Evaluation,
  layout: Layout,
  step: Step,
  candidates: readonly Candidate[],
  readings: ReadonlyMap<Candidate, Reading>,
): Promise<CertifiedLinks> {
  const links: LoadedLink[] = [];
  const refusals: Refusal[] = [];
  const others = new Set<Candidate>();
  const mainKeys = mapMainKeys(layout);
  for (const candidate of candidates) {
    const reading = readings.get(candidate) ?? (await readCandidate(evaluation, step.name, candidate));
    const found =
      'metadata' in reading ? readCertified(layout, mainKeys, step, candidate.location, reading.metadata) : undefined;
    if (found === undefined || found.links.length + found.refusals.length === 0) others.add(candidate);
    else {
      links.push(...found.links);
      refusals.push(...found.refusals);
    }
  }
  return { links, refusals, others };
}

function readCertified(
  layout: Layout,
  mainKeys: ReadonlyMap<string, PublicKey>,
  step: Step,
  location: string,
  metadata: Metadata,
): Pick<CertifiedLinks, 'links' | 'refusals'> {
  const links: LoadedLink[] = [];
  const refusals: Refusal[] = [];
  const seen = new Set<string>();
  for (const signature of metadata.signatures) {
    const { keyId, json } = signature;
    // As with keys, the first signature of a key id is the one that counts.
    if (seen.has(keyId)) continue;
    seen.add(keyId);
    const certificates = readSignatureCertificates(signature);
    if (certificates === undefined || findVerificationKey(step, layout, mainKeys, keyId) !== undefined) continue;
    if (!/^[0-9a-fA-F]+$/.test(keyId)) {
      const message = `its signature names ${quoteText(keyId)}, which is not a hexadecimal key id`;
      refusals.push({ location, reason: 'certificate', code: 'ERR_CERTIFICATE_KEY', message });
    } else if (links.length === MAX_CERTIFIED) {
      const message = `it has more than ${String(MAX_CERTIFIED)} signatures with certificates; the first are looked at`;
      refusals.push({ location, reason: 'certificate', code: 'ERR_CERTIFICATE_LIMIT', message });
      break;
    } else {
      links.push({ keyId, location, metadata, presented: { certificates, json } });
    }
  }
  return { links, refusals };
}
