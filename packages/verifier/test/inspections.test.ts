import type { InspectionRunner } from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import { codesOf, DEMO, demoLinks, evaluate, layout, PROFILES, runnerOver, unpacking } from './chain.ts';

const LOOK = { name: 'look', run: ['look', 'closely'] };

function exiting(exitStatus: number | undefined, output?: string): InspectionRunner {
  return { inspect: () => Promise.resolve({ materials: new Map(), products: new Map(), exitStatus, output }) };
}

for (const profile of PROFILES) {
  describe(`inspections in ${profile}`, () => {
    it('are run one after the other, and pass with exit status 0', async () => {
      const order: string[] = [];
      const inspectionRunner: InspectionRunner = {
        inspect: async ({ name, run, path }) => {
          order.push(`start ${name} ${run.join(' ')} ${String(path.length)}`);
          await Promise.resolve();
          order.push(`end ${name}`);
          return { materials: new Map(), products: new Map(), exitStatus: 0 };
        },
      };
      const inspections = [LOOK, { name: 'again', run: ['look'] }];
      const report = await evaluate(await layout({ inspections }), [], { profile, inspectionRunner });
      expect(codesOf(report)).toEqual([]);
      expect(order).toEqual(['start look look closely 0', 'end look', 'start again look 0', 'end again']);
      expect(report.checks.find(({ stage }) => stage === 'inspection')?.details).toEqual({
        run: ['look', 'closely'],
        exitStatus: 0,
      });
    });

    it.each([
      [1, 'exited with status 1'],
      [127, 'exited with status 127'],
      [-9, 'was ended by signal 9'],
      [undefined, 'ran no command'],
    ])('fail with exit status %s', async (status, text) => {
      const report = await evaluate(await layout({ inspections: [LOOK] }), [], {
        profile,
        inspectionRunner: exiting(status, 'oh'),
      });
      expect(codesOf(report)).toEqual(['ERR_INSPECTION_EXIT_STATUS']);
      const failure = report.ok ? undefined : report.failures[0];
      expect(failure?.message).toContain(text);
      expect(failure?.details).toEqual({ run: ['look', 'closely'], exitStatus: status ?? null, output: 'oh' });
    });

    it('fail without a command, or with one that is no text, and are not run then', async () => {
      const inspectionRunner = { inspect: () => Promise.reject(new TypeError('must not run')) };
      const empty = await evaluate(await layout({ inspections: [{ name: 'look' }] }), [], {
        profile,
        inspectionRunner,
      });
      expect(codesOf(empty)).toEqual(['ERR_INSPECTION_EXIT_STATUS']);
      const number = await evaluate(await layout({ inspections: [{ name: 'look', run: ['look', 1] }] }), [], {
        profile,
        inspectionRunner,
      });
      expect(codesOf(number)).toEqual(['ERR_INSPECTION_FAILED']);
    });

    it('are not run after a failure, theirs or any other', async () => {
      const inspections = [LOOK, { name: 'never', run: ['never'] }];
      const inspectionRunner: InspectionRunner = {
        inspect: ({ name }) =>
          name === 'look'
            ? Promise.resolve({ materials: new Map(), products: new Map(), exitStatus: 1 })
            : Promise.reject(new TypeError('must not run')),
      };
      const failed = await evaluate(await layout({ inspections }), [], { profile, inspectionRunner });
      expect(codesOf(failed)).toEqual(['ERR_INSPECTION_EXIT_STATUS']);
      const statuses = failed.checks.filter(({ stage }) => stage.startsWith('inspection')).map(({ status }) => status);
      expect(statuses).toEqual(['failed', 'skipped', 'skipped', 'skipped', 'skipped', 'skipped']);

      const never = { inspect: () => Promise.reject(new TypeError('must not run')) };
      const expired = await layout({ ...DEMO, expires: '2020-01-01T00:00:00Z' });
      const report = await evaluate(expired, await demoLinks(), { profile, inspectionRunner: never });
      expect(codesOf(report)).toEqual(['ERR_LAYOUT_EXPIRED']);
    });

    it('that cannot be carried out say why', async () => {
      const error = Object.assign(new Error('spawn look ENOENT.'), { code: 'ENOENT' });
      const inspectionRunner = { inspect: () => Promise.reject(error) };
      const report = await evaluate(await layout({ inspections: [LOOK] }), [], { profile, inspectionRunner });
      expect(report.ok ? undefined : report.failures[0]).toMatchObject({
        code: 'ERR_INSPECTION_FAILED',
        message: 'Inspection "look" could not be carried out: spawn look ENOENT.',
        details: { cause: { code: 'ENOENT' } },
      });
    });

    it('must report artifacts that links can hold', async () => {
      const products = new Map([['app', { sha256: 'not hex' }]]);
      const inspectionRunner: InspectionRunner = {
        inspect: () => Promise.resolve({ materials: new Map(), products, exitStatus: 0 }),
      };
      const report = await evaluate(await layout({ inspections: [LOOK] }), [], { profile, inspectionRunner });
      expect(codesOf(report)).toEqual(['ERR_INSPECTION_FAILED']);
    });

    it('are missed where nobody can run them', async () => {
      const inspections = [LOOK, { name: 'again', run: ['look'] }];
      const report = await evaluate(await layout({ inspections }), [], { profile });
      expect(codesOf(report)).toEqual(['ERR_INSPECTION_RUNNER_MISSING']);
      expect(report.ok ? {} : report.failures[0].details).toEqual({ inspections: ['look', 'again'] });
    });
  });
}

describe('an inspection runner', () => {
  it('may fail by mistake, which is no verdict', async () => {
    const mistake = new TypeError('x is not a function');
    const inspectionRunner = { inspect: () => Promise.reject(mistake) };
    await expect(evaluate(await layout({ inspections: [LOOK] }), [], { inspectionRunner })).rejects.toBe(mistake);
  });

  it('gets the signal', async () => {
    const controller = new AbortController();
    const inspectionRunner: InspectionRunner = {
      inspect: ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            reject(Object.assign(new Error('killed'), { code: 'ABORT_ERR' }));
          });
          controller.abort(new Error('enough'));
        }),
    };
    const verification = evaluate(await layout({ inspections: [LOOK] }), [], {
      inspectionRunner,
      signal: controller.signal,
    });
    await expect(verification).rejects.toThrow('enough');
  });

  it('sees what the demo sees', async () => {
    const report = await evaluate(await layout(DEMO), await demoLinks(), { inspectionRunner: unpacking });
    expect(codesOf(report)).toEqual([]);
    const other = await evaluate(await layout(DEMO), await demoLinks(), {
      inspectionRunner: runnerOver({ 'foo.tar.gz': 'cc' }),
    });
    expect(codesOf(other)).toEqual(['ERR_RULE_DISALLOW']);
  });
});
