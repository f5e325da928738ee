import { inspectionRunnerConformance } from '@intoto/conformance/kits';
import { InTotoError } from '@intoto/encoding';
import type { InspectionResult, InspectionRunner } from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import { failuresOf } from './failures-of.ts';

const EMPTY: InspectionResult = { materials: new Map(), products: new Map(), exitStatus: 0 };
const PRODUCTS = new Map([['a.txt', { sha256: 'c0ffee' }]]);

/** A runner that knows its commands: `true`, `false` with status 3, and `sleep`, which takes for ever. */
const right: InspectionRunner = {
  async inspect({ run: [command], signal }) {
    if (command === 'true') return { ...EMPTY, products: PRODUCTS, output: 'done' };
    if (command === 'false') return { ...EMPTY, exitStatus: 3 };
    if (command === 'sleep')
      await new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new InTotoError('aborted', { code: 'ERR_ABORTED' })));
      });
    throw new InTotoError(`${command} is not allowed`, { code: 'ERR_NOT_ALLOWED' });
  },
};

const SAMPLES = {
  succeeding: { name: 'look', run: ['true'] },
  failing: { name: 'look', run: ['false'], exitStatus: 3 },
  refused: { name: 'look', run: ['rm'] },
  endless: { name: 'look', run: ['sleep'] },
} as const;

/** Does something else with what the right one would do. */
const around = (
  inspect: (result: () => Promise<InspectionResult>, request: Parameters<InspectionRunner['inspect']>[0]) => unknown,
) => ({ inspect: (request) => inspect(() => right.inspect(request), request) }) as InspectionRunner;

const DEFECTS: readonly (readonly [name: string, create: () => InspectionRunner, noticed: RegExp])[] = [
  ['resolves where it refuses', () => around((result) => result().catch(() => EMPTY)), /refuses/u],
  [
    'rejects without a code',
    () =>
      around((result) =>
        result().catch(() => {
          throw new Error('no');
        }),
      ),
    /refuses/u,
  ],
  [
    'rejects where a command fails',
    () =>
      around(async (result) => {
        const done = await result();
        if (done.exitStatus !== 0) throw new InTotoError('failed', { code: 'ERR_FAILED' });
        return done;
      }),
    /command fails/u,
  ],
  [
    'says that everything went well',
    () => around(async (result) => ({ ...(await result()), exitStatus: 0 })),
    /fails/u,
  ],
  [
    'gives artifacts as objects',
    () => around(async (result) => ({ ...(await result()), products: { 'a.txt': { sha256: 'c0' } } })),
    /gives artifacts/u,
  ],
  [
    'gives digests as bytes',
    () => around(async (result) => ({ ...(await result()), products: new Map([['a', { sha256: Uint8Array.of(1) }]]) })),
    /gives artifacts/u,
  ],
  [
    'gives digests in upper case',
    () => around(async (result) => ({ ...(await result()), materials: new Map([['a', { sha256: 'C0FFEE' }]]) })),
    /gives artifacts/u,
  ],
  [
    'gives artifacts without a digest',
    () => around(async (result) => ({ ...(await result()), materials: new Map([['a', {}]]) })),
    /gives artifacts/u,
  ],
  [
    'gives its output as bytes',
    () => around(async (result) => ({ ...(await result()), output: new Uint8Array() })),
    /gives/u,
  ],
  [
    'works once',
    () => {
      let isUsed = false;
      return around((result) => {
        if (isUsed) throw new InTotoError('used', { code: 'ERR_USED' });
        isUsed = true;
        return result();
      });
    },
    /as often/u,
  ],
  [
    'takes words off the command',
    () =>
      around((result, { run }) => {
        const pending = result();
        (run as string[]).shift();
        return pending;
      }),
    /leaves the request/u,
  ],
  ['cannot be aborted', () => ({ inspect: (request) => right.inspect({ ...request, signal: undefined }) }), /aborted/u],
];

describe('the kit for inspection runners', () => {
  it('is content with one that has no defect', async () => {
    const cases = inspectionRunnerConformance({ createRunner: async () => right, ...SAMPLES });
    expect(await failuresOf(cases)).toEqual([]);
    expect(cases).toHaveLength(6);
  });

  it.each(DEFECTS)('notices one that %s', async (_name, create, noticed) => {
    const cases = inspectionRunnerConformance({ createRunner: async () => create(), ...SAMPLES, patienceMs: 200 });
    expect((await failuresOf(cases)).filter((name) => noticed.test(name))).not.toEqual([]);
  });
});
