import type { Metadata } from '@intoto/models';
import {
  createMemoryEvidence,
  evaluateLayout,
  type VerificationReport,
  type VerifyLayoutOptions,
} from '@intoto/verifier';

import { createChainSigner } from './chain-evidence.ts';
import { recordEvidence, recordInspections, replayInspections } from './recording-evidence.ts';
import { readChain } from './rehearsed-chain.ts';
import { createStandIns } from './stand-ins.ts';
import { listTrials, type World } from './tamper.ts';
import { type Tampering, type TamperingKind } from './tampering.ts';

/** What {@link testLayout} takes: what verification takes, and what to try. */
export interface TestLayoutOptions extends VerifyLayoutOptions {
  /**
   * What to try. `omit`, which layouts notice only by REQUIRE rules, has to be asked for.
   * @defaultValue all but `omit`
   */
  readonly kinds?: readonly TamperingKind[] | undefined;
  /** How many tamperings are tried at most. @defaultValue 10,000 */
  readonly maxTrials?: number | undefined;
}

/** What {@link testLayout} found. JSON-serialisable. */
export type LayoutTestReport =
  | {
      /** Whether everything that was tried was noticed, and everything was tried. */
      readonly ok: boolean;
      readonly verified: true;
      readonly trials: number;
      /** Tampering after which verification still passes. */
      readonly unnoticed: readonly Tampering[];
      /** How many tamperings were not tried, beyond `maxTrials`. */
      readonly untried: number;
    }
  | {
      readonly ok: false;
      /** The chain does not pass as it is: there is nothing to learn from changing it. */
      readonly verified: false;
      readonly report: VerificationReport;
    };

const DEFAULT_KINDS: readonly TamperingKind[] = ['alter', 'swap', 'drop', 're-sign', 'replay', 'move'];
const DEFAULT_MAX_TRIALS = 10_000;

/**
 * Finds out which tampering with its evidence a layout would not notice. The chain is verified as it is first. Then everybody's
 * keys are replaced by new ones, so that whoever may sign for a step can be played false: evidence is changed and signed anew,
 * one change at a time, in sublayouts too, and verified again. Inspections are run once, for the chain as it is.
 *
 * That nothing goes unnoticed says that each of these changes alone is noticed, for this evidence. Of artifacts, each and its
 * neighbour in the record are swapped, not every two.
 *
 * @param layout - as for `evaluateLayout` of `@intoto/verifier`
 * @throws as `evaluateLayout` does
 * @example
 * ```ts no-run
 * import { testLayout } from '@intoto/layout';
 * import type { Metadata } from '@intoto/models';
 * import type { VerifyLayoutOptions } from '@intoto/verifier';
 *
 * declare const layout: Metadata;
 * declare const options: VerifyLayoutOptions;
 *
 * const result = await testLayout(layout, options);
 * if (result.verified) for (const { kind, item, artifact } of result.unnoticed) console.log(kind, item, artifact);
 * ```
 */
export async function testLayout(layout: Metadata, options: TestLayoutOptions): Promise<LayoutTestReport> {
  const { kinds = DEFAULT_KINDS, maxTrials = DEFAULT_MAX_TRIALS, ...verification } = options;
  if (!(maxTrials >= 0)) throw new TypeError('maxTrials must be a number, at least 0');
  const recorded = recordEvidence(verification.evidence);
  const { runner, results } = recordInspections(verification.inspectionRunner ?? replayInspections(new Map()));
  const inspectionRunner = verification.inspectionRunner === undefined ? undefined : runner;
  const report = await evaluateLayout(layout, { ...verification, evidence: recorded.source, inspectionRunner });
  if (!report.ok) return { ok: false, verified: false, report };

  const dialect = verification.profile === 'reference' ? 'python' : 'strict';
  const chain = readChain(layout, report, recorded, { ...verification.limits, dialect });
  const standIns = await createStandIns(chain, verification.backend);
  const signer = createChainSigner(standIns);
  const signedLayout = await signer.signLayout(chain);
  const verify = async (world: World): Promise<VerificationReport> =>
    evaluateLayout(signedLayout, {
      ...verification,
      certificates: undefined,
      layoutKeys: new Map([[standIns.owner.publicKey.keyId, standIns.owner.publicKey]]),
      evidence: createMemoryEvidence({ links: await signer.signEvidence(world.chain) }),
      inspectionRunner: inspectionRunner && replayInspections(world.results),
    });

  const world: World = { chain, results };
  const again = await verify(world);
  if (!again.ok) return { ok: false, verified: false, report: again };
  const unnoticed: Tampering[] = [];
  let trials = 0;
  let untried = 0;
  for (const { tampering, apply } of listTrials(world, new Set(kinds))) {
    if (trials >= maxTrials) {
      untried += 1;
      continue;
    }
    verification.signal?.throwIfAborted();
    trials += 1;
    if ((await verify(apply(world))).ok) unnoticed.push(tampering);
  }
  return { ok: unnoticed.length + untried === 0, verified: true, trials, unnoticed, untried };
}
