import { createJsonObject, isJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';

import type { RuleWords } from './artifact-rule.ts';
import {
  CERT_CONSTRAINTS,
  encodeAuthorities,
  encodeConstraints,
  INTERMEDIATE_CAS,
  readAuthorities,
  readConstraints,
  ROOT_CAS,
} from './certificate-codec.ts';
import { isEmptyIterable, isFalsy } from './falsy.ts';
import { refuseDepth, refuseForeignValues } from './foreign-values.ts';
import { findLayoutProblems } from './layout-problems.ts';
import type { Inspection, Layout, Step } from './layout.ts';
import { type EncodeOptions, joinMembers, keepsCertificates, unknownMembers } from './members.ts';
import { throwModelProblems } from './model-error.ts';
import { ProblemList } from './problem.ts';
import { readPublicKey } from './public-key-codec.ts';

const KNOWN_IN_LAYOUT = new Set(['_type', 'steps', 'inspect', 'keys', 'expires', 'readme']);
const LISTS = new Set(['steps', 'inspect']);
const KNOWN_IN_STEP = new Set([
  '_type',
  'name',
  'expected_materials',
  'expected_products',
  'pubkeys',
  'expected_command',
  'threshold',
]);
const KNOWN_IN_INSPECTION = new Set(['_type', 'name', 'expected_materials', 'expected_products', 'run']);

interface ItemJson extends JsonObject {
  readonly name: string;
}

interface LayoutJson {
  readonly steps: readonly ItemJson[];
  readonly inspect: readonly ItemJson[];
  readonly keys?: JsonObject;
  readonly expires?: string;
  readonly readme?: string;
  readonly [ROOT_CAS]?: JsonValue;
  readonly [INTERMEDIATE_CAS]?: JsonValue;
}

/**
 * Reads a layout (in-toto specification 4.3) from JSON, which may come from an attacker. Members that are absent get the
 * reference's defaults, but for `expires`: no clock is read. Says nothing of who made it, or whether it has expired.
 *
 * @throws {@link ModelError} `ERR_MODEL_FORMAT`, `ERR_MODEL_FLOAT`, `ERR_MODEL_SURROGATE`, `ERR_MODEL_DEPTH`, with
 * every problem in `details.problems`
 * @example
 * ```ts
 * import { parseLayout } from '@intoto/models';
 *
 * const layout = parseLayout({ _type: 'layout', steps: [{ name: 'build', threshold: 2 }], inspect: [] });
 * console.log(layout.steps.map(({ name, threshold }) => `${name} needs ${threshold}`)); // [ 'build needs 2' ]
 * ```
 */
export function parseLayout(tree: JsonValue): Layout {
  const normal = isJsonObject(tree) ? replaceEmpty(tree) : tree;
  // Keys have subkeys, which are keys: what reads them follows the nesting.
  if (isJsonObject(normal)) refuseDepth('a layout', normal['keys'] ?? null, '/keys');
  const problems = new ProblemList();
  findLayoutProblems(normal, problems);
  throwModelProblems('a layout', 'ERR_MODEL_FORMAT', problems);
  const json = normal as unknown as LayoutJson;
  const rootCas = readAuthorities(json[ROOT_CAS]);
  const intermediateCas = readAuthorities(json[INTERMEDIATE_CAS]);
  const layout: Layout = {
    type: 'layout',
    readme: json.readme ?? '',
    expires: json.expires,
    keys: new Map(Object.entries(json.keys ?? {}).map(([keyId, key]) => [keyId, readPublicKey(key)])),
    rootCas,
    intermediateCas,
    steps: json.steps.map(readStep),
    inspections: json.inspect.map(readInspection),
    unknown: unknownMembers(tree as JsonObject, KNOWN_IN_LAYOUT, [
      ...(rootCas.size > 0 ? [ROOT_CAS] : []),
      ...(intermediateCas.size > 0 ? [INTERMEDIATE_CAS] : []),
    ]),
  };
  // As the reference, which drops unknown members before it canonicalises.
  refuseForeignValues('a layout', encodeLayout(layout, { unknownMembers: 'omit' }));
  return layout;
}

/**
 * A layout as JSON, with all members that the reference writes. `expires` is left out where the layout has none: the
 * reference would put a date there that depends on the moment.
 */
export function encodeLayout(layout: Layout, options: EncodeOptions = {}): JsonObject {
  const members = {
    _type: 'layout',
    steps: layout.steps.map((step) => encodeStep(step, options)),
    inspect: layout.inspections.map((inspection) => encodeInspection(inspection, options)),
    keys: createJsonObject([...layout.keys].map(([keyId, key]) => [keyId, key.json])),
    readme: layout.readme,
    ...(layout.expires === undefined ? {} : { expires: layout.expires }),
    ...(keepsCertificates(options) ? encodeAuthorities(ROOT_CAS, layout.rootCas) : {}),
    ...(keepsCertificates(options) ? encodeAuthorities(INTERMEDIATE_CAS, layout.intermediateCas) : {}),
  };
  return joinMembers(members, layout.unknown, options);
}

/** Replaces what the reference takes for an empty list or for no date at all. */
function replaceEmpty(tree: JsonObject): JsonObject {
  const entries = Object.entries(tree).filter(([name, value]) => name !== 'expires' || !isFalsy(value));
  return createJsonObject(
    entries.map(([name, value]) => [name, LISTS.has(name) && isEmptyIterable(value) ? [] : value]),
  );
}

function readItem(json: ItemJson): Pick<Step, 'name' | 'expectedMaterials' | 'expectedProducts'> {
  return {
    name: json.name,
    expectedMaterials: (json['expected_materials'] ?? []) as readonly RuleWords[],
    expectedProducts: (json['expected_products'] ?? []) as readonly RuleWords[],
  };
}

function readStep(json: ItemJson): Step {
  const threshold = (json['threshold'] ?? 1) as number | boolean | bigint;
  const certConstraints = readConstraints(json[CERT_CONSTRAINTS]);
  return {
    type: 'step',
    ...readItem(json),
    pubkeys: (json['pubkeys'] ?? []) as readonly string[],
    certConstraints,
    expectedCommand: (json['expected_command'] ?? []) as readonly JsonValue[],
    threshold: Number(threshold),
    ...(typeof threshold === 'number' ? {} : { receivedThreshold: threshold }),
    unknown: unknownMembers(json, KNOWN_IN_STEP, certConstraints.length > 0 ? [CERT_CONSTRAINTS] : []),
  };
}

function readInspection(json: ItemJson): Inspection {
  return {
    type: 'inspection',
    ...readItem(json),
    run: (json['run'] ?? []) as readonly JsonValue[],
    unknown: unknownMembers(json, KNOWN_IN_INSPECTION),
  };
}

function encodeStep(step: Step, options: EncodeOptions): JsonObject {
  const { threshold, receivedThreshold: received } = step;
  const members = {
    _type: 'step',
    name: step.name,
    expected_materials: step.expectedMaterials,
    expected_products: step.expectedProducts,
    pubkeys: step.pubkeys,
    expected_command: step.expectedCommand,
    threshold: received !== undefined && Number(received) === threshold ? received : threshold,
    ...(keepsCertificates(options) ? encodeConstraints(step.certConstraints) : {}),
  };
  return joinMembers(members, step.unknown, options);
}

function encodeInspection(inspection: Inspection, options: EncodeOptions): JsonObject {
  const members = {
    _type: 'inspection',
    name: inspection.name,
    expected_materials: inspection.expectedMaterials,
    expected_products: inspection.expectedProducts,
    run: inspection.run,
  };
  return joinMembers(members, inspection.unknown, options);
}
