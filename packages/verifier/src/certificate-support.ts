import type { CertificateVerifier } from '@intoto/crypto';
import type { Step } from '@intoto/models';

import type * as certified from './certified.ts';
import type { Evaluation } from './evaluation.ts';
import type { CertificateSource } from './options.ts';

/** Loads what verifies certificates when it is first asked for, and once. */
export type CertificateLoader = () => Promise<CertificateVerifier | undefined>;

/** Makes a loader of what the caller gave. */
export function createCertificateLoader(source: CertificateSource | undefined): CertificateLoader {
  let loaded: Promise<CertificateVerifier | undefined> | undefined;
  return () => (loaded ??= Promise.resolve(typeof source === 'function' ? source() : source));
}

/** The constraints by which certificates may sign for a step. The Python reference does not know them. */
export function certConstraintsOf({ profile }: Evaluation, { certConstraints }: Step): Step['certConstraints'] {
  return profile === 'strict' ? certConstraints : [];
}

/** Few layouts let certificates sign. */
export function loadCertified(): Promise<typeof certified> {
  return import('./certified.ts');
}
