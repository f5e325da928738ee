import { type CryptoBackend, CryptoError, readSubjectPublicKey, type SubjectPublicKey } from '@intoto/crypto';

import { resolveSignature } from './algorithms.ts';
import { CertificateError } from './certificate-error.ts';
import type { Certificate } from './certificate.ts';

/** Signatures of certificates that are verified for one layout, however many signatures carry certificates. */
const MAX_VERIFICATIONS = 10_000;

/** Who signed which certificate. Remembers what it found out, for certificates that are asked about again. */
export interface Issuance {
  /**
   * Whether `issuer` signed `certificate`; not, where its key or the algorithm cannot be used.
   *
   * Rejects with a {@link CertificateError} `ERR_CERTIFICATE_LIMIT` where it was asked too often.
   */
  isIssuedBy(certificate: Certificate, issuer: Certificate): Promise<boolean>;
}

/** Uses the given backend. */
export function createIssuance(backend: CryptoBackend): Issuance {
  const known = new WeakMap<Certificate, WeakMap<Certificate, Promise<boolean>>>();
  let verifications = 0;
  return {
    isIssuedBy: async (certificate, issuer) => {
      const byIssuer = known.get(certificate) ?? new WeakMap<Certificate, Promise<boolean>>();
      known.set(certificate, byIssuer);
      const before = byIssuer.get(issuer);
      if (before !== undefined) return before;
      verifications += 1;
      if (verifications > MAX_VERIFICATIONS) throw tooMany();
      const outcome = verify(certificate, issuer, backend);
      byIssuer.set(issuer, outcome);
      return outcome;
    },
  };
}

/** The key of a certificate; `undefined` where it is none that can be used. */
export function readKey({ spki }: Certificate): SubjectPublicKey | undefined {
  try {
    return readSubjectPublicKey(spki);
  } catch (error) {
    if (error instanceof CryptoError) return undefined;
    throw error;
  }
}

function tooMany(): CertificateError {
  const message = `More than ${String(MAX_VERIFICATIONS)} signatures of certificates had to be verified`;
  return new CertificateError(message, { code: 'ERR_CERTIFICATE_LIMIT', details: { limit: MAX_VERIFICATIONS } });
}

async function verify(certificate: Certificate, issuer: Certificate, backend: CryptoBackend): Promise<boolean> {
  const key = readKey(issuer);
  if (key === undefined) return false;
  const scheme = resolveSignature(certificate.signatureOid, certificate.signatureParameters, key);
  if (scheme === undefined) return false;
  try {
    const verifier = await backend.createVerifier(scheme, key.spki);
    return await verifier.verify(certificate.tbs, certificate.signature);
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}
