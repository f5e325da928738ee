import { type Metadata, type MetadataSigner, type OpenSignerOptions, signMetadata, withSigner } from '@intoto/node';

import { assertContainer } from '../gpg-envelopes.ts';

/**
 * Signs with each of the keys in turn, which are files or URIs, and keeps the signatures of the others.
 *
 * @param prepare - what to do with a signer before it signs: give it its certificate, for instance
 */
export async function signWithKeys(
  metadata: Metadata,
  sources: readonly string[],
  options: OpenSignerOptions,
  prepare: (signer: MetadataSigner) => MetadataSigner | Promise<MetadataSigner> = (signer) => signer,
): Promise<Metadata> {
  let signed = metadata;
  for (const source of sources) {
    const before = signed;
    signed = await withSigner(source, options, async (signer) => {
      assertContainer(signer, before.container);
      return signMetadata(before, await prepare(signer));
    });
  }
  return signed;
}
