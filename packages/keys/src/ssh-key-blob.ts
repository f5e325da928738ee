import type { EcdsaCurve } from '@intoto/crypto';
import { encodeSpki, type KeyMaterial, parseSpki } from '@intoto/crypto/key-parts';

import { malformed, unsupported } from './failures.ts';
import { createSshReader, encodeSshNumber, encodeSshStrings, type SshReader } from './ssh-wire.ts';

const CURVES: ReadonlyMap<string, EcdsaCurve> = new Map<string, EcdsaCurve>([
  ['nistp256', 'P-256'],
  ['nistp384', 'P-384'],
  ['nistp521', 'P-521'],
]);

/** The kinds of SSH key that can sign for in-toto, by the name that RFC 4253, 5656 and 8709 give them. */
export const SSH_KEY_TYPES: readonly string[] = [
  'ssh-rsa',
  'ssh-ed25519',
  ...[...CURVES.keys()].map((name) => `ecdsa-sha2-${name}`),
];

/**
 * Reads the public key that SSH programs exchange (RFC 4253, 6.6): the base64 of `authorized_keys`.
 * @throws CryptoError `ERR_KEY_FORMAT`, `ERR_KEY_UNUSABLE`, `ERR_CRYPTO_UNSUPPORTED`.
 */
export function parseSshKeyBlob(blob: Uint8Array, what: string): KeyMaterial {
  const reader = createSshReader(blob, what);
  const material = readSshMaterial(reader, reader.name(), what);
  if (reader.left > 0) throw malformed(what, 'there are bytes after its end');
  return material;
}

/** Reads what follows the type of a public key. */
export function readSshMaterial(reader: SshReader, type: string, what: string): KeyMaterial {
  assertSshKeyType(type);
  if (type === 'ssh-ed25519') return checked({ type: 'ed25519', point: reader.bytes() });
  if (type === 'ssh-rsa') {
    const exponent = reader.number();
    return checked({ type: 'rsa', exponent, modulus: reader.number() });
  }
  return checked({ type: 'ecdsa', curve: readSshCurve(reader, type, what), point: reader.bytes() });
}

/** The curve, which an elliptic curve key names twice. */
export function readSshCurve(reader: SshReader, type: string, what: string): EcdsaCurve {
  const name = reader.name();
  const curve = CURVES.get(name);
  if (curve === undefined || type !== `ecdsa-sha2-${name}`) throw malformed(what, 'it names two curves');
  return curve;
}

/** @throws CryptoError `ERR_CRYPTO_UNSUPPORTED` with the reason. */
export function assertSshKeyType(type: string): void {
  if (SSH_KEY_TYPES.includes(type)) return;
  if (type.includes('-cert-')) throw unsupported(`an SSH certificate (${type})`);
  if (type.startsWith('sk-')) throw unsupported(`a FIDO security key (${type}), which signs more than it is given`);
  throw unsupported(type === 'ssh-dss' ? 'DSA (ssh-dss)' : `the SSH key type "${type}"`);
}

/** The name and the bytes under which SSH programs know a key. */
export function encodeSshKeyBlob(material: KeyMaterial): { readonly type: string; readonly blob: Uint8Array } {
  switch (material.type) {
    case 'rsa': {
      const numbers = [material.exponent, material.modulus].map(encodeSshNumber);
      return { type: 'ssh-rsa', blob: encodeSshStrings('ssh-rsa', ...numbers) };
    }
    case 'ecdsa': {
      const curve = `nistp${material.curve.slice(2)}`;
      const type = `ecdsa-sha2-${curve}`;
      return { type, blob: encodeSshStrings(type, curve, material.point) };
    }
    case 'ed25519':
      return { type: 'ssh-ed25519', blob: encodeSshStrings('ssh-ed25519', material.point) };
    default:
      return material satisfies never;
  }
}

/** Lets the rules for public keys of any form decide. */
function checked(material: KeyMaterial): KeyMaterial {
  return parseSpki(encodeSpki(material));
}
