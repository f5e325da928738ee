import { pickStepName } from './names.ts';
import { type ParameterPlan, writeRule } from './parameters.ts';
import type { Random } from './random.ts';
import { makeRules, type Work } from './rules.ts';
import type { Plain } from './tree.ts';

const COMMANDS: readonly Plain[] = [
  ['true'],
  ['true', 'ignored'],
  ['sh', '-c', 'echo x > made'],
  ['sh', '-c', 'echo out; echo err >&2; rm -f app'],
  ['touch', 'b.link', 'b.pyc', 'b~'],
];

const FAILING_COMMANDS: readonly Plain[] = [
  ['false'],
  ['sh', '-c', 'exit 3'],
  ['sh', '-c', 'kill -9 $$'],
  ['no-such-command-anywhere'],
  ['./app'],
  ['/'],
  [''],
  [],
  ['true', 1],
  ['tr\0ue'],
];

/** Inspections; few, since each starts a process twice. */
export function makeInspections(
  random: Random,
  work: Work,
  links: ReadonlyMap<string, Work>,
  parameters: ParameterPlan,
): readonly Plain[] {
  const names = new Set<string>();
  while (names.size < 1 + random.below(2)) {
    const name = `${pickStepName(random, 0.06)}-check`;
    names.add(name);
  }
  // What an inspection will find is nearly what the last step left.
  const seen = { materials: work.products, products: work.products };
  const known = new Map([...links, ...[...names].map((name) => [name, seen] as const)]);
  const rules = (list: 'expected_materials' | 'expected_products'): Plain =>
    makeRules(random, { work: seen, list, links: known })
      .filter((rule) => random.chance(0.4) || !/^(?:disallow|require)$/iu.test(rule[0] ?? ''))
      .map((rule) => writeRule(random, parameters, rule));
  return [...names].map((name) => ({
    _type: 'inspection',
    expected_materials: rules('expected_materials'),
    expected_products: rules('expected_products'),
    name,
    run: random.chance(0.85) ? random.pick(COMMANDS) : random.pick(FAILING_COMMANDS),
  }));
}
