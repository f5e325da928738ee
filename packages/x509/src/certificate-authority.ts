import { type CryptoBackend, loadPublicKey } from '@intoto/crypto';
import { createJsonObject } from '@intoto/encoding';
import type { CertificateAuthority } from '@intoto/models';

import { CertificateError, malformed } from './certificate-error.ts';
import { encodeCertificatePem, splitCertificates } from './certificate-texts.ts';
import { computeGolangKeyId } from './golang-key-id.ts';
import { readKey } from './issuance.ts';
import { parseCertificate } from './parse-certificate.ts';

/**
 * Puts a certificate authority into the form of a layout's `rootCas` and `intermediateCas`, as in-toto-golang writes it: a key
 * object with the certificate in `keyval`.
 *
 * @param certificate - one certificate: PEM or DER
 * @returns the authority with its name: the key id that in-toto-golang computes
 * @throws {@link CertificateError} `ERR_CERTIFICATE_FORMAT`, `ERR_CERTIFICATE_LIMIT`; `ERR_CERTIFICATE_ALGORITHM` for a key that
 * in-toto has no scheme for; `ERR_CERTIFICATE_USAGE` for a certificate that is not an authority's
 */
export async function createCertificateAuthority(
  certificate: Uint8Array | string,
  { backend }: { readonly backend: CryptoBackend },
): Promise<readonly [keyId: string, authority: CertificateAuthority]> {
  const [der, ...others] = splitCertificates(certificate);
  if (der === undefined || others.length > 0) throw malformed('there is more than one where one belongs');
  const parsed = parseCertificate(der);
  if (!parsed.isAuthority) {
    const message = 'The certificate is not for issuing certificates, so it cannot be an authority';
    throw new CertificateError(message, { code: 'ERR_CERTIFICATE_USAGE' });
  }
  const spki = readKey(parsed)?.spki;
  if (spki === undefined) {
    const message = 'The certificate has a key that in-toto has no scheme for';
    throw new CertificateError(message, { code: 'ERR_CERTIFICATE_ALGORITHM' });
  }
  const key = await loadPublicKey(spki, { backend });
  const { keyId, scheme, publicText } = await computeGolangKeyId(key, backend);
  const pem = encodeCertificatePem(der);
  const json = createJsonObject([
    ['keyid', keyId],
    ['keyid_hash_algorithms', ['sha256', 'sha512']],
    ['keytype', key.keyType],
    [
      'keyval',
      createJsonObject([
        ['certificate', pem],
        ['public', publicText],
      ]),
    ],
    ['scheme', scheme],
  ]);
  return [keyId, { certificate: pem, json }];
}
