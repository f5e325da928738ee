import type { SslibPublicKey } from '@intoto/models';

/** Signs with one private key, wherever that key lives. */
export interface Signer {
  /** Stands in metadata for the private key; its `keyId` names the signatures. */
  readonly publicKey: SslibPublicKey;
  /**
   * Signs `data`, which the signer hashes itself as its scheme says, and must not change or keep. What counts is what it
   * held when this was called.
   * @returns the raw signature bytes in the scheme's own encoding: RSA big-endian, ECDSA ASN.1 DER, Ed25519 64 bytes.
   */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/** Verifies signatures of one public key. */
export interface Verifier {
  /**
   * Resolves to `false` for every signature that does not verify, whatever its bytes or length.
   * Rejects only for an outside failure. Does not change or keep its arguments; what counts is what they held when this
   * was called.
   */
  verify(data: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

/** Digest algorithms, by the names used in digest sets. */
export type DigestAlgorithm = 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** What a {@link Hasher} may compute besides: names of digest sets (in-toto attestation framework, DigestSet). */
export type HashAlgorithm =
  | DigestAlgorithm
  | 'sha512_224'
  | 'sha512_256'
  | 'sha3_224'
  | 'sha3_256'
  | 'sha3_384'
  | 'sha3_512'
  | 'blake2b'
  | 'blake2s';

/** Hashes a stream of bytes. Used once. */
export interface Hasher {
  /** Takes the next bytes, of any number. */
  update(chunk: Uint8Array): void;
  /** Ends the stream; the hasher is of no use afterwards. */
  digest(): Uint8Array;
}

/**
 * How a key signs, resolved from `keytype` and `scheme`.
 *
 * RSA-PSS (RFC 8017) uses MGF1 with the same hash; signatures are made with a salt as long as the digest and verify with
 * a salt of any length. ECDSA signatures are ASN.1 DER and may have either of the two values of `s`.
 */
export type SignatureScheme =
  | { readonly type: 'rsa'; readonly padding: 'pss' | 'pkcs1'; readonly hash: DigestAlgorithm }
  | { readonly type: 'ecdsa'; readonly curve: EcdsaCurve; readonly hash: 'sha256' | 'sha384' | 'sha512' }
  | { readonly type: 'ed25519' };

/** The elliptic curves of ECDSA keys, by their NIST names. */
export type EcdsaCurve = 'P-256' | 'P-384' | 'P-521';

/** PBES2 encryption of a PKCS#8 key (RFC 8018): key derivation and cipher. */
export interface Pbes2Parameters {
  readonly kdf:
    | {
        readonly name: 'pbkdf2';
        readonly salt: Uint8Array;
        readonly iterations: number;
        /** Of the HMAC. */
        readonly hash: 'sha1' | DigestAlgorithm;
      }
    | {
        readonly name: 'scrypt';
        readonly salt: Uint8Array;
        readonly n: number;
        readonly r: number;
        readonly p: number;
      };
  readonly cipher: 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc';
  /** 16 bytes. */
  readonly iv: Uint8Array;
}

/**
 * The arithmetic behind keys: an immutable value that callers pass as an argument.
 * What a backend cannot do it refuses with a `CryptoError` of code `ERR_CRYPTO_UNSUPPORTED`.
 * It changes and keeps none of the bytes that it is given, and takes no notice of what becomes of them after a call.
 */
export interface CryptoBackend {
  /** For error messages, e.g. `node`. */
  readonly name: string;
  /** The digest of bytes that are all there. */
  digest(algorithm: DigestAlgorithm, data: Uint8Array): Promise<Uint8Array>;
  /** A hasher for bytes that come piece by piece. Throws `ERR_CRYPTO_UNSUPPORTED` where there is none. */
  createHasher(algorithm: HashAlgorithm): Hasher;
  /**
   * Prepares a public key. Rejects with `ERR_KEY_UNUSABLE` for one that is malformed or not of the scheme.
   * @param spki - DER SubjectPublicKeyInfo (RFC 5280) with named curves and uncompressed points.
   */
  createVerifier(scheme: SignatureScheme, spki: Uint8Array): Promise<Verifier>;
  /**
   * Prepares a private key. Resolves to the function behind `Signer.sign`.
   * Rejects with `ERR_KEY_UNUSABLE` for a key that is malformed or not of the scheme.
   * @param pkcs8 - DER PrivateKeyInfo (RFC 5208) without the public key.
   */
  createSign(scheme: SignatureScheme, pkcs8: Uint8Array): Promise<(data: Uint8Array) => Promise<Uint8Array>>;
  /** The DER SubjectPublicKeyInfo that belongs to a DER PrivateKeyInfo. Rejects with `ERR_KEY_UNUSABLE`. */
  derivePublicKey(pkcs8: Uint8Array): Promise<Uint8Array>;
  /** Resolves to a new key as DER PrivateKeyInfo. RSA keys have 3072 bits. */
  generateKey(scheme: SignatureScheme): Promise<Uint8Array>;
  /**
   * Resolves to the plaintext; rejects with `ERR_KEY_PASSWORD` where the padding is wrong.
   * @param parameters - their cost has been bounded already.
   */
  decryptPbes2(parameters: Pbes2Parameters, ciphertext: Uint8Array, password: Uint8Array): Promise<Uint8Array>;
  /** The inverse of {@link CryptoBackend.decryptPbes2}. */
  encryptPbes2(parameters: Pbes2Parameters, plaintext: Uint8Array, password: Uint8Array): Promise<Uint8Array>;
  /** `length` cryptographically random bytes. */
  randomBytes(length: number): Uint8Array;
}
