import type { CertificateTrust, CertificateVerifier } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';
import type { Layout } from '@intoto/models';

import type { Problem } from './check-list.ts';
import type { Evaluation } from './evaluation.ts';
import { loadWording } from './load-wording.ts';
import { count, quoteSome, shortKeyId } from './wording.ts';

/** What a layout's certificates can be used for. */
export interface Certificates {
  /** `undefined` where they cannot be used. */
  readonly trust: CertificateTrust | undefined;
  /** Why the steps that ask for them cannot be looked at, for the end of a sentence; `undefined` where they can. */
  readonly obstacle: string | undefined;
}

/**
 * Opens the certificates of a layout.
 * @param steps - names of those that ask for certificates; at least one.
 */
export async function openCertificates(
  evaluation: Evaluation,
  layout: Layout,
  steps: readonly string[],
): Promise<Certificates> {
  const { backend, now, signal, checks } = evaluation;
  const verifier = await loadVerifier(evaluation, steps);
  if (verifier === undefined) return { trust: undefined, obstacle: 'certificates are not verified here' };
  const trust = await verifier.openTrust(layout, { backend, now, signal });
  signal?.throwIfAborted();
  for (const problem of trust.problems) checks.failed('certificates', describeAuthority(problem));
  if (trust.problems.length > 0) return { trust: undefined, obstacle: 'certificates of the layout cannot be used' };
  const message = `${count(layout.rootCas.size, 'root certificate')} and ${count(layout.intermediateCas.size, 'intermediate certificate')} in the layout.`;
  checks.passed('certificates', {}, message, { roots: [...layout.rootCas.keys()] });
  return { trust, obstacle: undefined };
}

async function loadVerifier(
  { loadCertificates, checks, signal }: Evaluation,
  steps: readonly string[],
): Promise<CertificateVerifier | undefined> {
  const details = { steps: steps.slice(0, 100) };
  const problem = {
    code: 'ERR_CERTIFICATE_SUPPORT_MISSING',
    message: `The layout lets certificates sign for ${quoteSome(steps)}, and certificates are not verified here.`,
    remedy: 'Pass createCertificateVerifier() of @intoto/x509 as the option "certificates".',
  } as const;
  try {
    const verifier = await loadCertificates();
    if (verifier === undefined) checks.failed('certificates', { ...problem, details });
    return verifier;
  } catch (error) {
    const { describeOutsideFailure } = await loadWording();
    const cause = { ...describeOutsideFailure(error, signal) };
    const message = `What verifies certificates could not be loaded: ${cause.message}.`;
    checks.failed('certificates', { ...problem, message, details: { ...details, cause } });
    return undefined;
  }
}

function describeAuthority({ list, name, code, message }: CertificateTrust['problems'][number]): Problem {
  return {
    code: 'ERR_LAYOUT_CERTIFICATE',
    subject: { keyId: name },
    message: `The certificate ${shortKeyId(name)} in the layout's ${quoteText(list)} cannot be used. ${message}.`,
    remedy: 'Have the layout signed again with one X.509 certificate (PEM, version 3) there.',
    details: { list, cause: { code, message } },
  };
}
