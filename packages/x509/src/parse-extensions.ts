import { AsnConvert } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  type Extension,
  ExtendedKeyUsage,
  type GeneralSubtree,
  KeyUsage,
  KeyUsageFlags,
  NameConstraints as Asn1NameConstraints,
  SubjectAlternativeName,
} from '@peculiar/asn1-x509';

import { malformed } from './certificate-error.ts';
import type { AlternativeNames, Certificate, NameConstraints, NameSubtrees } from './certificate.ts';
import { EXTENSIONS } from './object-identifiers.ts';
import { readAlternativeNames, readSubtreeNames } from './parse-names.ts';
import { assertDer } from './strict-der.ts';

type FromExtensions = Pick<
  Certificate,
  'names' | 'isAuthority' | 'pathLength' | 'keyUsage' | 'extendedKeyUsages' | 'nameConstraints' | 'unknownCritical'
>;

const NO_NAMES: AlternativeNames = { dnsNames: [], emails: [], uris: [], others: [] };

/**
 * What may be critical without making a certificate unusable. Certificate policies are understood as far as it goes: any
 * policy will do. Key identifiers only help to find an issuer; that is done by names and signatures here.
 */
const UNDERSTOOD: ReadonlySet<string> = new Set(Object.values(EXTENSIONS));

/** @throws {@link CertificateError} `ERR_CERTIFICATE_FORMAT` */
export function readExtensions(extensions: readonly Extension[]): FromExtensions {
  const values = new Map<string, Uint8Array>();
  for (const { extnID, extnValue } of extensions) {
    if (values.has(extnID)) throw malformed(`it has the extension ${extnID} twice`);
    const value = new Uint8Array(extnValue.buffer);
    if (UNDERSTOOD.has(extnID)) assertDer(value);
    values.set(extnID, value);
  }
  const read = <T>(oid: string, type: new () => T): T | undefined => {
    const value = values.get(oid);
    return value === undefined ? undefined : AsnConvert.parse(value, type);
  };
  const basic = read(EXTENSIONS.basicConstraints, BasicConstraints);
  const alternative = read(EXTENSIONS.subjectAltName, SubjectAlternativeName);
  const usages = read(EXTENSIONS.extendedKeyUsage, ExtendedKeyUsage);
  if (usages?.length === 0) throw malformed('its extended key usage is empty');
  return {
    names: alternative === undefined ? NO_NAMES : readAlternativeNames(alternative),
    isAuthority: basic?.cA === true,
    pathLength: readPathLength(basic),
    keyUsage: readKeyUsage(read(EXTENSIONS.keyUsage, KeyUsage)),
    extendedKeyUsages: usages === undefined ? undefined : [...usages],
    nameConstraints: readNameConstraints(read(EXTENSIONS.nameConstraints, Asn1NameConstraints)),
    unknownCritical: extensions.flatMap(({ extnID, critical }) =>
      critical && !UNDERSTOOD.has(extnID) ? [extnID] : [],
    ),
  };
}

function readPathLength(basic: BasicConstraints | undefined): number | undefined {
  const length = basic?.pathLenConstraint;
  if (length === undefined) return undefined;
  if (basic?.cA !== true || !Number.isSafeInteger(length) || length < 0) throw malformed('its path length is none');
  return length;
}

function readKeyUsage(usage: KeyUsage | undefined): Certificate['keyUsage'] {
  if (usage === undefined) return undefined;
  const flags = usage.toNumber();
  return {
    signs: (flags & (KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)) !== 0,
    issues: (flags & KeyUsageFlags.keyCertSign) !== 0,
  };
}

function readNameConstraints(constraints: Asn1NameConstraints | undefined): NameConstraints | undefined {
  if (constraints === undefined) return undefined;
  return {
    permitted: readSubtrees(constraints.permittedSubtrees ?? []),
    excluded: readSubtrees(constraints.excludedSubtrees ?? []),
  };
}

function readSubtrees(subtrees: readonly GeneralSubtree[]): NameSubtrees {
  if (subtrees.some(({ minimum, maximum }) => minimum !== 0 || maximum !== undefined))
    throw malformed('its name constraints have distances, which RFC 5280 forbids');
  return readSubtreeNames(subtrees.map(({ base }) => base));
}
