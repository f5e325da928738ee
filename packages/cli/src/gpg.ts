import { type MetadataSigner, nodeBackend, type PublicKey } from '@intoto/node';

/** What `--gpg` and `--gpg-home` say. */
export interface GpgRequest {
  /** @defaultValue the keyring's default key */
  readonly keyId?: string | undefined;
  readonly homeDirectory?: string | undefined;
  /** How keys are read: as the reference reads them, or as RFC 4880 says. */
  readonly profile: 'strict' | 'reference';
}

/** A signer that asks the user's gpg. The package for that is loaded only here. */
export async function createGpgSigner(request: GpgRequest): Promise<MetadataSigner> {
  const { createGpgSigner: create } = await import('@intoto/signer-gpg');
  return create({ ...request, backend: nodeBackend });
}

/** Public keys of the user's keyring, with their subkeys, by what `--gpg` says. */
export async function exportGpgKeys(
  keyIds: readonly string[],
  request: Omit<GpgRequest, 'keyId'>,
): Promise<readonly PublicKey[]> {
  if (keyIds.length === 0) return [];
  const { exportGpgKey } = await import('@intoto/signer-gpg');
  const keys: PublicKey[] = [];
  // One after the other: gpg may have to wait for its agent.
  for (const keyId of keyIds) keys.push(await exportGpgKey(keyId, { ...request, backend: nodeBackend }));
  return keys;
}
