import {
  type Authenticated,
  formatTime,
  type Layout,
  type Link,
  type Metadata,
  type SupplyChainItem,
} from '@intoto/models';

import { authenticateLayout } from './authenticate-layout.ts';
import { certConstraintsOf } from './certificate-support.ts';
import type { Chain, ChainOutcome } from './chain.ts';
import { beginEvaluation, type Evaluation, resolveSettings, type Settings } from './evaluation.ts';
import { checkExpiry } from './expiry.ts';
import { checkItemRules } from './item-rules.ts';
import { checkLayoutContent } from './layout-content.ts';
import { checkLayoutKeys } from './layout-keys.ts';
import { loadLinks } from './load-links.ts';
import type { VerifyLayoutOptions } from './options.ts';
import { reduceLinks } from './reduce-links.ts';
import type { Failure, VerificationReport } from './report.ts';
import { checkThresholds } from './signature-threshold.ts';
import { replaceSublayouts } from './sublayouts.ts';
import { summarize, toSummary } from './summary-link.ts';

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
  const settings = resolveSettings(options);
  const { layoutKeys: keys, evidence, parameters } = options;
  const outcome = await verifyChain({ metadata: layout, keys, evidence, name: '', path: [], parameters }, settings);
  return outcome.report;
}

async function verifyChain(chain: Chain, settings: Settings): Promise<ChainOutcome> {
  const evaluation = beginEvaluation(settings, chain.path);
  settings.signal?.throwIfAborted();
  const layout = (await checkLayoutKeys(evaluation, chain.keys))
    ? await authenticateLayout(evaluation, chain.metadata, chain.keys)
    : undefined;
  if (layout === undefined) {
    (await import('./skipped-stages.ts')).skipUnauthentic(evaluation);
    return finish(evaluation, undefined, () => undefined);
  }
  const links = await checkLayout(evaluation, layout, chain);
  return finish(evaluation, layout, () => {
    const complete = layout.steps.every(({ name }) => links.has(name));
    return complete ? summarize(layout, links, chain.name) : undefined;
  });
}

/** Everything that rests on the layout being authentic. @returns the one link of each step that has one. */
async function checkLayout(
  evaluation: Evaluation,
  received: Authenticated<Layout>,
  { metadata, evidence, parameters }: Chain,
): Promise<ReadonlyMap<string, Authenticated<Link>>> {
  const unsafeSteps = await checkLayoutContent(evaluation, metadata, received);
  await checkExpiry(evaluation, received);
  // What most layouts do not have is loaded where one has it.
  const substituted =
    parameters === undefined
      ? received
      : (await import('./parameters.ts')).applyParameters(evaluation, received, parameters);
  // Names, keys and thresholds have no parameters.
  const layout = substituted ?? received;
  const certified = layout.steps.filter((step) => certConstraintsOf(evaluation, step).length > 0).map(nameOf);
  const { trust, obstacle } =
    certified.length === 0
      ? {}
      : await (await import('./open-certificates.ts')).openCertificates(evaluation, layout, certified);
  const unsought = new Map([...unsafeSteps].map((name) => [name, 'its name cannot be part of a file name']));
  if (obstacle !== undefined) for (const name of certified) unsought.set(name, obstacle);
  const loaded = await loadLinks(evaluation, layout, evidence, { unsought, trust });
  const signed = await checkThresholds(evaluation, layout, loaded, trust);
  const linked = await replaceSublayouts(evaluation, layout, evidence, signed, verifyChain);
  if (substituted !== undefined && layout.steps.some(({ expectedCommand }) => expectedCommand.length > 0)) {
    (await import('./command-alignment.ts')).checkCommands(evaluation, layout, linked);
  }
  const links = await reduceLinks(evaluation, layout, linked);
  if (substituted === undefined) {
    (await import('./skipped-stages.ts')).skipUnsubstituted(evaluation);
    return links;
  }
  const steps = new Set(layout.steps.map(nameOf));
  for (const item of layout.steps) {
    await checkItemRules(evaluation, { stage: 'step-rules', item, links, expected: steps });
  }
  if (layout.inspections.length === 0) return links;
  const { runInspections } = await import('./inspections.ts');
  const all = new Map([...links, ...(await runInspections(evaluation, substituted))]);
  const expected = new Set([...steps, ...layout.inspections.map(nameOf)]);
  for (const item of layout.inspections) {
    await checkItemRules(evaluation, { stage: 'inspection-rules', item, links: all, expected });
  }
  return links;
}

function nameOf({ name }: SupplyChainItem): string {
  return name;
}

function finish(
  evaluation: Evaluation,
  layout: Layout | undefined,
  summarizeLinks: () => Authenticated<Link> | undefined,
): ChainOutcome {
  const { profile, now, checks, signatures, traces, sublayouts, heldBack } = evaluation;
  const base = {
    reportVersion: 1,
    profile,
    at: formatTime(now),
    ...(layout?.expires === undefined ? {} : { expires: layout.expires }),
    checks: checks.checks,
    signatures,
    traces,
    sublayouts,
  } as const;
  const [first, ...others] = checks.failures;
  if (first !== undefined) {
    const failures: readonly [Failure, ...Failure[]] = [first, ...others];
    const incomplete = heldBack.failures === failures.length;
    return { report: { ...base, ok: false, failures }, incomplete };
  }
  const summary = summarizeLinks();
  if (summary === undefined) throw new Error('A step without a link must have failed');
  return { report: { ...base, ok: true, summary: toSummary(summary) }, summary, incomplete: false };
}
