import { readSource } from './key-source.ts';
import { OpenPgpError } from './openpgp-error.ts';
import { readPackets, TAGS } from './packets.ts';
import { readSignaturePacket } from './signature-packet.ts';

/** A signature by GnuPG in the parts that metadata has. */
export interface DetachedSignature {
  /** 40 hex digits; `undefined` where an old GnuPG told only {@link DetachedSignature.issuerKeyId}. */
  readonly issuerFingerprint: string | undefined;
  /** The last 16 digits of the fingerprint. */
  readonly issuerKeyId: string | undefined;
  readonly signature: Uint8Array;
  readonly otherHeaders: Uint8Array;
}

/** Type of a signature over a document as it is (RFC 4880, 5.2.1). */
const BINARY_DOCUMENT = 0;

/**
 * Reads what `gpg --detach-sign --digest-algo SHA256` writes, armored or not: the first signature.
 * @throws {@link OpenPgpError} `ERR_OPENPGP_FORMAT`, `ERR_OPENPGP_PACKET`, `ERR_OPENPGP_LIMIT`, and `ERR_OPENPGP_UNSUPPORTED` for
 * a signature by another algorithm than RSA, DSA and Ed25519, with another hash than SHA-256, or not over a document
 */
export function readDetachedSignature(source: Uint8Array | string): DetachedSignature {
  const [packet] = readPackets(readSource(source, 'PGP SIGNATURE'));
  if (packet?.tag !== TAGS.signature)
    throw new OpenPgpError('A signature in OpenPGP form is expected, and this is none', {
      code: 'ERR_OPENPGP_FORMAT',
      details: { reason: 'no signature' },
    });
  const { headers, hash, issuerFingerprint, issuerKeyId, signature, signatureType } = readSignaturePacket(packet.body);
  if (signatureType !== BINARY_DOCUMENT || hash !== 'sha256')
    throw new OpenPgpError(
      'in-toto knows OpenPGP signatures over a document with SHA-256 only, and this is another one',
      {
        code: 'ERR_OPENPGP_UNSUPPORTED',
        details: { signatureType, hash },
      },
    );
  return { issuerFingerprint, issuerKeyId, signature, otherHeaders: headers };
}
