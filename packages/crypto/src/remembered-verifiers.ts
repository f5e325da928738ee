import type { SslibPublicKey } from '@intoto/models';

import type { CryptoBackend, Verifier } from './interfaces.ts';

/** A layout seldom names more keys; then the reading begins anew. */
const MAX_REMEMBERED = 100;
/** An RSA key of 16384 bits has 2,900 characters as PEM. */
const MAX_CHARACTERS = 8000;

/** Verifiers by what they are made from, all of it: a key that somebody changes is another key. */
const remembered = new WeakMap<CryptoBackend, Map<string, Promise<Verifier>>>();

/**
 * The verifier that `make` makes of a key, or the one that it made of the same material before, or is making: reading a key takes
 * longer than verifying with it, and a chain asks the same few keys for every link. Failures are not remembered.
 */
export async function rememberVerifier(
  { keyType, scheme, keyVal }: SslibPublicKey,
  backend: CryptoBackend,
  make: () => Promise<Verifier>,
): Promise<Verifier> {
  const text = keyVal['public'];
  if (typeof text !== 'string' || text.length > MAX_CHARACTERS) return make();
  const id = JSON.stringify([keyType, scheme, text]);
  let all = remembered.get(backend);
  const known = all?.get(id);
  if (known !== undefined) return known;
  if (all === undefined || all.size >= MAX_REMEMBERED) remembered.set(backend, (all = new Map()));
  const verifiers = all;
  const verifier = make();
  verifiers.set(id, verifier);
  verifier.catch(() => verifiers.delete(id));
  return verifier;
}
