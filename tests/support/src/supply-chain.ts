import { createSigner, generatePrivateKey, isOpenPgpSigner, type MetadataSigner, type Signer } from '@intoto/crypto';
import { webBackend as backend } from '@intoto/crypto-web';
import { createJsonObject } from '@intoto/encoding';
import type { ArtifactMap, PublicKey } from '@intoto/models';

/** The time that chains are verified for, and when their layouts expire. */
export const NOW: Date = new Date('2026-06-01T12:00:00Z');
export const EXPIRES = '2030-01-01T00:00:00Z';

/** Makes a functionary: a key pair of their own. */
export async function createSignerOf(): Promise<Signer> {
  return createSigner(await generatePrivateKey({ type: 'ecdsa', backend }), { backend });
}

/** The project owner and functionaries, with new keys in every run. */
export const owner: Signer = await createSignerOf();
export const bob: Signer = await createSignerOf();
export const carl: Signer = await createSignerOf();
export const dan: Signer = await createSignerOf();

/** The id of a functionary's key. */
export function idOf(signer: MetadataSigner): string {
  return isOpenPgpSigner(signer) ? (signer.keyId ?? '') : signer.publicKey.keyId;
}

/** Keys by their ids. */
export function keysOf(...signers: readonly Signer[]): ReadonlyMap<string, PublicKey> {
  return new Map(signers.map(({ publicKey }) => [publicKey.keyId, publicKey]));
}

/** Artifacts whose content is their digest. */
export function artifacts(contents: Readonly<Record<string, string>>): ArtifactMap {
  return new Map(
    Object.entries(contents).map(([name, sha256]) => [
      name,
      createJsonObject([['sha256', sha256]]) as { sha256: string },
    ]),
  );
}
