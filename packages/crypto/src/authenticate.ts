import type { JsonObject, JsonReadOptions } from '@intoto/encoding';
import type { Authenticated, Metadata, PublicKey } from '@intoto/models';

import { checkSignedBytes, type SignatureCheck } from './check-signature.ts';
import type { CryptoBackend } from './interfaces.ts';
import { keyMaterialId } from './key-material.ts';
import type { OpenPgpSupport } from './openpgp.ts';
import { type OpenedContent, openSignedContent, type SignedForm } from './signed-content.ts';

/** One key and whether its signature counts. */
export interface KeyCheck {
  readonly key: PublicKey;
  readonly check: SignatureCheck;
}

/** Outcome of {@link authenticate}; `checks` has every key asked for, in order. */
export type Authentication<T> =
  | {
      readonly ok: true;
      readonly payload: Authenticated<T>;
      /** The keys whose signatures count, one for each key material. */
      readonly signers: readonly PublicKey[];
      readonly checks: readonly KeyCheck[];
    }
  | { readonly ok: false; readonly checks: readonly KeyCheck[] };

/** What must hold for metadata to be authentic, and what to make of it then. */
export interface AuthenticateOptions<T> {
  /** Who may sign. The caller vouches for them. */
  readonly keys: readonly PublicKey[];
  /** How many keys of different material must have signed; at least 1. */
  readonly threshold: number;
  readonly backend: CryptoBackend;
  /** @defaultValue `'received'` */
  readonly form?: SignedForm | undefined;
  /** Called at most once, with the tree that the verified bytes stand for. */
  readonly parse: (tree: JsonObject) => T;
  /** Verifies what is in OpenPGP form. */
  readonly openpgp?: OpenPgpSupport | undefined;
  /** The time that OpenPGP keys must not have expired by. Needed where `openpgp` is given. */
  readonly now?: Date | undefined;
  /** How to read the JSON of an envelope's payload. */
  readonly read?: JsonReadOptions | undefined;
  /** Spares a second look at large metadata. */
  readonly opened?: OpenedContent<T> | undefined;
}

/**
 * Opens signed metadata: the payload comes out only when enough of the given keys have signed it, and it is the parse
 * of exactly what they signed.
 *
 * @throws TypeError for a threshold that is not a positive integer.
 * @throws what {@link signedBytes} and {@link checkSignature} throw; and, for metadata that is authentic but malformed,
 * what reading the payload or `parse` throws.
 * @example
 * ```ts
 * import { authenticate, createSigner, generatePrivateKey, signMetadata } from '@intoto/crypto';
 * import { nodeBackend as backend } from '@intoto/crypto-node';
 * import { createEnvelope, createLink, encodeLink, parseLink } from '@intoto/models';
 *
 * const privateKey = await generatePrivateKey({ type: 'ed25519', backend });
 * const signer = await createSigner(privateKey, { backend });
 * const signed = await signMetadata(createEnvelope(encodeLink(createLink({ name: 'build' }))), signer);
 *
 * const keys = [privateKey.publicKey];
 * const result = await authenticate(signed, { keys, threshold: 1, backend, parse: parseLink });
 * if (result.ok) console.log(result.payload.name);
 * ```
 */
export async function authenticate<T>(
  metadata: Metadata,
  { keys, threshold, backend, form = 'received', openpgp, now, parse, read, opened }: AuthenticateOptions<T>,
): Promise<Authentication<T>> {
  if (!Number.isSafeInteger(threshold) || threshold < 1) throw new TypeError('threshold must be a positive integer');
  const content = opened ?? openSignedContent(metadata, form);
  const checks: KeyCheck[] = [];
  for (const key of keys) {
    checks.push({ key, check: await checkSignedBytes(content.bytes, metadata, key, { backend, form, openpgp, now }) });
  }
  const signers = withoutRepeats(checks.flatMap(({ key, check }) => (check.ok ? [key] : [])));
  if (signers.length < threshold) return { ok: false, checks };
  const payload = 'payload' in content ? content.payload : parse(content.readTree(read));
  return { ok: true, payload: payload as Authenticated<T>, signers, checks };
}

/** Of the keys with the same material the first. A single key is not looked into, which takes a third of the time of a verification. */
function withoutRepeats(keys: readonly PublicKey[]): readonly PublicKey[] {
  if (keys.length < 2) return keys;
  const byMaterial = new Map<string, PublicKey>();
  for (const key of keys) {
    const material = keyMaterialId(key);
    if (!byMaterial.has(material)) byMaterial.set(material, key);
  }
  return [...byMaterial.values()];
}

/**
 * Marks as authenticated what follows from authenticated values alone: a sublayout's summary link, a link with
 * parameters substituted, what an inspection demanded by a layout found.
 *
 * The caller vouches for it; nothing is checked. `value` must owe nothing to data that no trusted key has signed.
 *
 * @param from - what `value` follows from; at least one.
 * @throws TypeError for an empty `from`.
 */
export function deriveAuthenticated<T>(
  from: Authenticated<unknown> | readonly Authenticated<unknown>[],
  value: T,
): Authenticated<T> {
  if (Array.isArray(from) && from.length === 0) throw new TypeError('from must not be empty');
  return value as Authenticated<T>;
}
