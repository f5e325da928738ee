import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';

import { CryptoError, type EcdsaCurve } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';

import { readSsh, type SshReader, SshWireError } from './ssh-wire.ts';

/** An RSA key of 16384 bits has 2 kB; nothing longer can verify anything. */
const MAX_BLOB_BYTES = 4096;

const CURVES: ReadonlyMap<string, EcdsaCurve> = new Map([
  ['nistp256', 'P-256'],
  ['nistp384', 'P-384'],
  ['nistp521', 'P-521'],
]);

/** Names of types are no longer (RFC 4251, section 6). */
const MAX_TYPE_BYTES = 64;

/** The name of a public key's type, e.g. `ssh-ed25519`; empty where there is none. */
export function readSshKeyType(blob: Uint8Array): string {
  try {
    return new TextDecoder().decode(readSsh(blob).string().subarray(0, MAX_TYPE_BYTES));
  } catch {
    return '';
  }
}

/** As `ssh-keygen -l` prints it: SHA-256 of the public key in base64 without padding. */
export function fingerprint(blob: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replaceAll('=', '')}`;
}

/**
 * The DER SubjectPublicKeyInfo of a public key in the encoding of SSH (RFC 4253, 5656, 8709).
 * @throws {@link CryptoError} `ERR_CRYPTO_UNSUPPORTED` for a type that in-toto has no scheme for, `ERR_KEY_UNUSABLE` for a
 * malformed key.
 */
export function sshKeyToSpki(blob: Uint8Array): Uint8Array<ArrayBuffer> {
  const type = readSshKeyType(blob);
  try {
    if (blob.length > MAX_BLOB_BYTES) throw new SshWireError('it is too long');
    const reader = readSsh(blob);
    reader.string();
    const jwk = readJwk(type, reader);
    reader.end();
    return new Uint8Array(createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'der', type: 'spki' }));
  } catch (cause) {
    if (cause instanceof CryptoError) throw cause;
    const reason = cause instanceof SshWireError ? cause.message : 'OpenSSL cannot read it';
    throw new CryptoError(`The public key of type ${quoteText(type)} is malformed: ${reason}`, {
      code: 'ERR_KEY_UNUSABLE',
      cause,
    });
  }
}

function readJwk(type: string, reader: SshReader): JsonWebKey {
  if (type === 'ssh-ed25519') return { kty: 'OKP', crv: 'Ed25519', x: base64Url(reader.string()) };
  if (type === 'ssh-rsa') {
    const e = base64Url(reader.string());
    return { kty: 'RSA', n: base64Url(reader.string()), e };
  }
  if (type.startsWith('ecdsa-sha2-')) {
    const name = new TextDecoder().decode(reader.string());
    const crv = CURVES.get(name);
    if (crv !== undefined && type === `ecdsa-sha2-${name}`) return readPoint(crv, reader.string());
  }
  throw unsupported(type);
}

function readPoint(crv: EcdsaCurve, point: Uint8Array): JsonWebKey {
  const half = (point.length - 1) / 2;
  if (point[0] !== 4 || !Number.isInteger(half)) throw new SshWireError('it is no uncompressed point');
  return { kty: 'EC', crv, x: base64Url(point.subarray(1, 1 + half)), y: base64Url(point.subarray(1 + half)) };
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function unsupported(type: string): CryptoError {
  const why = type.startsWith('sk-')
    ? ': a FIDO key signs a counter and more besides the data, which in-toto has no scheme for'
    : type.includes('-cert-')
      ? ': a certificate; use the plain key'
      : '';
  return new CryptoError(`SSH keys of the type ${quoteText(type)} cannot sign in-toto metadata${why}`, {
    code: 'ERR_CRYPTO_UNSUPPORTED',
    details: { type },
  });
}
