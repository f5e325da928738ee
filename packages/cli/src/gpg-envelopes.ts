import { isOpenPgpSigner, type MetadataSigner } from '@intoto/node';

import { GpgUsageError } from './gpg-usage-error.ts';

/** Refuses to put into an envelope what no layout could ask for: in-toto's own GPG keys do not verify there. */
export function assertContainer(signer: MetadataSigner, container: 'metablock' | 'dsse'): void {
  if (container === 'dsse' && isOpenPgpSigner(signer)) refuseEnvelope();
}

/** Says that GPG signs no envelopes. */
export function refuseEnvelope(): never {
  throw new GpgUsageError('GPG keys sign no DSSE envelopes. Use a Metablock, or a key in a file.', {
    code: 'ERR_GPG_DSSE',
  });
}
