import { encodeHex } from '@intoto/encoding';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate as Asn1Certificate, type TBSCertificate, Version } from '@peculiar/asn1-x509';

import { CertificateError, malformed } from './certificate-error.ts';
import type { Certificate } from './certificate.ts';
import { readExtensions } from './parse-extensions.ts';
import { readDistinguishedName } from './parse-names.ts';
import { assertDer } from './strict-der.ts';

/** More than a certificate with hundreds of names. */
const MAX_BYTES = 32 * 1024;

/**
 * Reads a certificate (RFC 5280) that may come from an attacker.
 *
 * @throws {@link CertificateError} `ERR_CERTIFICATE_FORMAT`, `ERR_CERTIFICATE_LIMIT`
 */
export function parseCertificate(der: Uint8Array): Certificate {
  if (der.length > MAX_BYTES) {
    const message = `A certificate has ${String(der.length)} bytes; ${String(MAX_BYTES)} are allowed`;
    throw new CertificateError(message, { code: 'ERR_CERTIFICATE_LIMIT', details: { limit: MAX_BYTES } });
  }
  assertDer(der);
  try {
    return readCertificate(der, AsnConvert.parse(der, Asn1Certificate));
  } catch (cause) {
    if (cause instanceof CertificateError) throw cause;
    // Whatever the library makes of a structure that is none.
    throw malformed('it does not have the structure of one', cause);
  }
}

function readCertificate(der: Uint8Array, asn1: Asn1Certificate): Certificate {
  const { tbsCertificate: tbs, tbsCertificateRaw, signatureAlgorithm, signatureValue } = asn1;
  if (tbsCertificateRaw === undefined) throw malformed('it has no content');
  if (tbs.version !== Version.v3) throw malformed('it is not of version 3, so that it cannot say what it is for');
  if (tbs.issuerUniqueID !== undefined || tbs.subjectUniqueID !== undefined)
    throw malformed('it has unique identifiers, which RFC 5280 forbids');
  const signatureParameters = parametersOf(signatureAlgorithm.parameters);
  if (
    tbs.signature.algorithm !== signatureAlgorithm.algorithm ||
    parametersOf(tbs.signature.parameters) !== signatureParameters
  )
    throw malformed('it names two algorithms for its signature');
  return {
    der,
    tbs: new Uint8Array(tbsCertificateRaw),
    signatureOid: signatureAlgorithm.algorithm,
    signatureParameters,
    signature: new Uint8Array(signatureValue),
    issuer: readDistinguishedName(tbs.issuer),
    subject: readDistinguishedName(tbs.subject),
    ...readValidity(tbs),
    spki: new Uint8Array(AsnConvert.serialize(tbs.subjectPublicKeyInfo)),
    ...readExtensions(tbs.extensions ?? []),
  };
}

function readValidity({ validity }: TBSCertificate): Pick<Certificate, 'notBefore' | 'notAfter'> {
  const notBefore = validity.notBefore.getTime();
  const notAfter = validity.notAfter.getTime();
  if (Number.isNaN(notBefore.getTime()) || Number.isNaN(notAfter.getTime())) throw malformed('it has no validity');
  return { notBefore, notAfter };
}

function parametersOf(parameters: ArrayBuffer | null | undefined): string {
  return parameters === undefined || parameters === null ? '' : encodeHex(new Uint8Array(parameters));
}
