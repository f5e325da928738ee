import { createPublicKey } from 'node:crypto';

import { createVerifier, resolveScheme, type Signer } from '@intoto/crypto';

import type { AgentAddress } from './agent-connection.ts';
import { listIdentities, requestSignature } from './agent-messages.ts';
import { type SelectedKey, selectKey, type SshAgentKeyOptions } from './select-key.ts';
import { SshAgentError } from './ssh-agent-error.ts';
import { readSshSignature, sshRsaHash } from './ssh-signature.ts';
import { SshWireError } from './ssh-wire.ts';

/** Which agent, which of its keys, and how the key signs. */
export interface SshAgentSignerOptions extends SshAgentKeyOptions {
  /**
   * Path of the agent's Unix socket, or of its named pipe on Windows.
   * @defaultValue the environment variable `SSH_AUTH_SOCK`; on Windows the pipe of OpenSSH's service
   */
  readonly socketPath?: string | undefined;
  /** Milliseconds for each answer; the agent may have to ask its user. @defaultValue 60 000 */
  readonly timeoutMs?: number | undefined;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const WINDOWS_PIPE = String.raw`\\.\pipe\openssh-ssh-agent`;

/**
 * Makes a signer of a key in a running ssh-agent, which signs without handing the key out.
 * Every signature is verified before it is returned.
 *
 * @throws {@link SshAgentError} with any of its codes; `CryptoError` from `@intoto/crypto`: `ERR_CRYPTO_UNSUPPORTED` for a key
 * or scheme that an agent cannot sign with (RSA-PSS, FIDO keys), `ERR_KEY_UNUSABLE`, `ERR_KEY_FORMAT`.
 */
export async function createSshAgentSigner(options: SshAgentSignerOptions): Promise<Signer> {
  const address: AgentAddress = {
    socketPath: findSocket(options.socketPath),
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  };
  const key = await selectKey(await listIdentities(address), options);
  const { publicKey, blob, spki } = key;
  const scheme = resolveScheme(publicKey.keyType, publicKey.scheme);
  if (scheme === undefined) throw new TypeError('selectKey returned a key without a scheme');
  const verifier = await createVerifier(publicKey, options);
  const bits = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).asymmetricKeyDetails;
  const modulusBytes = Math.ceil((bits?.modulusLength ?? 0) / 8);
  return {
    publicKey,
    async sign(received) {
      const data = new Uint8Array(received);
      const answer = await requestSignature(address, { blob, data, rsaHash: sshRsaHash(scheme) });
      const signature = readOrExplain(() => readSshSignature(answer, scheme, modulusBytes), key);
      if (await verifier.verify(data, signature)) return signature;
      throw badSignature(key, 'does not verify');
    },
  };
}

function findSocket(given: string | undefined): string {
  const path = given ?? process.env['SSH_AUTH_SOCK'] ?? '';
  if (path !== '') return path;
  if (process.platform === 'win32') return WINDOWS_PIPE;
  throw new SshAgentError(
    'No ssh-agent is running here: SSH_AUTH_SOCK is not set. Start one (eval "$(ssh-agent)"), or name its socket.',
    { code: 'ERR_SSH_AGENT_ABSENT' },
  );
}

function readOrExplain<T>(read: () => T, key: SelectedKey): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof SshWireError)) throw cause;
    throw badSignature(key, `cannot be used: ${cause.message}`, cause);
  }
}

function badSignature({ publicKey: { keyId } }: SelectedKey, what: string, cause?: unknown): SshAgentError {
  return new SshAgentError(`The signature that the ssh-agent made with the key ${keyId} ${what}.`, {
    code: 'ERR_SSH_AGENT_SIGNATURE',
    details: { keyId },
    cause,
  });
}
