import { certifySigner, isOpenPgpSigner, type MetadataSigner } from '@intoto/node';

import { UsageError } from '../usage-error.ts';

/** The signer with the certificate that goes with its key, where one is given. */
export async function certify(signer: MetadataSigner, certificate: string | undefined): Promise<MetadataSigner> {
  if (certificate === undefined) return signer;
  if (isOpenPgpSigner(signer))
    throw new UsageError('--cert goes with a key that has an X.509 certificate, not with gpg.');
  return certifySigner(signer, certificate);
}
