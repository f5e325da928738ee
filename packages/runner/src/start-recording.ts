import { resolve } from 'node:path';

import { recordArtifacts, type RecordOptions } from '@intoto/artifacts';
import type { MetadataSigner } from '@intoto/crypto';
import { createLink, type Link, type Metadata, unfinishedLinkFileName } from '@intoto/models';

import { assertLinkFileName, type LinkContainer, sealLink, signedBy, writeLinkFile } from './link-file.ts';
import { recordStepEnvironment } from './step-environment.ts';

/** What {@link startRecording} records; the options of `recordArtifacts` hold for the materials. */
export interface StartRecordingOptions extends RecordOptions {
  /** The step's name. */
  readonly name: string;
  /** Signs the unfinished link; the same key has to finish it. */
  readonly signer: MetadataSigner;
  /** What to record. Paths that do not exist are passed over. @defaultValue nothing */
  readonly materials?: readonly string[] | undefined;
  /** @defaultValue `'metablock'` */
  readonly container?: LinkContainer | undefined;
  /** Where the unfinished link goes, and what relative paths start from. @defaultValue the current directory */
  readonly cwd?: string | undefined;
  /** Whether the link tells the working directory. @defaultValue false */
  readonly recordEnvironment?: boolean | undefined;
}

/** A link, where it has been written, and what has been written. */
export interface RecordingResult {
  readonly link: Link;
  readonly metadata: Metadata;
  /** Absolute path of the file. */
  readonly path: string;
}

/**
 * Starts a step that is not a single command: records the materials in a signed, unfinished link
 * `.<name>.<first 8 characters of the key id>.link-unfinished` in `cwd`, replacing an earlier one.
 * {@link stopRecording} finishes it.
 *
 * @throws {@link RunnerError} `ERR_LINK_FILE_NAME`, `ERR_WORKING_DIRECTORY`, `ERR_WRITE_DIRECTORY`, `ERR_WRITE`;
 *   `ArtifactError` from recording; whatever the signer throws.
 */
export async function startRecording(options: StartRecordingOptions): Promise<RecordingResult> {
  const { name, signer } = options;
  const cwd = resolve(options.cwd ?? '.');
  assertLinkFileName(unfinishedLinkFileName(name, ''), name);
  const link = createLink({
    name,
    materials: await recordArtifacts(options.materials ?? [], { ...options, cwd }),
    environment: await recordStepEnvironment(cwd, options.recordEnvironment),
  });
  const metadata = await sealLink(link, options.container ?? 'metablock', signer);
  const fileName = unfinishedLinkFileName(name, signedBy(metadata));
  assertLinkFileName(fileName, name);
  return { link, metadata, path: await writeLinkFile(cwd, fileName, metadata) };
}
