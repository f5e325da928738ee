import type { DigestAlgorithm, SignatureScheme, SubjectPublicKey } from '@intoto/crypto';

/** Shorter RSA keys have been factored, or will be within the life of a signature. */
const MIN_RSA_BITS = 2048;
/** Longer ones take long to verify with, and nobody has any. */
const MAX_RSA_BITS = 8192;

type CertificateHash = 'sha256' | 'sha384' | 'sha512';

const PKCS1: ReadonlyMap<string, CertificateHash> = new Map<string, CertificateHash>([
  ['1.2.840.113549.1.1.11', 'sha256'],
  ['1.2.840.113549.1.1.12', 'sha384'],
  ['1.2.840.113549.1.1.13', 'sha512'],
]);

const ECDSA: ReadonlyMap<string, CertificateHash> = new Map<string, CertificateHash>([
  ['1.2.840.10045.4.3.2', 'sha256'],
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512'],
]);

const ED25519 = '1.3.101.112';
const PSS = '1.2.840.113549.1.1.10';

/** RSASSA-PSS with one hash throughout and a salt as long as it (RFC 4055); other parameters are refused, as in Go. */
const PSS_PARAMETERS: ReadonlyMap<string, CertificateHash> = new Map(
  (['sha256', 'sha384', 'sha512'] as const).map((hash) => [pssParameters(hash), hash]),
);

/** Names for messages about algorithms that are refused. */
const WEAK: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.2', 'RSA with MD2'],
  ['1.2.840.113549.1.1.4', 'RSA with MD5'],
  ['1.2.840.113549.1.1.5', 'RSA with SHA-1'],
  ['1.3.14.3.2.29', 'RSA with SHA-1'],
  ['1.2.840.10045.4.1', 'ECDSA with SHA-1'],
  ['1.2.840.10040.4.3', 'DSA with SHA-1'],
]);

/** How an issuer with this key makes the signature that a certificate names; `undefined` where it does not, or must not. */
export function resolveSignature(
  oid: string,
  parameters: string,
  issuer: SubjectPublicKey,
): SignatureScheme | undefined {
  switch (issuer.type) {
    case 'rsa': {
      if (describeUnfitKey(issuer) !== undefined) return undefined;
      const hash: DigestAlgorithm | undefined = oid === PSS ? PSS_PARAMETERS.get(parameters) : PKCS1.get(oid);
      return hash === undefined ? undefined : { type: 'rsa', padding: oid === PSS ? 'pss' : 'pkcs1', hash };
    }
    case 'ecdsa': {
      const hash = ECDSA.get(oid);
      return hash === undefined ? undefined : { type: 'ecdsa', curve: issuer.curve, hash };
    }
    case 'ed25519':
      return oid === ED25519 ? { type: 'ed25519' } : undefined;
    default:
      return issuer satisfies never;
  }
}

/** Completes "its signature is …"; `undefined` for an algorithm that is strong and supported. */
export function describeWeakSignature(oid: string, parameters: string): string | undefined {
  if (PKCS1.has(oid) || ECDSA.has(oid) || oid === ED25519) return undefined;
  if (oid === PSS) return PSS_PARAMETERS.has(parameters) ? undefined : 'RSA-PSS with parameters that are not supported';
  const weak = WEAK.get(oid);
  return weak === undefined ? `of an algorithm that is not supported (${oid})` : `${weak}, which can be forged`;
}

/** Completes "its key …"; `undefined` for a key that is neither too short nor too long. */
export function describeUnfitKey(key: SubjectPublicKey): string | undefined {
  if (key.type !== 'rsa' || (key.bits >= MIN_RSA_BITS && key.bits <= MAX_RSA_BITS)) return undefined;
  return `has ${String(key.bits)} bits, and not ${String(MIN_RSA_BITS)} to ${String(MAX_RSA_BITS)}`;
}

/** DER in hex: the hash, MGF1 with it, the length of the salt. */
function pssParameters(hash: CertificateHash): string {
  const [digit, saltLength] = { sha256: ['1', '20'], sha384: ['2', '30'], sha512: ['3', '40'] }[hash] as [
    string,
    string,
  ];
  const algorithm = `300d060960864801650304020${digit}0500`;
  return `3034a00f${algorithm}a11c301a06092a864886f70d010108${algorithm}a2030201${saltLength}`;
}
