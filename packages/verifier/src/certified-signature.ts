import {
  authenticate,
  type CertificateSummary,
  type CertificateTrust,
  type CertificateVerdict,
  keyMaterialId,
} from '@intoto/crypto';
import { InTotoError, quoteText } from '@intoto/encoding';
import { type Authenticated, type Layout, type Link, parsePayload, type Step } from '@intoto/models';

import type { Evaluation } from './evaluation.ts';
import type { LinkVerdict } from './link-signature.ts';
import { loadWording } from './load-wording.ts';
import { toReportValue } from './report-value.ts';
import type { LoadedLink, PresentedCertificates, Refusal } from './step-evidence.ts';
import { shortKeyId } from './wording.ts';

/**
 * Verifies a link with the key of the certificate that its signature carries, if that makes its holder a functionary. The
 * certificate that is judged is the one whose key the signature is verified with: a certificate that somebody else presents,
 * under whatever key id, verifies nothing.
 */
export async function verifyCertifiedLink(
  { backend, read }: Evaluation,
  layout: Layout,
  trust: CertificateTrust,
  step: Step,
  loaded: LoadedLink & { readonly presented: PresentedCertificates },
): Promise<LinkVerdict> {
  const { keyId, location, metadata, presented } = loaded;
  const { name, certConstraints: constraints } = step;
  const verdict = await trust.judge({ keyId, ...presented, constraints, step: name, location });
  if (!verdict.ok) return { outcome: 'refused', refusal: describeVerdict(loaded, verdict) };
  const { key, certificate } = verdict;
  const listed = layout.keys.get(keyId);
  if (listed !== undefined && keyMaterialId(listed) !== keyMaterialId(key)) {
    const message = `its signature names the key ${shortKeyId(keyId)} of the layout, and its certificate is for another key`;
    return refuseKey(loaded, message);
  }
  const acceptance = `it counts, by the certificate ${nameCertificate(certificate)} under the root ${shortKeyId(certificate.root)}`;
  try {
    const result = await authenticate(metadata, { keys: [key], threshold: 1, backend, parse: parsePayload, read });
    if (!result.ok) {
      return refuseKey(
        loaded,
        `its signature does not verify with the key of its certificate ${nameCertificate(certificate)}`,
      );
    }
    const payload = result.payload as Authenticated<Link> | Authenticated<Layout>;
    return {
      outcome: 'signed',
      link: { ...loaded, key, certified: verdict, facts: { certificate }, acceptance, payload },
    };
  } catch (error) {
    // A Metablock's payload was read before; an envelope's is read once its signature has verified.
    if (!InTotoError.is(error) || metadata.container !== 'dsse') throw error;
    const { describeMalformed } = await loadWording();
    const problem = describeMalformed(error, name, location);
    return {
      outcome: 'signed',
      link: { ...loaded, key, certified: verdict, facts: { certificate }, acceptance, problem },
    };
  }
}

function describeVerdict(
  { location, keyId }: LoadedLink,
  { code, message, details }: Extract<CertificateVerdict, { ok: false }>,
): Refusal {
  const facts = Object.entries(details).map(([name, value]) => [name, toReportValue(value)] as const);
  return { location, keyId, reason: 'certificate', code, message, details: Object.fromEntries(facts) };
}

function refuseKey({ location, keyId }: LoadedLink, message: string): LinkVerdict {
  return {
    outcome: 'refused',
    refusal: { location, keyId, reason: 'certificate', code: 'ERR_CERTIFICATE_KEY', message },
  };
}

/** A certificate by its subject, or by a name of its holder where it has none. */
function nameCertificate({ subject, uris, dnsNames, emails }: CertificateSummary): string {
  return quoteText([subject, ...uris, ...dnsNames, ...emails].find((text) => text !== '') ?? 'without a name');
}
