import { type CryptoBackend, keyMaterialId, loadPublicKey, type Signer } from '@intoto/crypto';
import { createJsonObject, quoteText } from '@intoto/encoding';
import { formatTime, type SslibPublicKey } from '@intoto/models';

import { CertificateError } from './certificate-error.ts';
import { encodeCertificatePem, splitCertificates } from './certificate-texts.ts';
import { type Certificate, describeCertificate } from './certificate.ts';
import { computeGolangKeyId } from './golang-key-id.ts';
import { readKey } from './issuance.ts';
import { parseCertificate } from './parse-certificate.ts';

/** How {@link createCertificateSigner} works. */
export interface CertificateSignerOptions {
  readonly backend: CryptoBackend;
  /** Refuses a certificate that is not valid at this time. @defaultValue not looked at */
  readonly now?: Date | undefined;
  /**
   * `golang` gives the key the id that in-toto-golang computes from the certificate, by which alone it finds the signature;
   * `keep` leaves the signer's. @defaultValue `'golang'`
   */
  readonly keyId?: 'golang' | 'keep' | undefined;
}

/**
 * A signer whose signatures carry its certificate, so that a layout can authorise the certificate's holder instead of a key.
 *
 * @param certificates - the signer's own certificate first, then those that lead from it to a root, if they are to be carried
 * too: PEM, or DER of one.
 * @throws {@link CertificateError} `ERR_CERTIFICATE_KEY` for a certificate of another key than the signer's,
 * `ERR_CERTIFICATE_EXPIRED`, `ERR_CERTIFICATE_FORMAT`, `ERR_CERTIFICATE_LIMIT`
 * @example
 * ```ts no-run
 * import { type Signer, signMetadata } from '@intoto/crypto';
 * import { nodeBackend as backend } from '@intoto/crypto-node';
 * import type { Metadata } from '@intoto/models';
 * import { createCertificateSigner } from '@intoto/x509';
 *
 * declare const signer: Signer;
 * declare const chainPem: string;
 * declare const link: Metadata;
 *
 * const certified = await createCertificateSigner(signer, chainPem, { backend, now: new Date() });
 * const signed = await signMetadata(link, certified);
 * ```
 */
export async function createCertificateSigner(
  signer: Signer,
  certificates: Uint8Array | string,
  { backend, now, keyId = 'golang' }: CertificateSignerOptions,
): Promise<Signer> {
  const { publicKey } = signer;
  const chain = splitCertificates(certificates).map(parseCertificate);
  const [leaf] = chain;
  const own = await findOwn(chain, publicKey, backend);
  if (leaf === undefined || own !== 0) throw describeMismatch(chain, own, publicKey);
  assertScheme(publicKey);
  if (now !== undefined && (now < leaf.notBefore || now > leaf.notAfter)) throw describeInvalid(leaf, now);
  const id = keyId === 'keep' ? publicKey.keyId : (await computeGolangKeyId(publicKey, backend)).keyId;
  const pem = chain.map(({ der }) => encodeCertificatePem(der)).join('');
  const keyVal = createJsonObject([...Object.entries(publicKey.keyVal), ['certificate', pem]]);
  const json = createJsonObject([...Object.entries(publicKey.json), ['keyid', id], ['keyval', keyVal]]);
  return { publicKey: { ...publicKey, keyId: id, keyVal, json }, sign: (data) => signer.sign(data) };
}

/** A certificate says which key it is for, and not with which scheme it signs. */
function assertScheme({ keyType, scheme }: SslibPublicKey): void {
  if (keyType !== 'rsa' || scheme === 'rsassa-pss-sha256') return;
  throw new CertificateError(`With a certificate an RSA key signs with rsassa-pss-sha256, not with ${scheme}`, {
    code: 'ERR_CERTIFICATE_KEY',
    details: { scheme },
  });
}

/** Where the certificate of the key stands. */
async function findOwn(chain: readonly Certificate[], key: SslibPublicKey, backend: CryptoBackend): Promise<number> {
  const material = keyMaterialId(key);
  for (const [index, certificate] of chain.entries()) {
    const spki = readKey(certificate)?.spki;
    if (spki !== undefined && keyMaterialId(await loadPublicKey(spki, { backend })) === material) return index;
  }
  return -1;
}

function describeMismatch(chain: readonly Certificate[], own: number, { keyId }: SslibPublicKey): CertificateError {
  const [first] = chain;
  const name = first === undefined ? '' : quoteText(describeCertificate(first));
  const message =
    own > 0
      ? `The certificate of the key ${keyId} is number ${String(own + 1)} in the file: it must come first, before those of its issuers`
      : `The certificate ${name} is not one of the key ${keyId}`;
  return new CertificateError(message, { code: 'ERR_CERTIFICATE_KEY', details: { keyId } });
}

function describeInvalid(certificate: Certificate, now: Date): CertificateError {
  const { notBefore, notAfter } = certificate;
  const message =
    `The certificate ${quoteText(describeCertificate(certificate))} is valid from ${formatTime(notBefore)} ` +
    `to ${formatTime(notAfter)}, and it is ${formatTime(now)}`;
  return new CertificateError(message, { code: 'ERR_CERTIFICATE_EXPIRED' });
}
