import { deriveAuthenticated } from '@intoto/crypto';
import type { Authenticated, Layout, Metadata } from '@intoto/models';

import { beginEvaluation, type Evaluation, resolveSettings } from './evaluation.ts';
import { namesMatched } from './item-rules.ts';
import type { VerifyLayoutOptions } from './options.ts';
import type { PartialReport, PartialScope } from './report.ts';
import { StepSelectionError } from './step-selection-error.ts';
import { hasUncountableSubkeys } from './verification-key.ts';
import { checkLayout, type Extent, openLayout, toReportBase } from './verify-chain.ts';

/** What {@link evaluateSteps} needs besides the layout. */
export interface EvaluateStepsOptions extends Omit<VerifyLayoutOptions, 'inspectionRunner'> {
  /** Names of the steps to verify; at least one. */
  readonly steps: readonly string[];
}

/**
 * Verifies some steps of a layout and leaves the others out: to find out what a step lacks before the chain is complete. The
 * outcome is never a pass: `ok` is `false` in every {@link PartialReport}, whether something failed or not.
 *
 * The layout itself is verified as ever: signatures, content, expiry, parameters. Of the named steps, links, thresholds,
 * sublayouts and rules are. A step that their MATCH rules compare with, and that is not named, is a source: its links must be
 * there, signed and in agreement, and its own rules are not applied. No inspection is run, not even those of sublayouts: a step
 * that was carried out as a sublayout with inspections stays undecided. Every failure is one that {@link evaluateLayout} finds too.
 *
 * @param metadata - as for {@link evaluateLayout}
 * @throws {@link StepSelectionError} for a name that is not one of a step of the layout, once that is known to be authentic and
 * before anything else of it is checked
 * @throws TypeError for options that are not what their types say
 * @throws what {@link evaluateLayout} throws
 *
 * @example
 * ```ts no-run
 * import { evaluateSteps, type EvaluateStepsOptions } from '@intoto/verifier';
 * import type { Metadata } from '@intoto/models';
 *
 * declare const layout: Metadata;
 * declare const options: Omit<EvaluateStepsOptions, 'steps'>;
 *
 * const { failures, partial } = await evaluateSteps(layout, { ...options, steps: ['build'] });
 * console.log(failures.length, 'failures; not checked:', partial.uncheckedSteps, partial.uncheckedInspections);
 * ```
 */
export async function evaluateSteps(metadata: Metadata, options: EvaluateStepsOptions): Promise<PartialReport> {
  assertNames(options.steps);
  const settings = { ...resolveSettings(options), inspectionRunner: undefined, narrowed: true };
  const chain = { ...options, metadata, name: '', path: [] };
  const evaluation = beginEvaluation(settings, chain.path);
  const steps = new Set(options.steps);
  const layout = await openLayout(evaluation, chain);
  let sources: ReadonlySet<string> = new Set();
  if (layout !== undefined) {
    assertSteps(layout, steps);
    await checkLayout(evaluation, layout, chain, (received) => {
      sources = findSources(received, steps);
      return narrow(received, steps, sources);
    });
  }
  return {
    ...toReportBase(evaluation, layout),
    ok: false,
    partial: describeScope(evaluation, layout, steps, sources),
    failures: evaluation.checks.failures,
  };
}

function assertNames(names: readonly string[]): void {
  const fit = Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string');
  if (!fit) throw new TypeError('steps: at least one name expected');
}

function assertSteps({ steps, inspections }: Layout, names: ReadonlySet<string>): void {
  const known = new Set(steps.map(({ name }) => name));
  const unknown = [...names].find((name) => !known.has(name));
  if (unknown === undefined) return;
  const isInspection = inspections.some(({ name }) => name === unknown);
  throw new StepSelectionError(unknown, isInspection, [...known]);
}

/** The steps that MATCH rules of the named ones compare with, those apart that are named themselves. */
function findSources({ steps }: Layout, names: ReadonlySet<string>): ReadonlySet<string> {
  const matched = steps
    .filter(({ name }) => names.has(name))
    .flatMap(({ expectedMaterials, expectedProducts }) => expectedMaterials.concat(expectedProducts))
    .flatMap(namesMatched);
  return new Set(matched.filter((name) => !names.has(name) && steps.some((step) => step.name === name)));
}

function narrow(layout: Authenticated<Layout>, names: ReadonlySet<string>, sources: ReadonlySet<string>): Extent {
  const steps = layout.steps.filter(({ name }) => names.has(name) || sources.has(name));
  const leftOut = new Set(layout.steps.filter((step) => !steps.includes(step)).flatMap(({ pubkeys }) => pubkeys));
  for (const keyId of steps.flatMap(({ pubkeys }) => pubkeys)) leftOut.delete(keyId);
  // A key that nobody can use is a failure of the steps that list it, or of the layout where none does.
  const keys = new Map([...layout.keys].filter(([keyId, key]) => !leftOut.has(keyId) || !hasUncountableSubkeys(key)));
  return {
    layout: deriveAuthenticated(layout, { ...layout, steps, keys, inspections: [] }),
    ruled: steps.filter(({ name }) => names.has(name)),
  };
}

function describeScope(
  { traces }: Evaluation,
  layout: Layout | undefined,
  names: ReadonlySet<string>,
  sources: ReadonlySet<string>,
): PartialScope {
  const all = layout?.steps.map(({ name }) => name) ?? [...names];
  const steps = all.filter((name) => names.has(name));
  return {
    steps,
    // A list of rules that was applied has left a trace.
    undecided: steps.filter((name) => traces.filter(({ item }) => item === name).length < 2),
    uncheckedSteps: all.filter((name) => !names.has(name)),
    sources: all.filter((name) => sources.has(name)),
    uncheckedInspections: layout?.inspections.map(({ name }) => name) ?? [],
  };
}
