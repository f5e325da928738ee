import { computeKeyId, type CryptoBackend } from '@intoto/crypto';
import type { SslibPublicKey } from '@intoto/models';

/** A key as in-toto-golang names it. */
export interface GolangKeyName {
  readonly keyId: string;
  /** All curves have the scheme of P-256 there. */
  readonly scheme: string;
  /** `keyval.public`: PEM without the last line feed, or hex. */
  readonly publicText: string;
}

/** The key id that in-toto-golang computes from a certificate, by which alone it finds the signature. */
export async function computeGolangKeyId(
  { keyType, keyVal, scheme: own }: SslibPublicKey,
  backend: CryptoBackend,
): Promise<GolangKeyName> {
  const text = keyVal['public'];
  const publicText = typeof text === 'string' ? text.trim() : '';
  const scheme = keyType === 'rsa' ? 'rsassa-pss-sha256' : keyType === 'ecdsa' ? 'ecdsa-sha2-nistp256' : own;
  return { keyId: await computeKeyId({ keyType, scheme, public: publicText }, 'legacy', backend), scheme, publicText };
}
