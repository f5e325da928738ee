import type { CertificateCode } from '@intoto/crypto';
import { InTotoError } from '@intoto/encoding';

/** A certificate that cannot be read, or cannot be used for what it was given for. */
export class CertificateError extends InTotoError<CertificateCode> {
  override readonly name = 'CertificateError';
}

/** A certificate that cannot be read. @param reason - completes "The certificate cannot be read: …" */
export function malformed(reason: string, cause?: unknown): CertificateError {
  return new CertificateError(`The certificate cannot be read: ${reason}`, {
    code: 'ERR_CERTIFICATE_FORMAT',
    details: { reason },
    ...(cause === undefined ? {} : { cause }),
  });
}
