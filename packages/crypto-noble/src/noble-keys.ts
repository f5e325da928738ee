import { CryptoError, type SignatureScheme, type Verifier } from '@intoto/crypto';
import {
  encodePrivateKeyInfo,
  encodeSpki,
  type KeyMaterial,
  parseSpki,
  type PrivateKeyParts,
  readPrivateKeyInfo,
} from '@intoto/crypto/key-parts';

import { unsupported } from './unsupported.ts';

// Each curve is loaded where it is needed, so that a bundler can split them off.
const loadEd25519 = () => import('./ed25519.ts');
const loadEcdsa = () => import('./ecdsa.ts');

export async function createNobleVerifier(scheme: SignatureScheme, spki: Uint8Array): Promise<Verifier> {
  if (scheme.type === 'rsa') return unsupported('RSA');
  const material = readPublicKey(spki);
  if (scheme.type === 'ed25519' && material.type === 'ed25519') {
    const point = new Uint8Array(material.point);
    const { verifyEd25519 } = await loadEd25519();
    return { verify: async (data, signature) => verifyEd25519(point, data, signature) };
  }
  if (scheme.type === 'ecdsa' && material.type === 'ecdsa' && material.curve === scheme.curve) {
    const point = new Uint8Array(material.point);
    const { isPoint, verifyEcdsa } = await loadEcdsa();
    if (!isPoint(scheme.curve, point)) throw unusable(`The public key is not a point on ${scheme.curve}`);
    return { verify: async (data, signature) => verifyEcdsa(scheme.curve, point, data, signature) };
  }
  throw unfit(scheme, material);
}

export async function createNobleSign(
  scheme: SignatureScheme,
  pkcs8: Uint8Array,
): Promise<(data: Uint8Array) => Promise<Uint8Array>> {
  if (scheme.type === 'rsa') return unsupported('RSA');
  const parts = readPrivateKeyInfo(pkcs8);
  if (scheme.type === 'ed25519' && parts.type === 'ed25519') {
    const secret = new Uint8Array(parts.secret);
    const { signEd25519 } = await loadEd25519();
    return async (data) => signEd25519(secret, data);
  }
  if (scheme.type === 'ecdsa' && parts.type === 'ecdsa' && parts.curve === scheme.curve) {
    const secret = await ecdsaSecret(parts);
    const { signEcdsa } = await loadEcdsa();
    return async (data) => signEcdsa(scheme.curve, secret, data);
  }
  throw unfit(scheme, parts);
}

export async function derivePublicKey(pkcs8: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const parts = readPrivateKeyInfo(pkcs8);
  if (parts.type === 'rsa') return unsupported('RSA');
  if (parts.type === 'ed25519') {
    const secret = new Uint8Array(parts.secret);
    const { deriveEd25519 } = await loadEd25519();
    return encodeSpki({ type: 'ed25519', point: deriveEd25519(secret) });
  }
  const { curve } = parts;
  const secret = await ecdsaSecret(parts);
  const { deriveEcdsa } = await loadEcdsa();
  return encodeSpki({ type: 'ecdsa', curve, point: deriveEcdsa(curve, secret) });
}

export async function generateKey(scheme: SignatureScheme): Promise<Uint8Array<ArrayBuffer>> {
  switch (scheme.type) {
    case 'rsa':
      return unsupported('RSA');
    case 'ed25519':
      return encodePrivateKeyInfo({ type: 'ed25519', secret: (await loadEd25519()).generateEd25519() });
    case 'ecdsa': {
      const { curve } = scheme;
      return encodePrivateKeyInfo({ type: 'ecdsa', curve, secret: (await loadEcdsa()).generateEcdsa(curve) });
    }
    default:
      return scheme satisfies never;
  }
}

async function ecdsaSecret({ curve, ...parts }: Extract<PrivateKeyParts, { type: 'ecdsa' }>): Promise<Uint8Array> {
  // Before anything is waited for: the caller may wipe its bytes meanwhile.
  const secret = new Uint8Array(parts.secret);
  const { isSecret } = await loadEcdsa();
  if (!isSecret(curve, secret)) throw unusable(`The private key is no number below the order of ${curve}`);
  return secret;
}

function readPublicKey(spki: Uint8Array): KeyMaterial {
  try {
    return parseSpki(spki);
  } catch (cause) {
    throw CryptoError.is(cause) ? unusable(cause.message, cause) : cause;
  }
}

function unfit(scheme: SignatureScheme, key: { readonly type: string; readonly curve?: string }): CryptoError {
  const actual = key.curve ?? key.type;
  return unusable(
    `The scheme needs a key of type "${'curve' in scheme ? scheme.curve : scheme.type}", not "${actual}"`,
  );
}

function unusable(message: string, cause?: unknown): CryptoError {
  return new CryptoError(message, { code: 'ERR_KEY_UNUSABLE', cause });
}
