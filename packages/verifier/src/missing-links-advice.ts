import type { CertificateCode } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';
import { linkFileName, type Step } from '@intoto/models';

import { certConstraintsOf } from './certificate-support.ts';
import type { Evaluation } from './evaluation.ts';
import type { Refusal, RefusalReason } from './step-evidence.ts';
import { count, quoteSome, shortKeyId } from './wording.ts';

/** Most telling first: what needs the least to be put right. */
const BY_PROMISE: readonly RefusalReason[] = [
  'file-name',
  'unreadable',
  'other-key-id',
  'key-expired',
  'bad-signature',
  'certificate',
  'key-unknown',
  'other-key',
  'malformed',
  'unsigned',
];

/** How many candidates were refused, and why the first was; for the end of a sentence. */
export function summarizeRefusals(refusals: readonly Refusal[]): string {
  const [first] = refusals;
  if (first === undefined) return '';
  return `; ${count(refusals.length, 'candidate')} refused, ${quoteText(first.location)} since ${first.message}`;
}

/** The next thing to do about a step that has too few links. */
export function adviseOnMissingLinks(
  evaluation: Evaluation,
  step: Step,
  keyIds: readonly string[],
  refusals: readonly Refusal[],
): string {
  const certified = certConstraintsOf(evaluation, step).length > 0;
  if (keyIds.length === 0 && !certified) {
    return step.certConstraints.length > 0
      ? `Only certificates may sign for step ${quoteText(step.name)}, which the profile "reference" does not know: verify in "strict".`
      : `No functionary may sign for step ${quoteText(step.name)}: have the layout signed again with keys in its "pubkeys".`;
  }
  const reason = BY_PROMISE.find((promise) => refusals.some((refusal) => refusal.reason === promise));
  const refusal = refusals.find((candidate) => candidate.reason === reason);
  const location = quoteText(refusal?.location ?? '');
  const functionaries = keyIds.slice(0, 5).map(shortKeyId).join(', ');
  switch (reason) {
    case 'file-name':
      return `Rename ${location}: ${refusal?.message ?? ''}.`;
    case 'unreadable':
      return `Make ${location} readable and verify again.`;
    case 'other-key-id':
      return `Have ${location} signed again under the key id that the layout lists, or list the other id in the layout; ${refusal?.message ?? ''}.`;
    case 'key-expired':
      return `Have the step carried out with a key that has not expired, or have the layout signed again with the key's new expiry; ${location} does not count: ${refusal?.message ?? ''}.`;
    case 'bad-signature':
      return `Find out who changed ${location} since it was signed; get it from its functionary again.`;
    case 'certificate':
      return adviseOnCertificate(location, refusal?.code);
    case 'key-unknown':
      return `Have the layout signed again with the functionary's key in its "keys".`;
    case 'other-key':
      return `Have the step carried out with one of the keys ${functionaries}; ${location} does not count: ${refusal?.message ?? ''}.`;
    case 'malformed':
    case 'unsigned':
    case undefined: {
      if (keyIds.length === 0)
        return `Carry out the step with a certificate that meets its "cert_constraints", and put its link where it is looked for.`;
      const names = quoteSome(keyIds.map((keyId) => linkFileName(step.name, keyId)));
      return `Carry out the step with one of the keys ${functionaries}, or put its link where it is looked for: ${names}.`;
    }
    default:
      return reason satisfies never;
  }
}

/** What to do about a certificate that does not make its holder a functionary. */
function adviseOnCertificate(location: string, code: CertificateCode | undefined): string {
  switch (code) {
    case 'ERR_CERTIFICATE_MISSING':
      return `Have the step carried out by somebody who signs with a certificate; ${location} carries none.`;
    case 'ERR_CERTIFICATE_EXPIRED':
      return `Have the step carried out again with a certificate that is valid, or give the time of signing if somebody whom you trust vouches for it.`;
    case 'ERR_CERTIFICATE_UNTRUSTED':
      return `Give the intermediate certificates that lead to the layout's root, or find out who made ${location}.`;
    case 'ERR_CERTIFICATE_CONSTRAINT':
      return `Have the step carried out by somebody whose certificate the step's "cert_constraints" describe, or have the layout changed and signed again.`;
    case 'ERR_CERTIFICATE_USAGE':
    case 'ERR_CERTIFICATE_ALGORITHM':
      return `Get a certificate that is made for signing, of an authority that may issue it, and have the step carried out again.`;
    case 'ERR_CERTIFICATE_KEY':
      return `Find out who changed ${location} since it was signed; the certificate must be of the key that signed.`;
    case 'ERR_CERTIFICATE_FORMAT':
    case 'ERR_CERTIFICATE_LIMIT':
    case undefined:
      return `Have ${location} signed again with one X.509 certificate that can be read.`;
    default:
      return code satisfies never;
  }
}
