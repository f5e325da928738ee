import { createJsonObject, encodeBase64, encodeHex } from '@intoto/encoding';
import type {
  Envelope,
  EnvelopeSignature,
  GpgSignature,
  Metablock,
  Metadata,
  PlainSignature,
  SslibPublicKey,
} from '@intoto/models';

import { certificateMembers } from './embedded-certificates.ts';
import { isOpenPgpSigner, type MetadataSigner, type OpenPgpSignature } from './openpgp.ts';
import { signedBytes } from './signed-content.ts';

/** What happens to the signatures that are there already. */
export interface SignMetadataOptions {
  /**
   * `append` keeps them; in an envelope, where a key signs once, the new signature takes the place of the same key's.
   * `replace-all` drops them. @defaultValue `'append'`
   */
  readonly existing?: 'append' | 'replace-all' | undefined;
}

/**
 * Signs metadata as it stands and returns it with the signature added. `metadata` itself stays as it is. Certificates that the
 * signer's public key has in `keyval.certificate` (`createCertificateSigner` of `@intoto/x509` puts them there) become part of
 * the signature; it does not cover them.
 *
 * An {@link OpenPgpSigner} signs a Metablock in the form of in-toto's GPG support. An envelope it signs in the newer form of
 * securesystemslib, which verifies with a key of that form only (`toSslibPublicKey` of `@intoto/openpgp`).
 *
 * @throws JsonError from `@intoto/encoding` for a payload that has no canonical form; {@link CryptoError} `ERR_KEY_FORMAT` for a
 * `keyval.certificate` that is none; whatever the signer rejects with.
 * @example
 * ```ts
 * import { createSigner, generatePrivateKey, signMetadata } from '@intoto/crypto';
 * import { nodeBackend } from '@intoto/crypto-node';
 * import { createLink, createMetablock, encodeLink } from '@intoto/models';
 *
 * const privateKey = await generatePrivateKey({ type: 'ed25519', backend: nodeBackend });
 * const signer = await createSigner(privateKey, { backend: nodeBackend });
 * const link = createMetablock(encodeLink(createLink({ name: 'build' })));
 * const signed = await signMetadata(link, signer);
 * console.log(signed.signatures.length);
 * ```
 */
export async function signMetadata(
  metadata: Metadata,
  signer: MetadataSigner,
  { existing = 'append' }: SignMetadataOptions = {},
): Promise<Metadata> {
  const bytes = signedBytes(metadata);
  const kept = existing === 'append' ? metadata : { ...metadata, signatures: [] };
  if (isOpenPgpSigner(signer)) return addOpenPgp(kept, await signer.sign(bytes));
  const signature = await signer.sign(bytes);
  const { publicKey } = signer;
  return kept.container === 'dsse'
    ? addToEnvelope(kept, publicKey, signature)
    : addToMetablock(kept, publicKey, signature);
}

function addToMetablock(metablock: Metablock, publicKey: SslibPublicKey, bytes: Uint8Array): Metablock {
  const { keyId } = publicKey;
  const sig = encodeHex(bytes);
  const json = createJsonObject([['keyid', keyId], ['sig', sig], ...certificateMembers(publicKey, 'metablock')]);
  const signature: PlainSignature = { form: 'plain', keyId, sig, json };
  return { ...metablock, signatures: [...metablock.signatures, signature] };
}

function addToEnvelope(envelope: Envelope, publicKey: SslibPublicKey, sig: Uint8Array): Envelope {
  const { keyId } = publicKey;
  const json = createJsonObject([
    ['keyid', keyId],
    ['sig', encodeBase64(sig)],
    ...certificateMembers(publicKey, 'dsse'),
  ]);
  return replaceInEnvelope(envelope, { keyId, sig, json });
}

function addOpenPgp(metadata: Metadata, { keyId, signature: sig, otherHeaders }: OpenPgpSignature): Metadata {
  const headers = encodeHex(otherHeaders);
  if (metadata.container === 'dsse') {
    const json = createJsonObject([
      ['keyid', keyId],
      ['sig', encodeBase64(sig)],
      ['other_headers', headers],
    ]);
    return replaceInEnvelope(metadata, { keyId, sig, json });
  }
  const json = createJsonObject([
    ['keyid', keyId],
    ['signature', encodeHex(sig)],
    ['other_headers', headers],
  ]);
  const signature: GpgSignature = { form: 'gpg', keyId, signature: encodeHex(sig), otherHeaders: headers, json };
  return { ...metadata, signatures: [...metadata.signatures, signature] };
}

function replaceInEnvelope(envelope: Envelope, signature: EnvelopeSignature): Envelope {
  const { signatures } = envelope;
  const index = signatures.findIndex((other) => other.keyId === signature.keyId);
  return { ...envelope, signatures: index === -1 ? [...signatures, signature] : signatures.with(index, signature) };
}
