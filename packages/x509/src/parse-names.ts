import { encodeHex } from '@intoto/encoding';
import { AsnConvert } from '@peculiar/asn1-schema';
import type { GeneralName, Name } from '@peculiar/asn1-x509';

import { malformed } from './certificate-error.ts';
import type { AlternativeNames, DistinguishedName, NameForm } from './certificate.ts';
import { ATTRIBUTE_NAMES, ATTRIBUTES } from './object-identifiers.ts';

/** Reads a distinguished name. Attributes that are not text have no value here. */
export function readDistinguishedName(name: Name): DistinguishedName {
  const attributes = [...name].flatMap((set) =>
    [...set].map(({ type, value }) => ({ type, text: value.anyValue === undefined ? value.toString() : undefined })),
  );
  const texts = (oid: string): string[] =>
    attributes.flatMap(({ type, text }) => (type === oid && text !== undefined ? [text] : []));
  return {
    der: encodeHex(new Uint8Array(AsnConvert.serialize(name))),
    // The customary order begins with what is most particular.
    text: attributes
      .map(({ type, text = '…' }) => `${ATTRIBUTE_NAMES.get(type) ?? type}=${text}`)
      .toReversed()
      .join(','),
    commonNames: texts(ATTRIBUTES.commonName),
    organizations: texts(ATTRIBUTES.organization),
    emails: texts(ATTRIBUTES.emailAddress),
  };
}

/** @throws {@link CertificateError} `ERR_CERTIFICATE_FORMAT` for a name that is not ASCII, or a URI that could be printed otherwise. */
export function readAlternativeNames(names: Iterable<GeneralName>): AlternativeNames {
  const found = { dnsNames: [] as string[], emails: [] as string[], uris: [] as string[], others: [] as NameForm[] };
  for (const name of names) {
    if (name.dNSName !== undefined) found.dnsNames.push(asciiOf(name.dNSName));
    else if (name.rfc822Name !== undefined) found.emails.push(asciiOf(name.rfc822Name));
    else if (name.uniformResourceIdentifier !== undefined) found.uris.push(normalUri(name.uniformResourceIdentifier));
    else found.others.push(formOf(name));
  }
  return found;
}

/** Names within the subtrees of name constraints: domains, which are no whole URIs. */
export function readSubtreeNames(names: Iterable<GeneralName>): AlternativeNames {
  const list = [...names];
  const uris = list.flatMap(({ uniformResourceIdentifier: uri }) => (uri === undefined ? [] : [asciiOf(uri)]));
  const others = list.filter(({ uniformResourceIdentifier }) => uniformResourceIdentifier === undefined);
  return { ...readAlternativeNames(others), uris };
}

function formOf({ iPAddress, directoryName }: GeneralName): NameForm {
  if (iPAddress !== undefined) return 'IP address';
  return directoryName === undefined ? 'other' : 'directory name';
}

function asciiOf(text: string): string {
  if (/^[\x20-\x7e]*$/u.test(text)) return text;
  throw malformed('one of its names is not printable ASCII');
}

/**
 * A URI as it is compared. in-toto-golang parses and prints it, which changes nothing but the case of the scheme as long as
 * every character is one that a URI may have; others are refused here.
 */
function normalUri(text: string): string {
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):((?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)$/u.exec(text);
  const [, scheme, rest] = match ?? [];
  if (scheme === undefined || rest === undefined) throw malformed('one of its URIs is none');
  return `${scheme.toLowerCase()}:${rest}`;
}
