import { unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { recordArtifacts, type RecordOptions, systemErrorCode } from '@intoto/artifacts';
import {
  type CryptoBackend,
  isOpenPgpSigner,
  type MetadataSigner,
  type OpenPgpSigner,
  type OpenPgpSupport,
} from '@intoto/crypto';
import type { JsonObject } from '@intoto/encoding';
import { type Link, linkFileName, type PublicKey, unfinishedLinkFileName } from '@intoto/models';

import { assertLinkFileName, sealLink, writeLinkFile } from './link-file.ts';
import { findOpenPgpRecording } from './openpgp-recording.ts';
import { RunnerError } from './runner-error.ts';
import type { RecordingResult } from './start-recording.ts';
import { readUnfinishedLink } from './unfinished-link.ts';

/** What {@link stopRecording} records; the options of `recordArtifacts` hold for the products. */
export interface StopRecordingOptions extends RecordOptions {
  /** The step's name, as it was started with. */
  readonly name: string;
  /** Signs the link. It must hold the key that the recording was started with. One in OpenPGP form finds out which that was. */
  readonly signer: MetadataSigner;
  /** Verifies the unfinished link's signature. */
  readonly backend: CryptoBackend;
  /** Verifies it where the signer signs in OpenPGP form. */
  readonly openpgp?: OpenPgpSupport | undefined;
  /** The time that an OpenPGP key must not have expired by. @defaultValue the system's clock */
  readonly now?: Date | undefined;
  /** What to record. Paths that do not exist are passed over. @defaultValue nothing */
  readonly products?: readonly string[] | undefined;
  /** An existing directory, relative to `cwd`, for the link. @defaultValue `cwd` */
  readonly metadataDirectory?: string | undefined;
  /** Where the unfinished link lies, and what relative paths start from. @defaultValue the current directory */
  readonly cwd?: string | undefined;
  /** What was done meanwhile. @defaultValue none */
  readonly command?: readonly string[] | undefined;
  /** What came of it: `stdout`, `stderr`, `return-value`. @defaultValue none */
  readonly byproducts?: JsonObject | undefined;
  /** Replaces what {@link startRecording} recorded. @defaultValue that */
  readonly environment?: JsonObject | undefined;
}

async function removeUnfinishedLink(path: string, finished: string): Promise<void> {
  try {
    await unlink(path);
  } catch (cause) {
    if (systemErrorCode(cause) === 'ENOENT') return;
    throw new RunnerError(`The link is written to ${finished}, but ${path} could not be removed. Remove it by hand.`, {
      code: 'ERR_UNFINISHED_LINK_REMOVAL',
      details: { path, finished },
      cause,
    });
  }
}

/** Which file is to be finished, who must have signed it, and who signs the link. */
interface Recording {
  readonly path: string;
  readonly key: PublicKey;
  /** Names the link's file. */
  readonly keyId: string;
  readonly signer: MetadataSigner;
}

async function findRecording({ name, signer }: StopRecordingOptions, cwd: string): Promise<Recording> {
  if (!isOpenPgpSigner(signer)) {
    const { publicKey: key } = signer;
    const { keyId } = key;
    assertLinkFileName(linkFileName(name, keyId), name);
    return { path: join(cwd, unfinishedLinkFileName(name, keyId)), key, keyId, signer };
  }
  assertLinkFileName(linkFileName(name, ''), name);
  const recording = await findOpenPgpRecording(cwd, name, signer);
  const { keyId } = recording;
  assertLinkFileName(linkFileName(name, keyId), name);
  const finisher: OpenPgpSigner = { ...signer, sign: async (data) => signer.sign(data, keyId) };
  return { ...recording, signer: finisher };
}

/**
 * Finishes what {@link startRecording} started: verifies the unfinished link's signature, records the products, signs
 * anew, writes `<name>.<first 8 characters of the key id>.link` and only then removes the unfinished link. The container
 * is the unfinished link's. When anything fails, the unfinished link stays and no link is written.
 *
 * @throws {@link RunnerError} `ERR_LINK_FILE_NAME`, `ERR_UNFINISHED_LINK_NOT_FOUND`, `ERR_UNFINISHED_LINK_FORMAT`,
 *   `ERR_UNFINISHED_LINK_AMBIGUOUS`, `ERR_UNFINISHED_LINK_SIGNATURE`, `ERR_UNFINISHED_LINK_NAME`,
 *   `ERR_UNFINISHED_LINK_REMOVAL`, `ERR_WRITE_DIRECTORY`, `ERR_WRITE`; `ArtifactError` from recording; whatever the signer throws.
 */
export async function stopRecording(options: StopRecordingOptions): Promise<RecordingResult> {
  const { name, backend, openpgp, now = new Date(), command, byproducts, environment } = options;
  const cwd = resolve(options.cwd ?? '.');
  const { path: unfinishedPath, key, keyId, signer } = await findRecording(options, cwd);
  const unfinished = await readUnfinishedLink(unfinishedPath, { name, key, backend, openpgp, now });
  const link: Link = {
    ...unfinished.link,
    products: await recordArtifacts(options.products ?? [], { ...options, cwd }),
    ...(command === undefined ? {} : { command }),
    ...(byproducts === undefined ? {} : { byproducts }),
    ...(environment === undefined ? {} : { environment }),
  };
  const metadata = await sealLink(link, unfinished.container, signer);
  const directory = resolve(cwd, options.metadataDirectory ?? '.');
  const path = await writeLinkFile(directory, linkFileName(name, keyId), metadata);
  await removeUnfinishedLink(unfinishedPath, path);
  return { link, metadata, path };
}
