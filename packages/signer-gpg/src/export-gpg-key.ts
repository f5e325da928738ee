import type { CryptoBackend } from '@intoto/crypto';
import type { GpgPublicKey } from '@intoto/models';
import { type KeyProfile, loadOpenPgpKey } from '@intoto/openpgp';

import { GpgError } from './gpg-error.ts';
import type { GpgOptions } from './gpg-options.ts';
import { runGpg } from './run-gpg.ts';

/** How to read a key of the keyring. */
export interface ExportGpgKeyOptions extends GpgOptions {
  readonly backend: CryptoBackend;
  /** How self-signatures are read; see `loadOpenPgpKey` of `@intoto/openpgp`. @defaultValue `'strict'` */
  readonly profile?: KeyProfile | undefined;
}

/**
 * Exports a public key of the user's keyring into the form that layouts have.
 *
 * @param keyId - of the key or of one of its subkeys: hex digits at the end of the fingerprint
 * @returns the whole key, also where `keyId` is that of a subkey
 * @throws {@link GpgError}; `OpenPgpError` for a key that in-toto does not know, or that is revoked
 * @example
 * ```ts no-run
 * import { nodeBackend as backend } from '@intoto/crypto-node';
 * import { exportGpgKey } from '@intoto/signer-gpg';
 *
 * const key = await exportGpgKey('8465a1e2e0fb2b40adb2478e18fb3f537e0c8a17', { backend });
 * ```
 */
export async function exportGpgKey(
  keyId: string,
  { backend, profile, ...options }: ExportGpgKeyOptions,
): Promise<GpgPublicKey> {
  const exported = await runGpg(['--export', '--', keyId], new Uint8Array(), options);
  if (exported.length > 0) return loadOpenPgpKey(exported, { backend, keyId, profile });
  throw new GpgError(`The keyring has no public key ${JSON.stringify(keyId)}.`, {
    code: 'ERR_GPG_KEY_NOT_FOUND',
    details: { keyId },
  });
}
