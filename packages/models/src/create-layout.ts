import { createJsonObject, type JsonValue } from '@intoto/encoding';

import type { RuleWords } from './artifact-rule.ts';
import { findCertificateProblems } from './certificate-codec.ts';
import type { CertificateAuthority, CertificateConstraint } from './certificates.ts';
import { encodeLayout, parseLayout } from './layout-codec.ts';
import type { Inspection, Layout, Step } from './layout.ts';
import { throwModelProblems } from './model-error.ts';
import { ProblemList } from './problem.ts';
import type { PublicKey } from './public-key.ts';
import { formatTime } from './time.ts';

/** What {@link createStep} takes; what is left out is empty, the threshold 1. */
export interface StepOptions {
  readonly name: string;
  readonly expectedMaterials?: readonly RuleWords[] | undefined;
  readonly expectedProducts?: readonly RuleWords[] | undefined;
  /** Key ids of those who may sign. */
  readonly pubkeys?: readonly string[] | undefined;
  /** Whose certificates may sign; made with `createCertificateConstraint`. */
  readonly certConstraints?: readonly CertificateConstraint[] | undefined;
  readonly expectedCommand?: readonly JsonValue[] | undefined;
  readonly threshold?: number | undefined;
}

/** What {@link createInspection} takes; what is left out is empty. */
export interface InspectionOptions {
  readonly name: string;
  readonly expectedMaterials?: readonly RuleWords[] | undefined;
  readonly expectedProducts?: readonly RuleWords[] | undefined;
  readonly run?: readonly JsonValue[] | undefined;
}

/** What {@link createLayout} takes; what is left out is empty. */
export interface LayoutOptions {
  /** A date, or `YYYY-MM-DDTHH:MM:SSZ`. A layout must have one (specification 4.3); leaving it out must be said. */
  readonly expires: string | Date | undefined;
  /** The functionaries' keys, by their own ids where a list is given. */
  readonly keys?: ReadonlyMap<string, PublicKey> | readonly PublicKey[] | undefined;
  /** Certificate authorities by name; `createCertificateAuthority` of `@intoto/x509` makes them. */
  readonly rootCas?: ReadonlyMap<string, CertificateAuthority> | undefined;
  readonly intermediateCas?: ReadonlyMap<string, CertificateAuthority> | undefined;
  readonly steps?: readonly Step[] | undefined;
  readonly inspections?: readonly Inspection[] | undefined;
  readonly readme?: string | undefined;
}

/** Makes a step. Checked when it becomes part of a layout. */
export function createStep(options: StepOptions): Step {
  return {
    type: 'step',
    name: options.name,
    expectedMaterials: options.expectedMaterials ?? [],
    expectedProducts: options.expectedProducts ?? [],
    pubkeys: options.pubkeys ?? [],
    certConstraints: options.certConstraints ?? [],
    expectedCommand: options.expectedCommand ?? [],
    threshold: options.threshold ?? 1,
    unknown: createJsonObject([]),
  };
}

/** Makes an inspection. Checked when it becomes part of a layout. */
export function createInspection(options: InspectionOptions): Inspection {
  return {
    type: 'inspection',
    name: options.name,
    expectedMaterials: options.expectedMaterials ?? [],
    expectedProducts: options.expectedProducts ?? [],
    run: options.run ?? [],
    unknown: createJsonObject([]),
  };
}

/**
 * Makes a layout.
 *
 * @throws {@link ModelError} as `parseLayout` does, for a rule without one of the known forms for example
 * @example
 * ```ts
 * import { createLayout, createMetablock, createStep, encodeLayout, writeMetadata } from '@intoto/models';
 *
 * const steps = [createStep({ name: 'build', expectedProducts: [['CREATE', 'dist/*'], ['DISALLOW', '*']] })];
 * const layout = createLayout({ expires: '2030-01-01T00:00:00Z', steps });
 * console.log(writeMetadata(createMetablock(encodeLayout(layout))));
 * ```
 */
export function createLayout(options: LayoutOptions): Layout {
  const { expires, keys = [] } = options;
  const layout: Layout = {
    type: 'layout',
    readme: options.readme ?? '',
    expires: expires instanceof Date ? formatTime(expires) : expires,
    keys: keys instanceof Map ? keys : new Map((keys as readonly PublicKey[]).map((key) => [key.keyId, key])),
    rootCas: options.rootCas ?? new Map(),
    intermediateCas: options.intermediateCas ?? new Map(),
    steps: options.steps ?? [],
    inspections: options.inspections ?? [],
    unknown: createJsonObject([]),
  };
  const parsed = parseLayout(encodeLayout(layout));
  const problems = new ProblemList();
  for (const { path, message } of findCertificateProblems(parsed)) problems.add(path, message);
  throwModelProblems('a layout', 'ERR_MODEL_FORMAT', problems);
  return parsed;
}
