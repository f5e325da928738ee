import { CertificateError } from './certificate-error.ts';
import type { Certificate } from './certificate.ts';
import type { Issuance } from './issuance.ts';

/** Certificates from the signer's own, which comes first, to a root. */
export type Chain = readonly Certificate[];

/** What a search is bounded by, so that hostile certificates cannot take all of a verifier's time. */
export interface SearchLimits {
  /** Certificates in a chain, the signer's and the root included. */
  readonly maxChainLength: number;
  /** Signatures of certificates that are looked at for one signer. */
  readonly maxSearchSteps: number;
}

/** Where to look for a signer's chains. */
export interface SearchSpace {
  readonly leaf: Certificate;
  readonly intermediates: readonly Certificate[];
  readonly issuance: Issuance;
  readonly limits: SearchLimits;
  /** What of the limits is used up; shared by the searches for one signer. */
  readonly used: { steps: number };
}

/**
 * Finds every chain from the signer's certificate to the root: each certificate names the next as its issuer, and is signed by
 * it. That is all that is looked at; the order of the intermediates does not matter.
 *
 * @throws {@link CertificateError} `ERR_CERTIFICATE_LIMIT` where the search takes too long
 */
export async function* findChains(space: SearchSpace, root: Certificate): AsyncGenerator<Chain> {
  yield* extend(space, root, [space.leaf]);
}

async function* extend(space: SearchSpace, root: Certificate, path: Chain): AsyncGenerator<Chain> {
  const last = path.at(-1);
  if (last === undefined || path.length >= space.limits.maxChainLength) return;
  if (await isIssuer(space, last, root)) yield [...path, root];
  for (const intermediate of space.intermediates) {
    if (path.includes(intermediate) || !(await isIssuer(space, last, intermediate))) continue;
    yield* extend(space, root, [...path, intermediate]);
  }
}

async function isIssuer(
  { issuance, limits, used }: SearchSpace,
  certificate: Certificate,
  issuer: Certificate,
): Promise<boolean> {
  if (certificate.issuer.der !== issuer.subject.der) return false;
  used.steps += 1;
  if (used.steps > limits.maxSearchSteps) {
    const message = `More than ${String(limits.maxSearchSteps)} certificates had to be compared to find a chain`;
    throw new CertificateError(message, {
      code: 'ERR_CERTIFICATE_LIMIT',
      details: { limit: limits.maxSearchSteps },
    });
  }
  return issuance.isIssuedBy(certificate, issuer);
}
