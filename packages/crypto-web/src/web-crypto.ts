import { CryptoError, type DigestAlgorithm } from '@intoto/crypto';

/**
 * WebCrypto's operations. Asked for when they are needed, not when the module is loaded: pages without a secure context
 * have none.
 * @throws {@link CryptoError} `ERR_CRYPTO_UNSUPPORTED`.
 */
export function subtle(): SubtleCrypto {
  const operations = (globalThis as { crypto?: Partial<Crypto> }).crypto?.subtle;
  return operations ?? unsupported('operations here: pages must come by HTTPS or from this machine');
}

/** WebCrypto's name of a hash; it has no SHA-224. */
export function hashName(algorithm: 'sha1' | DigestAlgorithm): string {
  const [, size] = /^sha(1|256|384|512)$/.exec(algorithm) ?? unsupported(algorithm);
  return `SHA-${String(size)}`;
}

/** Refuses what WebCrypto cannot do, in general or in this browser. */
export function unsupported(what: string, cause?: unknown): never {
  throw new CryptoError(`WebCrypto has no ${what}`, { code: 'ERR_CRYPTO_UNSUPPORTED', cause });
}

/** WebCrypto says so where it lacks an algorithm; of keys that are no good it says something else. */
export function isNotSupported(error: unknown): boolean {
  return (error as { name?: unknown } | null)?.name === 'NotSupportedError';
}

/** WebCrypto wants bytes that no other thread can change, and works on them later. */
export function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
