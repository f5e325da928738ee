import {
  createSigner,
  type EcdsaCurve,
  encodePrivateKeyPem,
  encodePublicKeyPem,
  generatePrivateKey,
  type PrivateKey,
  type Signer,
} from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';

/** The kinds of keys that in-toto knows besides OpenPGP's. */
export const KEY_KINDS = ['rsa', 'ecdsa P-256', 'ecdsa P-384', 'ecdsa P-521', 'ed25519'] as const;

export type KeyKind = (typeof KEY_KINDS)[number];

/** A key pair for us, and as PEM for the others. */
export interface KeyPair {
  readonly kind: KeyKind;
  readonly privateKey: PrivateKey;
  readonly signer: Signer;
  /** The material as it stands in `keyval.public`: PEM with a line feed at the end, or hex digits. */
  readonly publicText: string;
  /** PKCS#8. */
  readonly privatePem: string;
  /** SubjectPublicKeyInfo. */
  readonly publicPem: string;
}

/** Makes a new key pair. */
export async function makeKeyPair(kind: KeyKind): Promise<KeyPair> {
  const [type, curve] = kind.split(' ') as ['rsa' | 'ecdsa' | 'ed25519', EcdsaCurve | undefined];
  const privateKey = await generatePrivateKey({ type, curve, backend: nodeBackend });
  const publicText = privateKey.publicKey.keyVal['public'];
  if (typeof publicText !== 'string') throw new TypeError(`${kind} has no public text`);
  return {
    kind,
    publicText,
    privateKey,
    signer: await createSigner(privateKey, { backend: nodeBackend }),
    privatePem: await encodePrivateKeyPem(privateKey, { backend: nodeBackend }),
    publicPem: encodePublicKeyPem(privateKey.publicKey),
  };
}
