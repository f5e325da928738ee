import {
  type CryptoBackend,
  CryptoError,
  type KeyIdStyle,
  keyMaterialId,
  loadPublicKey,
  resolveScheme,
} from '@intoto/crypto';
import { escapeUnprintable, quoteText } from '@intoto/encoding';
import type { SslibPublicKey } from '@intoto/models';

import type { AgentIdentity } from './agent-messages.ts';
import { readPublicKeyText } from './public-key-text.ts';
import { SshAgentError } from './ssh-agent-error.ts';
import { fingerprint, readSshKeyType, sshKeyToSpki } from './ssh-public-key.ts';
import { sshAlgorithm } from './ssh-signature.ts';

/** Which key of an agent; what is given must all fit. With nothing given the agent's only key is meant. */
export interface SshAgentKeySelector {
  /** As `ssh-add -l` prints it: `SHA256:` and base64. */
  readonly fingerprint?: string | undefined;
  /** The comment, to the letter. */
  readonly comment?: string | undefined;
  /** The key's id in in-toto metadata, in either convention; for an RSA key it also tells the scheme. */
  readonly keyId?: string | undefined;
  /** What a public key file holds: a line of OpenSSH (`ssh-ed25519 AAAA…`), or a key as PEM or DER. */
  readonly publicKey?: string | Uint8Array | undefined;
}

/** How the key is to stand in metadata. */
export interface SshAgentKeyOptions extends SshAgentKeySelector {
  readonly backend: CryptoBackend;
  /** For RSA keys `rsa-pkcs1v15-sha256` or `rsa-pkcs1v15-sha512`. @defaultValue the former; else by the key */
  readonly scheme?: string | undefined;
}

/** A key of an agent and how it stands in metadata. */
export interface SelectedKey {
  readonly blob: Uint8Array;
  /** DER. */
  readonly spki: Uint8Array;
  readonly publicKey: SslibPublicKey;
}

const AGENT_RSA_SCHEME = 'rsa-pkcs1v15-sha256';
const OTHER_RSA_SCHEMES = ['rsa-pkcs1v15-sha512', 'rsassa-pss-sha256', 'rsassa-pss-sha384', 'rsassa-pss-sha512'];
const KEY_ID_STYLES: readonly KeyIdStyle[] = ['current', 'legacy'];
const MAX_LISTED = 5;

/**
 * The one key that is meant.
 * @throws {@link SshAgentError} `ERR_SSH_AGENT_NO_KEYS`, `ERR_SSH_AGENT_KEY_NOT_FOUND`, `ERR_SSH_AGENT_KEY_AMBIGUOUS`.
 * @throws CryptoError from `@intoto/crypto` `ERR_CRYPTO_UNSUPPORTED` for a key or scheme that an agent cannot sign with,
 * `ERR_KEY_UNUSABLE` for a malformed key, `ERR_KEY_FORMAT` for a `publicKey` that is none.
 */
export async function selectKey(
  identities: readonly AgentIdentity[],
  options: SshAgentKeyOptions,
): Promise<SelectedKey> {
  if (identities.length === 0)
    throw new SshAgentError(
      'The ssh-agent offers no keys: it has none (ssh-add adds one) or it is locked (ssh-add -X unlocks it).',
      { code: 'ERR_SSH_AGENT_NO_KEYS' },
    );
  const offered = distinct(identities);
  const byKeyId = await filterByKeyId(await filterBySelector(offered, options), options);
  const usable = byKeyId.filter(({ spki }) => spki !== undefined);
  // A certificate is offered beside its plain key, with the same comment.
  const fitting = usable.length > 0 ? usable : byKeyId;
  const [only, ...others] = fitting;
  if (only === undefined)
    throw new SshAgentError(`No key of the ssh-agent fits. It has ${describe(offered)}.`, {
      code: 'ERR_SSH_AGENT_KEY_NOT_FOUND',
      details: { fingerprints: offered.map((key) => key.fingerprint) },
    });
  if (others.length > 0)
    throw new SshAgentError(
      `${fitting.length} keys of the ssh-agent fit; say which one by its fingerprint: ${describe(fitting)}.`,
      { code: 'ERR_SSH_AGENT_KEY_AMBIGUOUS', details: { fingerprints: fitting.map((key) => key.fingerprint) } },
    );
  const { blob, spki = sshKeyToSpki(blob) } = only;
  const publicKey = only.publicKey ?? (await loadAgentKey(spki, only.type, options));
  assertAgentScheme(publicKey);
  return { blob, spki, publicKey };
}

