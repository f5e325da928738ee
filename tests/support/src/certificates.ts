import {
  createSigner,
  type EcdsaCurve,
  encodePublicKeyPem,
  generatePrivateKey,
  type PrivateKey,
  type SignatureScheme,
  type Signer,
} from '@intoto/crypto';
import { webBackend as backend } from '@intoto/crypto-web';
import { encodePem, findPemBlock } from '@intoto/crypto/key-parts';
import { decodeHex } from '@intoto/encoding';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  ExtendedKeyUsage,
  Extensions,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  KeyUsage,
  Name,
  NameConstraints,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';

/** Attributes of a name, in the order of the certificate. */
export type NameSpec = Readonly<Record<string, string | readonly string[]>>;

/** Somebody with a key pair, who can have a certificate and issue others. */
export interface Holder {
  readonly privateKey: PrivateKey;
  readonly signer: Signer;
  readonly scheme: SignatureScheme;
}

/** A certificate with the key behind it. */
export interface Certified extends Holder {
  readonly der: Uint8Array;
  readonly pem: string;
  readonly subject: NameSpec;
}

export interface CertificateSpec {
  readonly subject?: NameSpec;
  /** Whose signature it has. @defaultValue its own */
  readonly issuer?: Holder & { readonly subject: NameSpec };
  readonly holder?: Holder;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly dnsNames?: readonly string[];
  readonly emails?: readonly string[];
  readonly uris?: readonly string[];
  readonly ipAddresses?: readonly string[];
  readonly authority?: boolean | { readonly pathLength: number };
  /** Flags of `KeyUsageFlags`. */
  readonly keyUsage?: number;
  readonly extendedKeyUsages?: readonly string[];
  readonly permitted?: readonly GeneralName[];
  readonly excluded?: readonly GeneralName[];
  readonly extensions?: readonly Extension[];
  readonly version?: Version;
  /** The algorithm it says it is signed with, where that is not the one it is. */
  readonly signatureOid?: string;
  /** The algorithm within the signed part, where it is another. */
  readonly innerSignatureOid?: string;
  /** A public key instead of the holder's. */
  readonly spki?: Uint8Array;
}

const OIDS: Readonly<Record<string, string>> = { CN: '2.5.4.3', O: '2.5.4.10', C: '2.5.4.6' };
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

/** Makes a key pair. */
export async function makeHolder(
  type: 'ecdsa' | 'rsa' | 'ed25519' = 'ecdsa',
  curve: EcdsaCurve = 'P-256',
): Promise<Holder> {
  const privateKey = await generatePrivateKey({ type, curve, backend });
  const scheme: SignatureScheme =
    type === 'ed25519'
      ? { type }
      : type === 'rsa'
        ? { type, padding: 'pkcs1', hash: 'sha256' }
        : { type, curve, hash: curve === 'P-256' ? 'sha256' : curve === 'P-384' ? 'sha384' : 'sha512' };
  return { privateKey, scheme, signer: await createSigner(privateKey, { backend }) };
}

/** Makes a certificate; without an issuer one that is signed by itself. */
export async function makeCertificate(spec: CertificateSpec = {}): Promise<Certified> {
  const holder = spec.holder ?? (await makeHolder());
  const subject = spec.subject ?? { CN: 'someone' };
  const issuer = spec.issuer ?? { ...holder, subject };
  const oid = spec.signatureOid ?? signatureOid(issuer.scheme);
  const tbs = new TBSCertificate({
    version: spec.version ?? Version.v3,
    serialNumber: Uint8Array.of(1).buffer,
    signature: algorithm(spec.innerSignatureOid ?? oid, issuer.scheme),
    issuer: makeName(issuer.subject),
    subject: makeName(subject),
    validity: new Validity({
      notBefore: new Date(spec.notBefore ?? '2020-01-01T00:00:00Z'),
      notAfter: new Date(spec.notAfter ?? '2040-01-01T00:00:00Z'),
    }),
    subjectPublicKeyInfo: AsnConvert.parse(spec.spki ?? spkiOf(holder), SubjectPublicKeyInfo),
    ...(spec.version === Version.v1 ? {} : { extensions: makeExtensions(spec) }),
  });
  const sign = await backend.createSign(issuer.scheme, issuer.privateKey.pkcs8);
  const signature = await sign(new Uint8Array(AsnConvert.serialize(tbs)));
  const certificate = new Certificate({
    tbsCertificate: tbs,
    signatureAlgorithm: algorithm(oid, issuer.scheme),
    signatureValue: new Uint8Array(signature).buffer,
  });
  const der = new Uint8Array(AsnConvert.serialize(certificate));
  return { ...holder, der, pem: encodePem('CERTIFICATE', der), subject };
}

