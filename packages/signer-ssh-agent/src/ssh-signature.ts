import type { SignatureScheme } from '@intoto/crypto';
import { encodeEcdsaSignature } from '@intoto/crypto/key-parts';

import { readMpint, readSsh, SshWireError } from './ssh-wire.ts';

const COORDINATE_BYTES = { 'P-256': 32, 'P-384': 48, 'P-521': 66 } as const;

/** The name that a signature of a scheme carries (RFC 8332, 5656, 8709); `undefined` for what no agent can make. */
export function sshAlgorithm(scheme: SignatureScheme): string | undefined {
  switch (scheme.type) {
    case 'rsa':
      return sshRsaHash(scheme) === undefined ? undefined : `rsa-sha2-${scheme.hash.slice(3)}`;
    case 'ecdsa':
      return `ecdsa-sha2-nistp${scheme.curve.slice(2)}`;
    case 'ed25519':
      return 'ssh-ed25519';
    default:
      return scheme satisfies never;
  }
}

/** The hash to ask an agent for; `undefined` where there is none to ask for, or where no agent has it. */
export function sshRsaHash(scheme: SignatureScheme): 'sha256' | 'sha512' | undefined {
  if (scheme.type !== 'rsa' || scheme.padding !== 'pkcs1') return undefined;
  return scheme.hash === 'sha256' || scheme.hash === 'sha512' ? scheme.hash : undefined;
}

/**
 * A signature as in-toto has it from one as SSH has it.
 *
 * @param modulusBytes - for RSA: some agents leave zeros in front out.
 * @throws {@link SshWireError} for a malformed signature, and one of another algorithm than the scheme's.
 */
export function readSshSignature(
  signature: Uint8Array,
  scheme: SignatureScheme,
  modulusBytes: number,
): Uint8Array<ArrayBuffer> {
  const reader = readSsh(signature);
  const algorithm = new TextDecoder().decode(reader.string());
  const rest = reader.string();
  reader.end();
  const expected = sshAlgorithm(scheme);
  if (algorithm !== expected) throw new SshWireError(`it is one of "${algorithm}" instead of "${expected}"`);
  switch (scheme.type) {
    case 'rsa':
      return leftPad(rest, modulusBytes);
    case 'ecdsa':
      return readEcdsa(rest, COORDINATE_BYTES[scheme.curve]);
    case 'ed25519':
      return new Uint8Array(rest);
    default:
      return scheme satisfies never;
  }
}

function readEcdsa(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const reader = readSsh(bytes);
  const [r, s] = [readMpint(reader.string(), size), readMpint(reader.string(), size)];
  reader.end();
  return encodeEcdsaSignature(Uint8Array.of(...r, ...s));
}

function leftPad(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  if (bytes.length > length) throw new SshWireError('it is longer than the key');
  const padded = new Uint8Array(length);
  padded.set(bytes, length - bytes.length);
  return padded;
}
