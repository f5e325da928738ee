import { type Artifacts, falsify, handOver, makeArtifacts, workOn } from './artifacts.ts';
import type { ChainFile, Document, SignatureRef } from './chain.ts';
import { makeInspections } from './inspections.ts';
import { keyObject, type KeyRef, listedId, pickKey, pickSigner } from './key-ring.ts';
import { pickStepName } from './names.ts';
import { type ParameterPlan, writeRule } from './parameters.ts';
import type { Random } from './random.ts';
import { makeRules, type Rule, type RuleSetting, type Work } from './rules.ts';
import { atom, type Plain, toTree, type Tree } from './tree.ts';

/** One layout with all its evidence. */
export interface Layer {
  readonly layout: Tree;
  readonly files: readonly ChainFile[];
}

export interface LayerSetting {
  readonly random: Random;
  /** How many layouts are above. */
  readonly depth: number;
  /** Where its links go, with a slash at the end. */
  readonly folder: string;
  readonly parameters: ParameterPlan;
  /** What a sublayout has to come to. */
  readonly wanted?: Work | undefined;
  readonly inspections: boolean;
}

interface StepPlan extends Work {
  readonly name: string;
  readonly keys: readonly KeyRef[];
  readonly threshold: Tree;
}

/** The time that chains are verified for; before the present, so that an expiry a month from now has not come. */
export const NOW = '2020-06-15T12:00:00Z';

/** Dates of expiry about then; the last is not too early by one second. */
const SOON = ['2020-06-15T12:00:00Z', '2020-06-15T11:59:59Z', '2020-06-15T12:00:01Z', '2020-06-15T12:00:01Z'];

export function makeLayer(setting: LayerSetting): Layer {
  const { random, parameters, wanted } = setting;
  const steps = planSteps(setting);
  const links = new Map<string, Work>(steps.map((step) => [step.name, step]));
  const keys = steps.flatMap((step) => step.keys);
  const rules = (rule: RuleSetting): readonly Rule[] =>
    makeRules(random, rule).map((words) => writeRule(random, parameters, words));
  const layout = toTree({
    _type: 'layout',
    expires: random.chance(0.96) ? '2999-01-01T00:00:00Z' : random.pick(SOON),
    inspect: setting.inspections ? makeInspections(random, wanted ?? lastOf(steps), links, parameters) : [],
    keys: new Map(keys.map((key) => [key.keyId, keyObject(key)])),
    readme: random.pick(['', 'read me', 'ü{}']),
    steps: steps.map((work) => ({
      _type: 'step',
      expected_command: random.chance(0.3) ? ['cc', parameters.write('{x}')] : [],
      expected_materials: rules({ work, list: 'expected_materials', links }),
      expected_products: rules({ work, list: 'expected_products', links }),
      name: work.name,
      pubkeys: work.keys.map(listedId),
      threshold: work.threshold,
    })),
  });
  return { layout, files: steps.flatMap((step) => makeEvidence(setting, step)) };
}

function lastOf(steps: readonly StepPlan[]): Work {
  return steps.at(-1) ?? { materials: new Map(), products: new Map() };
}

function planSteps({ random, depth, wanted }: LayerSetting): readonly StepPlan[] {
  const empty = wanted === undefined || (wanted.materials.size === 0 && wanted.products.size === 0);
  const count = depth === 0 ? random.pick([0, 1, 1, 2, 2, 2, 3, 3, 4, 5]) : random.below(3) + (empty ? 0 : 1);
  const names = new Set<string>();
  while (names.size < count) names.add(pickStepName(random, 0.03));
  const steps: StepPlan[] = [];
  let left: Artifacts = wanted?.materials ?? (random.chance(0.5) ? new Map() : makeArtifacts(random, 4));
  for (const name of names) {
    const materials = steps.length === 0 && wanted !== undefined ? wanted.materials : handOver(random, left);
    const last = steps.length === count - 1;
    const products = last && wanted !== undefined ? wanted.products : workOn(random, materials);
    steps.push({ name, materials, products, ...planThreshold(random) });
    left = products;
  }
  return steps;
}

function planThreshold(random: Random): Pick<StepPlan, 'keys' | 'threshold'> {
  const keys = [pickKey(random)];
  while (keys.length < 3 && random.chance(0.25)) {
    const [first] = keys;
    const other = pickKey(random);
    // The same material under another id, or another key whose file has the same name.
    const key =
      first === undefined || random.chance(0.85)
        ? other
        : random.chance(0.6)
          ? { ...first, keyId: 'c0ffee'.repeat(8) }
          : { ...other, keyId: `${first.keyId.slice(0, 8)}00` };
    if (keys.every(({ keyId }) => keyId !== key.keyId)) keys.push(key);
  }
  if (random.chance(0.03)) return { keys, threshold: atom(random.pick(['0', '-1', '3', 'true', 'false'])) };
  const threshold = random.chance(0.6) ? keys.length : random.below(keys.length) + 1;
  return { keys, threshold: toTree(threshold) };
}

function makeEvidence(setting: LayerSetting, step: StepPlan): readonly ChainFile[] {
  const { random, depth, folder } = setting;
  const single = step.threshold.kind === 'atom' && step.threshold.text === '1';
  return step.keys.flatMap((key): readonly ChainFile[] => {
    const { keyId, fileKeyId } = pickSigner(random, key);
    const signer = { key, keyId };
    const short = fileKeyId.slice(0, 8);
    const path = `${folder}${step.name}.${short}.link`;
    // Beyond the threshold a link may be missing.
    if (single && step.keys.length > 1 && random.chance(0.2)) return [];
    const work = random.chance(single ? 0.06 : 0.04) ? { ...step, products: falsify(random, step.products) } : step;
    if (depth >= 3 || !random.chance(0.08)) {
      return [{ path, content: sign(random, makeLink(random, step.name, work), [signer]) }];
    }
    const layer = makeLayer({
      ...setting,
      depth: depth + 1,
      folder: `${folder}${step.name}.${short}/`,
      parameters: { values: undefined, write: (word) => word },
      wanted: { materials: step.materials, products: work.products },
      inspections: setting.inspections && random.chance(0.3),
    });
    return [{ path, content: sign(random, layer.layout, [signer]) }, ...layer.files];
  });
}

function makeLink(random: Random, name: string, { materials, products }: Work): Tree {
  const command: Plain = random.chance(0.3) ? ['cc', '{x}'] : random.chance(0.1) ? [1, null, ['x']] : [];
  const byproducts: Plain = random.chance(0.3) ? { 'return-value': 0, stderr: '', stdout: 'two\nlines' } : {};
  return toTree({
    _type: 'link',
    byproducts,
    command,
    environment: random.chance(0.1) ? { workdir: '/src', big: atom('123456789012345678901234567890') } : {},
    materials,
    name: random.chance(0.97) ? name : random.pick(['other', '', null]),
    products,
  });
}

/** Puts a payload into a container and has it signed. */
export function sign(random: Random, payload: Tree, signers: readonly SignatureRef[]): Document {
  const onlyMetablock = signers.some(({ key }) => key.kind === 'gpg' && !key.newer);
  return {
    container: random.chance(onlyMetablock ? 0.97 : 0.5) ? 'metablock' : 'dsse',
    payload,
    signatures: signers,
    blank: random.pick(['', ' ']),
    damages: [],
  };
}
