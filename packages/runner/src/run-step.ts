import { resolve } from 'node:path';

import { recordArtifacts, type RecordOptions } from '@intoto/artifacts';
import type { MetadataSigner } from '@intoto/crypto';
import { createJsonObject } from '@intoto/encoding';
import { createLink, type Link, linkFileName, type Metadata } from '@intoto/models';

import type { CommandResult } from './command-options.ts';
import { assertNotInterrupted, encodeByproducts } from './command-outcome.ts';
import { executeCommand } from './execute-command.ts';
import type { Environment } from './find-executable.ts';
import { assertLinkFileName, type LinkContainer, sealLink, signedBy, writeLinkFile } from './link-file.ts';
import type { OutputListener } from './output-pump.ts';
import type { InvalidOutput } from './output-record.ts';
import { recordStepEnvironment } from './step-environment.ts';

/** What {@link runStep} runs and records; the options of `recordArtifacts` hold for materials and products. */
export interface RunStepOptions extends RecordOptions {
  /** The step's name. */
  readonly name: string;
  /** The command, run without a shell. Without words none is run, and the link has no byproducts. */
  readonly command: readonly string[];
  /** What to record before the command. Paths that do not exist are passed over. @defaultValue nothing */
  readonly materials?: readonly string[] | undefined;
  /** What to record after the command. @defaultValue nothing */
  readonly products?: readonly string[] | undefined;
  /** Signs the link. Without it the link is neither signed nor written. */
  readonly signer?: MetadataSigner | undefined;
  /** @defaultValue `'metablock'` */
  readonly container?: LinkContainer | undefined;
  /** An existing directory, relative to `cwd`, for the link. @defaultValue `cwd` */
  readonly metadataDirectory?: string | undefined;
  /** Where the command runs, and what relative paths start from. @defaultValue the current directory */
  readonly cwd?: string | undefined;
  /** The command's environment, as a whole. @defaultValue this process' environment */
  readonly env?: Environment | undefined;
  /** Whether the command's output is recorded in the link, besides being shown. @defaultValue false */
  readonly recordStreams?: boolean | undefined;
  /** What becomes of output that is not recorded. @defaultValue `'inherit'` */
  readonly unrecordedStreams?: 'inherit' | 'discard' | undefined;
  /** How many bytes of each stream to record; more is left out and marked. @defaultValue 16 MiB */
  readonly maxOutputBytes?: number | undefined;
  /** What to do with output to be recorded that is not UTF-8. @defaultValue `'error'` */
  readonly invalidOutput?: InvalidOutput | undefined;
  /** Receives the output that is recorded. @defaultValue this process' standard output and error */
  readonly onOutput?: OutputListener | undefined;
  /** Milliseconds that the command may take. @defaultValue none */
  readonly timeoutMs?: number | undefined;
  /** Whether signals to this process go to the command. @defaultValue true */
  readonly forwardSignals?: boolean | undefined;
  /** Whether the link tells the working directory. @defaultValue false */
  readonly recordEnvironment?: boolean | undefined;
}

/** What a step left behind. */
export interface StepResult {
  readonly link: Link;
  /** The link in its container; unsigned where there was no signer. */
  readonly metadata: Metadata;
  /** Absolute path of the link's file; `undefined` where none was written. */
  readonly path: string | undefined;
  /** The command's exit status; `-n` where signal n ended it; `undefined` where none ran. Not 0 is not an error. */
  readonly exitStatus: number | undefined;
}

async function runCommand(options: RunStepOptions, cwd: string): Promise<CommandResult | undefined> {
  if (options.command.length === 0) return undefined;
  const streams = options.recordStreams === true ? 'record' : (options.unrecordedStreams ?? 'inherit');
  const result = await executeCommand({ ...options, cwd, streams, stdin: 'inherit' });
  assertNotInterrupted(options.command, result);
  return result;
}

/**
 * Carries out a step: records materials, runs the command, records products, signs the link, writes it to
 * `<name>.<first 8 characters of the key id>.link` (in-toto specification 4.4).
 *
 * A command that fails is recorded like any other; look at `exitStatus`. When anything else fails, or a signal breaks
 * the command off, no link is written, and one that was there before stays as it was.
 *
 * @throws {@link RunnerError} `ERR_LINK_FILE_NAME`, `ERR_COMMAND_INTERRUPTED`, `ERR_WRITE_DIRECTORY`, `ERR_WRITE` and
 *   the codes of {@link executeCommand}; `ArtifactError` from recording; whatever the signer throws.
 */
export async function runStep(options: RunStepOptions): Promise<StepResult> {
  const { name, command, signer, materials = [], products = [] } = options;
  const cwd = resolve(options.cwd ?? '.');
  if (signer !== undefined) assertLinkFileName(linkFileName(name, ''), name);

  const before = await recordArtifacts(materials, { ...options, cwd });
  const result = await runCommand(options, cwd);
  const after = await recordArtifacts(products, { ...options, cwd });
  const link = createLink({
    name,
    materials: before,
    products: after,
    command,
    byproducts: result === undefined ? createJsonObject([]) : encodeByproducts(result),
    environment: await recordStepEnvironment(cwd, options.recordEnvironment),
  });
  const metadata = await sealLink(link, options.container ?? 'metablock', signer);
  const directory = resolve(cwd, options.metadataDirectory ?? '.');
  const exitStatus = result?.exitStatus;
  if (signer === undefined) return { link, metadata, path: undefined, exitStatus };
  const fileName = linkFileName(name, signedBy(metadata));
  assertLinkFileName(fileName, name);
  return { link, metadata, path: await writeLinkFile(directory, fileName, metadata), exitStatus };
}