/** An extension with any value. */
export function makeExtension(oid: string, value: object | Uint8Array, critical = false): Extension {
  const bytes = value instanceof Uint8Array ? value : new Uint8Array(AsnConvert.serialize(value));
  return new Extension({ extnID: oid, critical, extnValue: new OctetString(bytes) });
}

function makeExtensions(spec: CertificateSpec): Extensions {
  const { authority = false, keyUsage, extendedKeyUsages, permitted, excluded } = spec;
  const names = [
    ...(spec.uris ?? []).map((uniformResourceIdentifier) => new GeneralName({ uniformResourceIdentifier })),
    ...(spec.dnsNames ?? []).map((dNSName) => new GeneralName({ dNSName })),
    ...(spec.emails ?? []).map((rfc822Name) => new GeneralName({ rfc822Name })),
    ...(spec.ipAddresses ?? []).map((iPAddress) => new GeneralName({ iPAddress })),
  ];
  const list: Extension[] = [...(spec.extensions ?? [])];
  if (authority !== false) {
    const { pathLength } = authority === true ? { pathLength: undefined } : authority;
    const basic = new BasicConstraints({ cA: true });
    if (pathLength !== undefined) basic.pathLenConstraint = pathLength;
    list.push(makeExtension('2.5.29.19', basic, true));
  }
  if (keyUsage !== undefined) list.push(makeExtension('2.5.29.15', new KeyUsage(keyUsage), true));
  if (extendedKeyUsages !== undefined)
    list.push(makeExtension('2.5.29.37', new ExtendedKeyUsage([...extendedKeyUsages])));
  if (names.length > 0) list.push(makeExtension('2.5.29.17', new SubjectAlternativeName(names)));
  if (permitted !== undefined || excluded !== undefined) {
    const constraints = new NameConstraints();
    if (permitted !== undefined) constraints.permittedSubtrees = makeSubtrees(permitted);
    if (excluded !== undefined) constraints.excludedSubtrees = makeSubtrees(excluded);
    list.push(makeExtension('2.5.29.30', constraints, true));
  }
  return new Extensions(list);
}

function makeSubtrees(names: readonly GeneralName[]): GeneralSubtrees {
  return new GeneralSubtrees(names.map((base) => new GeneralSubtree({ base })));
}

function makeName(spec: NameSpec): Name {
  const attributes = Object.entries(spec).flatMap(([type, values]) => [values].flat().map((text) => [type, text]));
  return new Name(
    attributes.map(([type = '', text = '']) => {
      const value = new AttributeValue(type === 'emailAddress' ? { ia5String: text } : { utf8String: text });
      const oid = type === 'emailAddress' ? EMAIL_ADDRESS : (OIDS[type] ?? type);
      return new RelativeDistinguishedName([new AttributeTypeAndValue({ type: oid, value })]);
    }),
  );
}

function signatureOid(scheme: SignatureScheme): string {
  switch (scheme.type) {
    case 'ed25519':
      return '1.3.101.112';
    case 'ecdsa':
      return `1.2.840.10045.4.3.${{ sha256: 2, sha384: 3, sha512: 4 }[scheme.hash]}`;
    case 'rsa':
      if (scheme.padding === 'pss') return '1.2.840.113549.1.1.10';
      return `1.2.840.113549.1.1.${{ sha224: 14, sha256: 11, sha384: 12, sha512: 13 }[scheme.hash]}`;
    default:
      return scheme satisfies never;
  }
}

/** As OpenSSL writes them, for a salt as long as SHA-256. */
const PSS_SHA256 =
  '3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120';

function algorithm(oid: string, scheme: SignatureScheme): AlgorithmIdentifier {
  if (scheme.type !== 'rsa') return new AlgorithmIdentifier({ algorithm: oid });
  const parameters = scheme.padding === 'pss' ? new Uint8Array(decodeHex(PSS_SHA256)).buffer : null;
  return new AlgorithmIdentifier({ algorithm: oid, parameters });
}

function spkiOf({ privateKey }: Holder): Uint8Array {
  const block = findPemBlock(encodePublicKeyPem(privateKey.publicKey));
  if (block === undefined) throw new TypeError('a key without PEM');
  return block.bytes;
}
