import type { Metadata } from '@intoto/models';

import { resolveSettings } from './evaluation.ts';
import type { VerifyLayoutOptions } from './options.ts';
import type { VerificationReport } from './report.ts';
import { verifyChain } from './verify-chain.ts';

/**
 * Verifies a layout against its evidence and says everything that it found out (in-toto specification 5.2).
 *
 * Resolves for every outcome: the report says whether the verification passed, and every reason why it did not.
 * A check that rests on a failed one is `skipped`; no inspection runs after any failure.
 *
 * @param layout - as `parseMetadata` of `@intoto/models` reads it: for the profile `strict` in the strict dialect, for
 * `reference` in the python dialect. Nothing in it needs to be verified beforehand.
 * @throws TypeError for options that are not what their types say
 * @throws the reason of `options.signal` when it is aborted; whatever a source of evidence or an inspection runner throws
 * that is neither an `InTotoError` nor an error of the operating system
 *
 * @example
 * ```ts no-run
 * import { nodeBackend as backend } from '@intoto/crypto-node';
 * import { parseMetadata, type PublicKey } from '@intoto/models';
 * import { evaluateLayout, type EvidenceSource } from '@intoto/verifier';
 *
 * declare const bytes: Uint8Array;
 * declare const layoutKeys: ReadonlyMap<string, PublicKey>;
 * declare const evidence: EvidenceSource;
 *
 * const report = await evaluateLayout(parseMetadata(bytes), { layoutKeys, evidence, backend, now: new Date() });
 * if (!report.ok) for (const { message, remedy } of report.failures) console.error(message, remedy);
 * ```
 */
export async function evaluateLayout(layout: Metadata, options: VerifyLayoutOptions): Promise<VerificationReport> {
  const { report } = await verifyChain({ ...options, metadata: layout, name: '', path: [] }, resolveSettings(options));
  return report;
}
