import type { Random } from './random.ts';
import type { Rule } from './rules.ts';

/** Parameters of a chain, and how words are written with them. */
export interface ParameterPlan {
  readonly values: Readonly<Record<string, string>> | undefined;
  /** The word in such a way that putting in the parameters gives it. */
  write(word: string): string;
}

const NAMES = ['name', 'a', 'b-c', 'X_1', '__proto__', '7'];
const VALUES = ['app', 'src', '*', 'main', '', 'a{b}', '{name}', 'ü', '\u{1F980}', 'ALLOW'];
const ODD_NAMES = ['a b', '', 'ü', 'a.b', 'a\n', '{a}'];

const ODD_WORDS = [
  '{missing}',
  '{}',
  '{0}',
  '{1}',
  '{',
  '}',
  '{{name}',
  '{name}}',
  '{ name }',
  '{name!r}',
  '{name!s}',
  '{name!x}',
  '{name:>5}',
  '{name:}',
  '{name[0]}',
  '{name.upper}',
  '{name.__class__}',
  '{name:{a}}',
  '{{{name}}}',
  '{{}}',
  '}}{{',
  '{name',
  'name}',
  '{na{me}}',
  '{a}{a}',
  '{ü}',
  '{\u0661}',
  '{-1}',
  '{name!}',
  '{!r}',
];

/** Sometimes parameters, sometimes none; without them braces are what they are. */
export function planParameters(random: Random): ParameterPlan {
  if (random.chance(0.75)) return { values: undefined, write: (word) => word };
  const values: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const name of random.some(NAMES, 0.5)) values[name] = random.pick(VALUES);
  if (random.chance(0.03)) values[random.pick(ODD_NAMES)] = 'x';
  return {
    values,
    write(word) {
      const escaped = word.replaceAll('{', '{{').replaceAll('}', '}}');
      const fitting = Object.entries(values).filter(
        ([name, value]) => value !== '' && !/[{}]/u.test(value) && name !== '7' && escaped.includes(value),
      );
      if (fitting.length === 0 || random.chance(0.7)) return escaped;
      const [name, value] = random.pick(fitting);
      return escaped.replace(value, () => `{${name}}`);
    },
  };
}

/** Writes a rule's words; its keywords have to be there before parameters are. */
export function writeRule(random: Random, plan: ParameterPlan, rule: Rule): Rule {
  if (plan.values === undefined) return random.chance(0.005) ? rule.with(1, random.pick(ODD_WORDS)) : rule;
  if (random.chance(0.015)) return rule.with(1, random.pick(ODD_WORDS));
  return rule.map((word, index) => {
    const keyword = index === 0 || (/^(?:in|with|from|materials|products)$/iu.test(word) && rule.length > 2);
    return keyword ? word : plan.write(word);
  });
}
