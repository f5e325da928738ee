import type { InspectionRequest, InspectionResult, InspectionRunner } from '@intoto/verifier';

import { type KitCase, kitCase } from './kit-case.ts';
import { check, KitFailure } from './kit-failure.ts';

/** An inspection that a runner is asked for. */
export type InspectionSample = Pick<InspectionRequest, 'name' | 'run'>;

/** What is to be tested. */
export interface InspectionRunnerConformanceOptions {
  /** Makes a runner. Called anew for every case. */
  readonly createRunner: () => Promise<InspectionRunner>;
  /** One that the runner carries out, with exit status 0; leave it out for a runner that refuses everything. */
  readonly succeeding?: InspectionSample | undefined;
  /** One that it carries out, whose command ends with this status, which is not 0. @defaultValue none */
  readonly failing?: (InspectionSample & { readonly exitStatus: number }) | undefined;
  /** One that it refuses, or whose command cannot be started. */
  readonly refused: InspectionSample;
  /** One that takes longer than anybody waits, for runners that run commands. @defaultValue none */
  readonly endless?: InspectionSample | undefined;
  /** Milliseconds in which it must end once it is aborted. @defaultValue 10 000 */
  readonly patienceMs?: number | undefined;
}

const DEFAULT_PATIENCE_MS = 10_000;

/**
 * Cases for an `InspectionRunner`: a result where something was carried out, whatever came of it, and an error with a code where
 * nothing was.
 *
 * @example
 * ```ts
 * import { inspectionRunnerConformance } from '@intoto/conformance/kits';
 * import { denyInspections } from '@intoto/runner';
 *
 * const cases = inspectionRunnerConformance({
 *   createRunner: async () => denyInspections,
 *   refused: { name: 'look', run: ['ls'] },
 * });
 * for (const { run } of cases) await run(); // or: it(name, run)
 * ```
 */
export function inspectionRunnerConformance(options: InspectionRunnerConformanceOptions): readonly KitCase[] {
  const { createRunner, succeeding, failing, refused, endless, patienceMs = DEFAULT_PATIENCE_MS } = options;
  return [
    kitCase('it rejects with a code what it refuses', async () => {
      const runner = await createRunner();
      for (let round = 0; round < 2; round++) await checkRejection(runner, request(refused));
    }),
    ...(succeeding === undefined ? [] : successCases(createRunner, succeeding)),
    ...(failing === undefined
      ? []
      : [
          kitCase('it resolves where a command fails, and tells its status', async () => {
            const result = await (await createRunner()).inspect(request(failing));
            checkResult(result, failing.exitStatus);
          }),
        ]),
    ...(endless === undefined
      ? []
      : [
          kitCase('it ends when it is aborted', async () => {
            const controller = new AbortController();
            const runner = await createRunner();
            const ended = runner.inspect(request(endless, { signal: controller.signal })).then(
              () => false,
              () => true,
            );
            controller.abort();
            check(await within(patienceMs, ended), 'it must reject when it is aborted');
          }),
        ]),
  ];
}

function successCases(createRunner: () => Promise<InspectionRunner>, sample: InspectionSample): readonly KitCase[] {
  return [
    kitCase('it gives artifacts, status and output of what it carried out', async () => {
      checkResult(await (await createRunner()).inspect(request(sample)), 0);
    }),
    kitCase('it does so as often as it is asked, one after the other', async () => {
      const runner = await createRunner();
      for (let round = 0; round < 3; round++) checkResult(await runner.inspect(request(sample)), 0);
    }),
    kitCase('it leaves the request as it is', async () => {
      const asked = request(sample);
      const before = JSON.stringify(asked);
      Object.freeze(asked.run);
      Object.freeze(asked.path);
      await (await createRunner()).inspect(Object.freeze(asked));
      check(JSON.stringify(asked) === before, 'the request must not be changed');
    }),
  ];
}

function request(
  { name, run }: InspectionSample,
  { signal }: { readonly signal?: AbortSignal } = {},
): InspectionRequest {
  return { name, run: [...run], path: [], ...(signal === undefined ? {} : { signal }) };
}

async function checkRejection(runner: InspectionRunner, asked: InspectionRequest): Promise<void> {
  let result: InspectionResult;
  try {
    result = await runner.inspect(asked);
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    const isCoded = typeof code === 'string' && code.startsWith('ERR_') && error instanceof Error;
    check(isCoded && error.message !== '', 'it must reject with an InTotoError, with a code and a message');
    return;
  }
  throw new KitFailure(`it must reject, and resolved with status ${result.exitStatus}`);
}

function checkResult({ materials, products, exitStatus, output }: InspectionResult, expected: number): void {
  check(exitStatus === expected, `the exit status must be ${expected}, not ${exitStatus}`);
  check(output === undefined || typeof output === 'string', 'the output must be text');
  for (const [what, artifacts] of Object.entries({ materials, products })) {
    check(artifacts instanceof Map, `${what} must be a Map`);
    for (const [name, digests] of artifacts as ReadonlyMap<unknown, unknown>) {
      check(typeof name === 'string' && name !== '', `${what} must be named by text`);
      const values = typeof digests === 'object' && digests !== null ? Object.values(digests) : [];
      check(values.length > 0, `${what} must have digests: ${name}`);
      const isHex = values.every((value) => typeof value === 'string' && /^(?:[0-9a-f]{2})+$/u.test(value));
      check(isHex, `${what} must have digests in hex: ${name}`);
    }
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new KitFailure(`it must end within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
