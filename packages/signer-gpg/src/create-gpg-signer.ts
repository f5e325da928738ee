import type { OpenPgpSignature, OpenPgpSigner } from '@intoto/crypto';
import { readDetachedSignature } from '@intoto/openpgp';

import { exportGpgKey, type ExportGpgKeyOptions } from './export-gpg-key.ts';
import { GpgError } from './gpg-error.ts';
import { runGpg } from './run-gpg.ts';

/** Which key signs. */
export interface GpgSignerOptions extends ExportGpgKeyOptions {
  /** Whatever gpg takes for a key, best its fingerprint. @defaultValue the keyring's default key */
  readonly keyId?: string | undefined;
}

/**
 * Signs through the user's gpg: with keys of its keyring, its agent, or a smart card. gpg chooses the subkey; an exclamation mark
 * after the id of one makes it take that very one.
 *
 * What it yields is byte for byte what the Python reference writes for the same signature. Signing rejects with a
 * {@link GpgError}, or an `OpenPgpError` where gpg signs in a way that in-toto does not know.
 *
 * @example
 * ```ts no-run
 * import { signMetadata } from '@intoto/crypto';
 * import { nodeBackend as backend } from '@intoto/crypto-node';
 * import type { Metablock } from '@intoto/models';
 * import { createGpgSigner } from '@intoto/signer-gpg';
 *
 * declare const layout: Metablock;
 * const signed = await signMetadata(layout, createGpgSigner({ backend }));
 * ```
 */
export function createGpgSigner(options: GpgSignerOptions): OpenPgpSigner {
  const { keyId: ownKeyId } = options;
  return Object.freeze<OpenPgpSigner>({
    kind: 'openpgp',
    keyId: ownKeyId,
    sign: async (data, keyId = ownKeyId) => sign(data, keyId, options),
    exportPublicKey: async (keyId) => exportGpgKey(keyId, options),
  });
}

async function sign(data: Uint8Array, keyId: string | undefined, options: GpgSignerOptions): Promise<OpenPgpSignature> {
  const user = keyId === undefined || keyId === '' ? [] : [`--local-user=${keyId}`];
  const written = await runGpg(['--detach-sign', '--digest-algo', 'SHA256', ...user], data, options);
  const { issuerFingerprint, issuerKeyId = '', signature, otherHeaders } = readDetachedSignature(written);
  return { keyId: issuerFingerprint ?? (await findFingerprint(issuerKeyId, options)), signature, otherHeaders };
}

/** For gpg before 2.1, which tells only the end of the fingerprint. */
async function findFingerprint(keyId: string, options: GpgSignerOptions): Promise<string> {
  const key = await exportGpgKey(keyId, options);
  const fingerprint = [key.keyId, ...key.subkeys.keys()].find((candidate) => candidate.endsWith(keyId));
  if (fingerprint !== undefined) return fingerprint;
  throw new GpgError(`The keyring has no public key ${keyId}, with which gpg signed.`, {
    code: 'ERR_GPG_KEY_NOT_FOUND',
    details: { keyId },
  });
}
