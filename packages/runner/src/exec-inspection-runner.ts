import { resolve } from 'node:path';

import { recordArtifacts, type RecordOptions } from '@intoto/artifacts';
import { createJsonObject } from '@intoto/encoding';
import { type ArtifactMap, createLink, unsignedLinkFileName } from '@intoto/models';
import type { InspectionRequest, InspectionRunner } from '@intoto/verifier';

import { assertNotInterrupted } from './command-outcome.ts';
import { executeCommand } from './execute-command.ts';
import type { Environment } from './find-executable.ts';
import { assertLinkFileName, sealLink, writeLinkFile } from './link-file.ts';
import { createOutputTail } from './output-record.ts';

/** How {@link createExecInspectionRunner} runs inspections. */
export interface ExecInspectionRunnerOptions {
  /** Where the commands run, and what is recorded before and after. @defaultValue the current directory */
  readonly cwd?: string | undefined;
  /** The commands' environment, as a whole. @defaultValue this process' environment */
  readonly env?: Environment | undefined;
  /** Milliseconds that each command may take. @defaultValue 10 000 */
  readonly timeoutMs?: number | undefined;
  /** How many bytes at the end of the output to hand back. @defaultValue 64 KiB */
  readonly maxOutputBytes?: number | undefined;
  /** The commands' standard input: nothing, or this process' own. @defaultValue `'ignore'` */
  readonly stdin?: 'ignore' | 'inherit' | undefined;
  /**
   * Whether an unsigned link `<name>.link` is left in `cwd` for every inspection that exits with 0.
   * @defaultValue false
   */
  readonly persist?: boolean | undefined;
  /** Bounds for recording, as in `recordArtifacts`. */
  readonly limits?: RecordOptions['limits'];
}

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_OUTPUT_BYTES = 64 * 1024;

async function persistLink(
  { name, run }: InspectionRequest,
  cwd: string,
  artifacts: { readonly materials: ArtifactMap; readonly products: ArtifactMap },
): Promise<void> {
  const byproducts = createJsonObject([
    ['stdout', ''],
    ['stderr', ''],
    ['return-value', 0],
  ]);
  const link = createLink({ name, command: run, byproducts, ...artifacts });
  await writeLinkFile(cwd, unsignedLinkFileName(name), await sealLink(link, 'metablock', undefined));
}

/**
 * Runs inspections as the in-toto specification has it: the layout's author chooses commands that are executed on this
 * machine with this process' rights, without a shell. Everything in `cwd` but what the default patterns exclude is
 * recorded before and after; symbolic links to directories are followed.
 *
 * @throws {@link RunnerError} (when inspecting) the codes of {@link executeCommand}, `ERR_COMMAND_INTERRUPTED`; with
 *   `persist` `ERR_LINK_FILE_NAME`, `ERR_WRITE`, `ERR_WRITE_DIRECTORY`; `ArtifactError` from recording.
 */
export function createExecInspectionRunner(options: ExecInspectionRunnerOptions = {}): InspectionRunner {
  const { env, persist = false, limits, stdin = 'ignore' } = options;
  const { timeoutMs = DEFAULT_TIMEOUT_MS, maxOutputBytes = DEFAULT_OUTPUT_BYTES } = options;
  return {
    async inspect(request) {
      const { name, run, signal } = request;
      const cwd = resolve(options.cwd ?? '.');
      if (persist) assertLinkFileName(unsignedLinkFileName(name), name);
      const recording = { cwd, followSymlinkDirs: true, limits, signal };
      const materials = await recordArtifacts(['.'], recording);
      const tail = createOutputTail(maxOutputBytes);
      let exitStatus: number | undefined;
      if (run.length > 0) {
        const result = await executeCommand({
          command: run,
          cwd,
          env,
          stdin,
          streams: 'record',
          maxOutputBytes: 0,
          onOutput: (chunk) => tail.add(chunk),
          timeoutMs,
          ownProcessGroup: true,
          signal,
        });
        assertNotInterrupted(run, result);
        exitStatus = result.exitStatus;
      }
      const products = await recordArtifacts(['.'], recording);
      if (persist && exitStatus === 0) await persistLink(request, cwd, { materials, products });
      return { materials, products, exitStatus, output: tail.text() };
    },
  };
}
