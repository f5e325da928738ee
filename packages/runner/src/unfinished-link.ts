import { readFile, stat } from 'node:fs/promises';

import { systemErrorCode } from '@intoto/artifacts';
import { authenticate, type Authentication, type CryptoBackend, type OpenPgpSupport } from '@intoto/crypto';
import { InTotoError, type JsonObject, quoteText } from '@intoto/encoding';
import {
  type Authenticated,
  type Link,
  type Metadata,
  parseMetadata,
  parsePayload,
  type PublicKey,
} from '@intoto/models';

import { RunnerError } from './runner-error.ts';

/** An unfinished link whose signature has been verified. */
export interface UnfinishedLink {
  readonly link: Authenticated<Link>;
  readonly container: Metadata['container'];
}

function formatError(path: string, cause: unknown): RunnerError {
  return new RunnerError(
    `${path} is not an unfinished link: ${cause instanceof Error ? cause.message : String(cause)} Start the recording again.`,
    { code: 'ERR_UNFINISHED_LINK_FORMAT', details: { path }, cause },
  );
}

/** The error for a recording that was never started. */
export function unfinishedLinkNotFound(path: string, name: string, cause?: unknown): RunnerError {
  return new RunnerError(
    `There is no ${path}: no recording of step ${quoteText(name)} was started here with this key. Start one, or stop it in the directory and with the key it was started with.`,
    { code: 'ERR_UNFINISHED_LINK_NOT_FOUND', details: { path, name }, cause },
  );
}

/** The limit of `parseMetadata`; more is not worth reading. */
const MAX_BYTES = 64 * 1024 * 1024;

async function readUnfinishedFile(path: string, name: string): Promise<Uint8Array> {
  try {
    // Reading a pipe would wait for somebody to write.
    const stats = await stat(path);
    if (!stats.isFile()) throw new Error('it is not a regular file.');
    if (stats.size > MAX_BYTES) throw new Error(`it has ${stats.size} bytes.`);
    return await readFile(path);
  } catch (cause) {
    throw systemErrorCode(cause) === 'ENOENT' ? unfinishedLinkNotFound(path, name, cause) : formatError(path, cause);
  }
}

/** Why the one signature did not count. */
function describeReason({ checks }: Authentication<Link>): string | undefined {
  const check = checks[0]?.check;
  return check === undefined || check.ok ? undefined : check.code;
}

function parseLinkPayload(tree: JsonObject): Link {
  const payload = parsePayload(tree);
  if (payload.type === 'link') return payload;
  throw new RunnerError('It is a layout.', { code: 'ERR_NOT_A_LINK' });
}

/** What {@link readUnfinishedLink} expects. */
export interface ReadUnfinishedLinkOptions {
  /** The step's name. */
  readonly name: string;
  /** Must have signed the file. */
  readonly key: PublicKey;
  readonly backend: CryptoBackend;
  readonly openpgp: OpenPgpSupport | undefined;
  readonly now: Date;
}

/**
 * Reads an unfinished link without verifying anything.
 * @throws {@link RunnerError} `ERR_UNFINISHED_LINK_NOT_FOUND`, `ERR_UNFINISHED_LINK_FORMAT`.
 */
export async function readUnfinishedMetadata(path: string, name: string): Promise<Metadata> {
  const source = await readUnfinishedFile(path, name);
  try {
    return parseMetadata(source, { dialect: 'python' });
  } catch (error) {
    throw InTotoError.is(error) ? formatError(path, error) : error;
  }
}

/**
 * Reads an unfinished link and verifies that the same key has signed it, so that nobody exchanged the materials.
 *
 * @throws {@link RunnerError} `ERR_UNFINISHED_LINK_NOT_FOUND`, `ERR_UNFINISHED_LINK_FORMAT`,
 *   `ERR_UNFINISHED_LINK_SIGNATURE`, `ERR_UNFINISHED_LINK_NAME`.
 */
export async function readUnfinishedLink(path: string, options: ReadUnfinishedLinkOptions): Promise<UnfinishedLink> {
  const { name, key, ...rest } = options;
  const metadata = await readUnfinishedMetadata(path, name);

  try {
    const read = { dialect: 'python' } as const;
    const authentication = await authenticate(metadata, {
      ...rest,
      keys: [key],
      threshold: 1,
      parse: parseLinkPayload,
      read,
    });
    if (!authentication.ok) {
      throw new RunnerError(
        `${path} does not carry a valid signature by key ${key.keyId}. Start the recording again.`,
        {
          code: 'ERR_UNFINISHED_LINK_SIGNATURE',
          details: { path, keyId: key.keyId, reason: describeReason(authentication) },
        },
      );
    }
    const link = authentication.payload;
    if (link.name !== name) {
      throw new RunnerError(
        `${path} was started for step ${quoteText(String(link.name))}, not for ${quoteText(name)}. Start the recording again.`,
        { code: 'ERR_UNFINISHED_LINK_NAME', details: { path, name, found: link.name } },
      );
    }
    return { link, container: metadata.container };
  } catch (error) {
    const own = error instanceof RunnerError && error.code !== 'ERR_NOT_A_LINK';
    throw own || !InTotoError.is(error) ? error : formatError(path, error);
  }
}
