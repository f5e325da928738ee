import { readFile } from 'node:fs/promises';

import type { CryptoBackend, Signer } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';

import { createSshAgentSigner, type SshAgentSignerOptions } from './create-ssh-agent-signer.ts';
import { SshAgentError } from './ssh-agent-error.ts';

/** What a `ssh-agent:` URI says. */
export interface SshAgentUri {
  readonly fingerprint?: string | undefined;
  readonly comment?: string | undefined;
  readonly keyId?: string | undefined;
  /** Path of a public key file. */
  readonly file?: string | undefined;
  /** Path of the agent's socket. */
  readonly socket?: string | undefined;
  /** A signature scheme of in-toto. */
  readonly scheme?: string | undefined;
}

const SELECTORS: ReadonlyMap<string, keyof SshAgentUri> = new Map([
  ['fingerprint', 'fingerprint'],
  ['comment', 'comment'],
  ['keyid', 'keyId'],
  ['file', 'file'],
]);

const SETTINGS: ReadonlyMap<string, keyof SshAgentUri> = new Map([
  ['socket', 'socket'],
  ['scheme', 'scheme'],
]);

const SCHEME = 'ssh-agent:';

/**
 * Reads `ssh-agent:[SHA256:… | name=value[;name=value]…][?name=value[&name=value]…]`: before the question mark which key
 * (`fingerprint`, `comment`, `keyid`, `file`), after it `socket` and `scheme`. Values are percent-encoded.
 *
 * @throws {@link SshAgentError} `ERR_SSH_AGENT_URI`; what is not known is refused, since it might tell two keys apart.
 * @example
 * ```ts
 * import { parseSshAgentUri } from '@intoto/signer-ssh-agent';
 *
 * console.log(parseSshAgentUri('ssh-agent:comment=alice%40example?scheme=rsa-pkcs1v15-sha512'));
 * console.log(parseSshAgentUri('ssh-agent:SHA256:fCEk1hWb8GTtDj3kkSzCHwMjfDhzYQn+x5DQzxWMBxc').fingerprint);
 * ```
 */
export function parseSshAgentUri(uri: string): SshAgentUri {
  if (!uri.toLowerCase().startsWith(SCHEME)) throw malformed(`it does not begin with ${SCHEME}`);
  const rest = uri.slice(SCHEME.length);
  const queryAt = rest.includes('?') ? rest.indexOf('?') : rest.length;
  const path = rest.slice(0, queryAt);
  const parts = path.startsWith('SHA256:') ? `fingerprint=${path}` : path;
  return Object.fromEntries([
    ...readAttributes(parts, ';', SELECTORS),
    ...readAttributes(rest.slice(queryAt + 1), '&', SETTINGS),
  ]) as SshAgentUri;
}

/** What a URI cannot say. */
export interface OpenSshAgentSignerOptions extends Pick<SshAgentSignerOptions, 'backend' | 'timeoutMs'> {
  readonly backend: CryptoBackend;
  /** Reads the file that the URI names. @defaultValue `readFile` of `node:fs/promises` */
  readonly readFile?: ((path: string) => Promise<Uint8Array>) | undefined;
}

/**
 * Makes a signer of the key that a URI names.
 * @throws {@link SshAgentError} `ERR_SSH_AGENT_URI`; and as {@link createSshAgentSigner}; what `readFile` rejects with.
 */
export async function openSshAgentSigner(uri: string, options: OpenSshAgentSignerOptions): Promise<Signer> {
  const { file, socket, ...selector } = parseSshAgentUri(uri);
  const read = options.readFile ?? readFile;
  const { backend, timeoutMs } = options;
  const publicKey = file === undefined ? undefined : await read(file);
  return createSshAgentSigner({ ...selector, publicKey, socketPath: socket, backend, timeoutMs });
}

function readAttributes(
  text: string,
  separator: string,
  names: ReadonlyMap<string, keyof SshAgentUri>,
): readonly [keyof SshAgentUri, string][] {
  const seen = new Set<string>();
  return text === ''
    ? []
    : text.split(separator).map((part): [keyof SshAgentUri, string] => {
        const [, name = '', value = ''] = /^([^=]*)=(.*)$/su.exec(part) ?? [];
        const known = names.get(name);
        if (known === undefined)
          throw malformed(`${quoteText(part)} is not one of ${[...names.keys()].map((key) => `${key}=…`).join(', ')}`);
        if (seen.has(name)) throw malformed(`${name} is there twice`);
        seen.add(name);
        if (value === '') throw malformed(`${name} is empty`);
        return [known, decode(value)];
      });
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw malformed(`${quoteText(value)} is not percent-encoded`);
  }
}

function malformed(reason: string): SshAgentError {
  return new SshAgentError(`The ssh-agent: URI cannot be read: ${reason}.`, { code: 'ERR_SSH_AGENT_URI' });
}
