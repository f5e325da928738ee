import { resolve } from 'node:path';

import { unsignedLinkFileName } from '@intoto/models';

import { assertLinkFileName, writeLinkFile } from './link-file.ts';
import { runStep, type RunStepOptions, type StepResult } from './run-step.ts';

/** What {@link mockStep} runs. */
export type MockStepOptions = Pick<
  RunStepOptions,
  | 'name'
  | 'command'
  | 'container'
  | 'cwd'
  | 'env'
  | 'timeoutMs'
  | 'maxOutputBytes'
  | 'onOutput'
  | 'onProgress'
  | 'signal'
>;

/**
 * Tries a step out: like {@link runStep} with everything in `cwd` as materials and products and with recorded output,
 * but writes the unsigned link to `<name>.link` in `cwd`.
 *
 * @throws {@link RunnerError} as {@link runStep}.
 */
export async function mockStep(options: MockStepOptions): Promise<StepResult> {
  const { name, command, container, env, timeoutMs, maxOutputBytes, onOutput, onProgress, signal } = options;
  const cwd = resolve(options.cwd ?? '.');
  const fileName = unsignedLinkFileName(name);
  assertLinkFileName(fileName, name);
  const result = await runStep({
    name,
    command,
    container,
    cwd,
    env,
    timeoutMs,
    maxOutputBytes,
    onOutput,
    onProgress,
    signal,
    materials: ['.'],
    products: ['.'],
    recordStreams: true,
  });
  return { ...result, path: await writeLinkFile(cwd, fileName, result.metadata) };
}
