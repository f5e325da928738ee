import { quoteText } from '@intoto/encoding';

import { describeWeakSignature } from './algorithms.ts';
import { type Certificate, describeCertificate } from './certificate.ts';
import type { ChainProblem } from './check-chain.ts';

/** Why no chain leads from a certificate to a root, as far as names tell: nothing of it is verified. */
export function describeUntrusted(
  leaf: Certificate,
  roots: ReadonlyMap<string, Certificate>,
  intermediates: readonly Certificate[],
): ChainProblem {
  for (const certificate of followNames(leaf, intermediates)) {
    const fault = describeWeakSignature(certificate.signatureOid, certificate.signatureParameters);
    if (fault === undefined) continue;
    const name = describeCertificate(certificate);
    const message = `the certificate ${quoteText(name)} has a signature ${fault}`;
    return { code: 'ERR_CERTIFICATE_ALGORITHM', message, certificate: name };
  }
  const certificate = describeCertificate(leaf);
  const reason = findReason(leaf, [...roots.values()], intermediates);
  const message = `the certificate ${quoteText(certificate)} is not trusted: ${reason}`;
  return { code: 'ERR_CERTIFICATE_UNTRUSTED', message, certificate };
}

function findReason(leaf: Certificate, roots: readonly Certificate[], intermediates: readonly Certificate[]): string {
  if (roots.length === 0) return 'the layout has no "rootcas"';
  if (leaf.issuer.der === leaf.subject.der) return 'it is signed by itself and not by one of the layout\'s "rootcas"';
  const issuer = quoteText(leaf.issuer.text);
  const isKnown = [...roots, ...intermediates].some(({ subject }) => subject.der === leaf.issuer.der);
  return isKnown
    ? `${issuer} is known, but no certificate of that name that signed it leads to one of the layout's "rootcas"`
    : `its issuer ${issuer} is neither among the layout's "rootcas" nor among the intermediate certificates`;
}

/** The certificate, and those that may lead from it to a root. */
function followNames(leaf: Certificate, intermediates: readonly Certificate[]): ReadonlySet<Certificate> {
  const followed = new Set([leaf]);
  // A set grows while it is gone through.
  for (const { issuer } of followed)
    for (const candidate of intermediates) if (candidate.subject.der === issuer.der) followed.add(candidate);
  return followed;
}