interface OfferedKey extends AgentIdentity {
  readonly type: string;
  readonly fingerprint: string;
  /** Where an agent can sign metadata with it. */
  readonly spki: Uint8Array | undefined;
  /** Where the key id has told already. */
  readonly publicKey?: SslibPublicKey | undefined;
}

function distinct(identities: readonly AgentIdentity[]): readonly OfferedKey[] {
  const keys = new Map<string, OfferedKey>();
  for (const { blob, comment } of identities) {
    const key = { blob: new Uint8Array(blob), comment, type: readSshKeyType(blob), fingerprint: fingerprint(blob) };
    if (!keys.has(key.fingerprint)) keys.set(key.fingerprint, { ...key, spki: trySpki(blob) });
  }
  return [...keys.values()];
}

function trySpki(blob: Uint8Array): Uint8Array | undefined {
  try {
    return sshKeyToSpki(blob);
  } catch (error) {
    if (error instanceof CryptoError) return undefined;
    throw error;
  }
}

async function filterBySelector(
  keys: readonly OfferedKey[],
  options: SshAgentKeyOptions,
): Promise<readonly OfferedKey[]> {
  const { comment, publicKey, backend } = options;
  const wanted = options.fingerprint?.replace(/=+$/u, '');
  const material = publicKey === undefined ? undefined : keyMaterialId(await readPublicKeyText(publicKey, backend));
  const fitting: OfferedKey[] = [];
  for (const key of keys) {
    if (wanted !== undefined && key.fingerprint !== wanted) continue;
    if (comment !== undefined && key.comment !== comment) continue;
    if (material !== undefined && (await materialOf(key, backend)) !== material) continue;
    fitting.push(key);
  }
  return fitting;
}

async function materialOf({ spki }: OfferedKey, backend: CryptoBackend): Promise<string | undefined> {
  return spki === undefined ? undefined : keyMaterialId(await loadPublicKey(spki, { backend }));
}

async function filterByKeyId(keys: readonly OfferedKey[], options: SshAgentKeyOptions): Promise<readonly OfferedKey[]> {
  if (options.keyId === undefined) return keys;
  const fitting: OfferedKey[] = [];
  for (const key of keys) {
    const publicKey = await findByKeyId(key, options);
    if (publicKey !== undefined) fitting.push({ ...key, publicKey });
  }
  return fitting;
}

async function findByKeyId(
  { spki, type }: OfferedKey,
  { keyId, scheme, backend }: SshAgentKeyOptions,
): Promise<SslibPublicKey | undefined> {
  if (spki === undefined) return undefined;
  const schemes = scheme === undefined && type === 'ssh-rsa' ? [AGENT_RSA_SCHEME, ...OTHER_RSA_SCHEMES] : [scheme];
  for (const tried of schemes)
    for (const style of KEY_ID_STYLES) {
      const publicKey = await loadPublicKey(spki, { backend, scheme: tried, keyId: style });
      if (publicKey.keyId === keyId) return publicKey;
    }
  return undefined;
}

async function loadAgentKey(
  spki: Uint8Array,
  type: string,
  { backend, scheme = type === 'ssh-rsa' ? AGENT_RSA_SCHEME : undefined }: SshAgentKeyOptions,
): Promise<SslibPublicKey> {
  return loadPublicKey(spki, { backend, scheme });
}

function assertAgentScheme({ keyType, scheme }: SslibPublicKey): void {
  const resolved = resolveScheme(keyType, scheme);
  if (resolved !== undefined && sshAlgorithm(resolved) !== undefined) return;
  throw new CryptoError(
    `An ssh-agent cannot sign with the scheme "${scheme}"; with an RSA key it can with "rsa-pkcs1v15-sha256" and "rsa-pkcs1v15-sha512"`,
    { code: 'ERR_CRYPTO_UNSUPPORTED', details: { keyType, scheme } },
  );
}

function describe(keys: readonly OfferedKey[]): string {
  const listed = keys
    .slice(0, MAX_LISTED)
    .map(
      ({ fingerprint: id, type, comment }) => `${id} (${escapeUnprintable(type)}, ${quoteText(comment.slice(0, 80))})`,
    );
  const more = keys.length - listed.length;
  return `${listed.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
