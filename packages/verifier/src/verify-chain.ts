import {
  type Authenticated,
  formatTime,
  type Layout,
  type Link,
  type Step,
  type SupplyChainItem,
} from '@intoto/models';

import { authenticateLayout } from './authenticate-layout.ts';
import { certConstraintsOf, loadCertified } from './certificate-support.ts';
import type { Chain, ChainOutcome } from './chain.ts';
import { checkCommands } from './command-alignment.ts';
import { beginEvaluation, type Evaluation, type Settings } from './evaluation.ts';
import { checkExpiry } from './expiry.ts';
import { checkItemRules } from './item-rules.ts';
import { checkLayoutContent } from './layout-content.ts';
import { checkLayoutKeys } from './layout-keys.ts';
import { loadLinks } from './load-links.ts';
import { loadWording } from './load-wording.ts';
import { reduceLinks } from './reduce-links.ts';
import type { Failure, ReportBase } from './report.ts';
import { checkThresholds } from './signature-threshold.ts';
import { replaceSublayouts } from './sublayouts.ts';
import { summarize, toSummary } from './summary-link.ts';

/** How much of a layout is checked. */
export interface Extent {
  /** Its steps are those whose links are read; its inspections are carried out. */
  readonly layout: Authenticated<Layout>;
  /** Of these steps, those whose rules are applied. */
  readonly ruled: readonly Step[];
}

/** The whole workflow (in-toto specification 5.2) for a layout and its sublayouts. */
export async function verifyChain(chain: Chain, settings: Settings): Promise<ChainOutcome> {
  const evaluation = beginEvaluation(settings, chain.path);
  const layout = await openLayout(evaluation, chain);
  const links = layout === undefined ? undefined : await checkLayout(evaluation, layout, chain);
  const base = toReportBase(evaluation, layout);
  const [first, ...others] = evaluation.checks.failures;
  if (first !== undefined) {
    const failures: readonly [Failure, ...Failure[]] = [first, ...others];
    return { report: { ...base, ok: false, failures }, incomplete: evaluation.heldBack.failures === failures.length };
  }
  if (layout === undefined || links === undefined || !layout.steps.every(({ name }) => links.has(name))) {
    throw new Error('A step without a link must have failed');
  }
  const summary = summarize(layout, links, chain.name);
  return { report: { ...base, ok: true, summary: toSummary(summary) }, summary, incomplete: false };
}

/** The layout, if every one of the keys has signed it. */
export async function openLayout(
  evaluation: Evaluation,
  { layoutKeys, metadata }: Chain,
): Promise<Authenticated<Layout> | undefined> {
  evaluation.signal?.throwIfAborted();
  const layout = (await checkLayoutKeys(evaluation, layoutKeys))
    ? await authenticateLayout(evaluation, metadata, layoutKeys)
    : undefined;
  if (layout === undefined) (await loadWording()).skipUnauthentic(evaluation);
  return layout;
}

/**
 * Everything that rests on the layout being authentic.
 * @param narrow - says how much of it is checked: called once, with the layout as parameters leave it. @defaultValue all of it
 * @returns the one link of each step that has one.
 */
export async function checkLayout(
  evaluation: Evaluation,
  received: Authenticated<Layout>,
  { metadata, evidence, parameters }: Chain,
  narrow: (layout: Authenticated<Layout>) => Extent = (layout) => ({ layout, ruled: layout.steps }),
): Promise<ReadonlyMap<string, Authenticated<Link>>> {
  const unsafeSteps = await checkLayoutContent(evaluation, metadata, received);
  await checkExpiry(evaluation, received);
  // What most layouts do not have is loaded where one has it.
  const substituted =
    parameters === undefined
      ? received
      : (await import('./parameters.ts')).applyParameters(evaluation, received, parameters);
  // Names, keys and thresholds have no parameters.
  const { layout, ruled } = narrow(substituted ?? received);
  const certified = layout.steps.filter((step) => certConstraintsOf(evaluation, step).length > 0).map(nameOf);
  const { trust, obstacle } =
    certified.length === 0 ? {} : await (await loadCertified()).openCertificates(evaluation, layout, certified);
  const unsought = new Map([...unsafeSteps].map((name) => [name, 'its name cannot be part of a file name']));
  if (obstacle !== undefined) for (const name of certified) unsought.set(name, obstacle);
  const loaded = await loadLinks(evaluation, layout, evidence, { unsought, trust });
  const signed = await checkThresholds(evaluation, layout, loaded, trust);
  const linked = await replaceSublayouts(evaluation, layout, evidence, signed, verifyChain);
  if (substituted !== undefined) checkCommands(evaluation, layout, linked);
  const links = await reduceLinks(evaluation, layout, linked);
  if (substituted === undefined) {
    (await loadWording()).skipUnsubstituted(evaluation);
    return links;
  }
  const steps = new Set(layout.steps.map(nameOf));
  for (const item of ruled) {
    await checkItemRules(evaluation, { stage: 'step-rules', item, links, expected: steps });
  }
  if (layout.inspections.length === 0) return links;
  const { runInspections } = await import('./inspections.ts');
  const all = new Map([...links, ...(await runInspections(evaluation, layout))]);
  const expected = new Set([...steps, ...layout.inspections.map(nameOf)]);
  for (const item of layout.inspections) {
    await checkItemRules(evaluation, { stage: 'inspection-rules', item, links: all, expected });
  }
  return links;
}

function nameOf({ name }: SupplyChainItem): string {
  return name;
}

/** What every report has, of an evaluation that is over. */
export function toReportBase(
  { profile, now, checks, signatures, traces, sublayouts }: Evaluation,
  layout: Layout | undefined,
): ReportBase {
  return {
    reportVersion: 1,
    profile,
    at: formatTime(now),
    ...(layout?.expires === undefined ? {} : { expires: layout.expires }),
    checks: checks.checks,
    signatures,
    traces,
    sublayouts,
  };
}
