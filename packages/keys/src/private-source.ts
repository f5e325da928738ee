import type { KeyMaterial } from '@intoto/crypto/key-parts';

/** What a reader of private keys found in a file. */
export interface PrivateSource {
  /** DER PrivateKeyInfo, normalized. */
  readonly pkcs8: Uint8Array;
  /** The public key that the file says is the other half; it is checked. */
  readonly claimed?: KeyMaterial | undefined;
  /** The signature scheme that the file asks for. */
  readonly scheme?: string | undefined;
  /** How the programs that read this kind of file compute key ids. */
  readonly keyId?: 'current' | 'legacy' | undefined;
}
