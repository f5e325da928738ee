import type { EcdsaCurve } from './interfaces.ts';
import { encodeSpki, parseSpki } from './public-key-info.ts';

/** A public key as a certificate holds it. */
export type SubjectPublicKey = {
  /** DER SubjectPublicKeyInfo in the form that `CryptoBackend.createVerifier` takes. */
  readonly spki: Uint8Array<ArrayBuffer>;
} & (
  | {
      readonly type: 'rsa';
      /** Of the modulus. */
      readonly bits: number;
    }
  | { readonly type: 'ecdsa'; readonly curve: EcdsaCurve }
  | { readonly type: 'ed25519' }
);

/**
 * Reads a SubjectPublicKeyInfo (RFC 5280) for those who bring the scheme themselves.
 *
 * @param der - what a certificate holds
 * @throws {@link CryptoError} `ERR_KEY_FORMAT`, `ERR_KEY_UNUSABLE`, `ERR_CRYPTO_UNSUPPORTED`.
 */
export function readSubjectPublicKey(der: Uint8Array): SubjectPublicKey {
  const material = parseSpki(der);
  const spki = encodeSpki(material);
  switch (material.type) {
    case 'rsa': {
      const { modulus } = material;
      return { type: 'rsa', spki, bits: modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24 };
    }
    case 'ecdsa':
      return { type: 'ecdsa', spki, curve: material.curve };
    case 'ed25519':
      return { type: 'ed25519', spki };
    default:
      return material satisfies never;
  }
}
