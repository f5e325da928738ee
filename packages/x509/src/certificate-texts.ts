import type { CryptoError } from '@intoto/crypto';
import { encodePem, findPemBlock } from '@intoto/crypto/key-parts';
import { decodeBase64, encodeBase64, InTotoError } from '@intoto/encoding';

import { CertificateError, malformed } from './certificate-error.ts';

/** A file with all certificates of an organization has fewer. */
const MAX_CERTIFICATES = 1000;
const MAX_TEXT = 8 * 1024 * 1024;

const DER_SEQUENCE = 0x30;

/**
 * The DER of all certificates in a file or text: PEM with one or several, base64 of such PEM (as Witness writes it), or DER.
 * What stands between PEM blocks is ignored.
 *
 * @returns one at least
 * @throws {@link CertificateError} `ERR_CERTIFICATE_FORMAT`, `ERR_CERTIFICATE_LIMIT`
 */
export function splitCertificates(source: Uint8Array | string): readonly Uint8Array[] {
  if (source.length > MAX_TEXT) throw tooMany(`more than ${String(MAX_TEXT)} bytes`);
  if (typeof source !== 'string') {
    if (source[0] === DER_SEQUENCE) return [source];
    return splitPem(new TextDecoder('latin1').decode(source));
  }
  return splitPem(source.includes('-----BEGIN ') ? source : decodeOuterBase64(source));
}

/** One certificate as PEM, as every tool writes it. */
export function encodeCertificatePem(der: Uint8Array): string {
  return encodePem('CERTIFICATE', der);
}

function splitPem(text: string): readonly Uint8Array[] {
  const certificates: Uint8Array[] = [];
  let rest = text;
  for (let block = findBlock(rest); block !== undefined; block = findBlock(rest)) {
    const { label, bytes } = block;
    if (label !== 'CERTIFICATE' && label !== 'TRUSTED CERTIFICATE' && label !== 'X509 CERTIFICATE')
      throw malformed(`there is "${label}" where a certificate belongs`);
    if (label === 'TRUSTED CERTIFICATE') throw malformed('it is in a form that only OpenSSL knows');
    if (certificates.length === MAX_CERTIFICATES) throw tooMany(`more than ${String(MAX_CERTIFICATES)} certificates`);
    certificates.push(bytes);
    rest = rest.slice(rest.indexOf(block.text) + block.text.length);
  }
  if (certificates.length === 0) throw malformed('there is no PEM block');
  return certificates;
}

function findBlock(text: string): ReturnType<typeof findPemBlock> {
  try {
    return findPemBlock(text);
  } catch (cause) {
    if (!InTotoError.is(cause)) throw cause;
    throw malformed((cause as CryptoError).message.replace(/^The PEM block cannot be read: /u, ''), cause);
  }
}

/** @returns PEM */
function decodeOuterBase64(text: string): string {
  let bytes: Uint8Array;
  try {
    bytes = decodeBase64(text.replaceAll(/[\r\n]/gu, ''));
  } catch (cause) {
    throw malformed('it is neither PEM nor base64', cause);
  }
  return bytes[0] === DER_SEQUENCE
    ? `-----BEGIN CERTIFICATE-----\n${encodeBase64(bytes)}\n-----END CERTIFICATE-----\n`
    : new TextDecoder('latin1').decode(bytes);
}

function tooMany(what: string): CertificateError {
  return new CertificateError(`The certificates are too many: ${what}`, { code: 'ERR_CERTIFICATE_LIMIT' });
}
