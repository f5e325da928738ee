import { type CryptoBackend, CryptoError, readSubjectPublicKey, type SubjectPublicKey } from '@intoto/crypto';

import { resolveSignature } from './algorithms.ts';
import type { Certificate } from './certificate.ts';

/** Who signed which certificate. Remembers what it found out, for certificates that are asked about again. */
export interface Issuance {
  /** Whether `issuer` signed `certificate`; not, where its key or the algorithm cannot be used. */
  isIssuedBy(certificate: Certificate, issuer: Certificate): Promise<boolean>;
}

/** Uses the given backend. */
export function createIssuance(backend: CryptoBackend): Issuance {
  const known = new WeakMap<Certificate, WeakMap<Certificate, Promise<boolean>>>();
  return {
    isIssuedBy: (certificate, issuer) => {
      const byIssuer = known.get(certificate) ?? new WeakMap<Certificate, Promise<boolean>>();
      known.set(certificate, byIssuer);
      const outcome = byIssuer.get(issuer) ?? verify(certificate, issuer, backend);
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
