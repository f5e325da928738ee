import {
  type CertificateAuthority,
  type CertificateConstraint,
  createInspection,
  createLayout,
  createStep,
  type Inspection,
  type Layout,
  type PublicKey,
  type Step,
} from '@intoto/models';

import { readExpiry } from './read-expiry.ts';
import { type RuleInput, toCommandWords, toRuleWords } from './rule-input.ts';
import { assertSound } from './sound-layout.ts';

/** What {@link layoutBuilder} takes. */
export interface LayoutBuilderOptions {
  /** A date, a time `YYYY-MM-DDTHH:MM:SSZ`, or, from `now`, a duration such as `90d` (see {@link readExpiry}). */
  readonly expires: Date | string;
  /** Needed for a duration. */
  readonly now?: Date | undefined;
  readonly readme?: string | undefined;
  /** Certificate authorities by name, for steps with `certConstraints`. */
  readonly rootCas?: ReadonlyMap<string, CertificateAuthority> | undefined;
  readonly intermediateCas?: ReadonlyMap<string, CertificateAuthority> | undefined;
}

/** The rules of a step or inspection; `Names` is what its MATCH rules may refer to. */
export interface RuleLists<Names extends string> {
  /** What goes in. */
  readonly materials?: readonly RuleInput<Names>[] | undefined;
  /** What comes out. */
  readonly products?: readonly RuleInput<Names>[] | undefined;
}

/** A step, for {@link LayoutBuilder}. */
export interface StepDescription<Names extends string> extends RuleLists<Names> {
  /** The keys of those who may carry it out. They become keys of the layout. */
  readonly signers?: readonly PublicKey[] | undefined;
  /** Whose certificates may sign besides; made with `createCertificateConstraint` of `@intoto/models`. */
  readonly certConstraints?: readonly CertificateConstraint[] | undefined;
  /** How many of them must agree. @defaultValue 1 */
  readonly threshold?: number | undefined;
  /** What they should run, as words or as text that is split like a shell's. A difference is a warning. */
  readonly command?: readonly string[] | string | undefined;
}

/** An inspection, for {@link LayoutBuilder}. */
export interface InspectionDescription<Names extends string> extends RuleLists<Names> {
  /** What the verifier runs, as words or as text that is split like a shell's. There is no shell. */
  readonly run: readonly string[] | string;
}

/** A name that none of `Names` is. */
export type FreshName<Name extends string, Names extends string> = Name & (Name extends Names ? never : unknown);

/**
 * A layout in the making. Immutable: each call returns another builder, so a beginning can be shared. The compiler knows
 * the names so far; a MATCH rule with another name does not compile.
 */
export interface LayoutBuilder<Steps extends string, Inspections extends string> {
  /** Adds a step. Its rules may refer to it and to the steps before it. */
  step<const Name extends string>(
    name: FreshName<Name, Steps | Inspections>,
    description: StepDescription<Steps | NoInfer<Name>>,
  ): LayoutBuilder<Steps | Name, Inspections>;
  /** Adds an inspection. Its rules may refer to all steps so far, to it and to the inspections before it. */
  inspection<const Name extends string>(
    name: FreshName<Name, Steps | Inspections>,
    description: InspectionDescription<Steps | Inspections | NoInfer<Name>>,
  ): LayoutBuilder<Steps, Inspections | Name>;
  /**
   * Makes the layout. What the linter calls an error, a threshold that no keys can reach for example, is refused; `lintLayout`
   * says more.
   *
   * @throws {@link LayoutError} `ERR_LAYOUT_UNSOUND`
   * @throws ModelError of `@intoto/models` for rules, commands and names that are none
   */
  build(): Layout;
}

/**
 * Begins a layout whose MATCH rules the compiler checks.
 *
 * @throws {@link LayoutError} `ERR_EXPIRY_FORMAT`
 * @throws TypeError for a duration without `now`
 * @example
 * ```ts
 * import { layoutBuilder, rules } from '@intoto/layout';
 * import type { PublicKey } from '@intoto/models';
 *
 * export const plan = (alice: PublicKey, bob: PublicKey) =>
 *   layoutBuilder({ expires: '90d', now: new Date() })
 *     .step('write', { signers: [alice], materials: ['DISALLOW *'], products: ['CREATE src/*', 'DISALLOW *'] })
 *     .step('build', {
 *       signers: [bob],
 *       materials: [rules.match('src/*').withProducts().from('write'), rules.disallow('*')],
 *       products: ['CREATE dist/*', 'DISALLOW *'],
 *     })
 *     .inspection('look', {
 *       run: 'true',
 *       materials: ['MATCH dist/* WITH PRODUCTS FROM build', 'DISALLOW *'],
 *       products: ['MATCH dist/* WITH PRODUCTS FROM build', 'DISALLOW *'],
 *     })
 *     .build();
 * ```
 */
export function layoutBuilder(options: LayoutBuilderOptions): LayoutBuilder<never, never> {
  const { expires: when, now, ...rest } = options;
  const expires = typeof when === 'string' ? readExpiry(when, now ?? new Date(Number.NaN)) : when;
  return extend({ ...rest, expires }, { keys: new Map(), steps: [], inspections: [] });
}

interface Draft {
  readonly keys: ReadonlyMap<string, PublicKey>;
  readonly steps: readonly Step[];
  readonly inspections: readonly Inspection[];
}

type Frame = Pick<LayoutBuilderOptions, 'expires' | 'readme' | 'rootCas' | 'intermediateCas'>;

function extend<Steps extends string, Inspections extends string>(
  frame: Frame,
  draft: Draft,
): LayoutBuilder<Steps, Inspections> {
  return {
    step: (name, { signers = [], certConstraints, threshold, command = [], ...lists }) =>
      extend(frame, {
        ...draft,
        keys: new Map([...draft.keys, ...signers.map((key) => [key.keyId, key] as const)]),
        steps: [
          ...draft.steps,
          createStep({
            name,
            pubkeys: signers.map(({ keyId }) => keyId),
            certConstraints,
            threshold,
            expectedCommand: toCommandWords(command),
            ...toRuleLists(lists),
          }),
        ],
      }),
    inspection: (name, { run, ...lists }) =>
      extend(frame, {
        ...draft,
        inspections: [
          ...draft.inspections,
          createInspection({ name, run: toCommandWords(run), ...toRuleLists(lists) }),
        ],
      }),
    build: () => assertSound(createLayout({ ...frame, ...draft })),
  };
}

function toRuleLists({ materials = [], products = [] }: RuleLists<string>) {
  return { expectedMaterials: materials.map(toRuleWords), expectedProducts: products.map(toRuleWords) };
}
