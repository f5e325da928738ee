import type { DocumentSource } from './document-source.ts';

/** A public key for a driver: a path or document of PEM, by default with the key id of the peer's own convention. */
export type KeySource =
  | string
  | (DocumentSource & {
      readonly scheme?: string | undefined;
      /** Read as in-toto 2.1 and older did (only the peer `python-2.3`): `rsa`, `ed25519` or `ecdsa`. */
      readonly legacy?: string | undefined;
    })
  /** From a keyring (Python only). */
  | { readonly gpg: string; readonly home?: string | undefined }
  /** The key object itself, as it stands in layouts. */
  | { readonly object: object };

/** A private key for a driver. */
export type SignerSource =
  | string
  | (DocumentSource & {
      readonly password?: string | undefined;
      readonly scheme?: string | undefined;
      readonly legacy?: string | undefined;
    })
  | { readonly gpg: string; readonly home?: string | undefined };
