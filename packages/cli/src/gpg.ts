import { nodeBackend, type PublicKey } from '@intoto/node';

/** Public keys of the user's keyring, with their subkeys, by what `--gpg` says. */
export async function exportGpgKeys(
  keyIds: readonly string[],
  request: { readonly homeDirectory?: string | undefined; readonly profile: 'strict' | 'reference' },
): Promise<readonly PublicKey[]> {
  if (keyIds.length === 0) return [];
  const { exportGpgKey } = await import('@intoto/signer-gpg');
  const keys: PublicKey[] = [];
  // One after the other: gpg may have to wait for its agent.
  for (const keyId of keyIds) keys.push(await exportGpgKey(keyId, { ...request, backend: nodeBackend }));
  return keys;
}
