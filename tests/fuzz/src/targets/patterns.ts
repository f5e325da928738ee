import { createExcludeFilter } from '@intoto/artifacts';
import { compilePattern } from '@intoto/rules';

import { HOSTILE_NAMES } from '../hostile-values.ts';
import type { Random } from '../random.ts';
import { caseOf, inputOf, type Target } from '../target.ts';
import { attempt, demand, outcomeOf } from '../violation.ts';

const PIECES = [
  '*',
  '**',
  '?',
  '[',
  ']',
  '[!',
  '[^',
  '!',
  '-',
  '\\',
  '/',
  '//',
  '#',
  ' ',
  '\n',
  '.',
  'a',
  'b',
  'z-a',
  '\ud83d\ude00',
];
const LONGEST = 40;

/** Patterns of rules and of excludes, on names made of the same pieces. */
export const patternsTarget: Target = {
  name: 'patterns',
  weight: 1,
  shortCount: 1200,
  generate: (random) => {
    const patterns = Array.from({ length: 1 + random.size(5) }, () => write(random));
    const names = [...Array.from({ length: 5 }, () => write(random)), random.pick(HOSTILE_NAMES)];
    return caseOf(Buffer.from(JSON.stringify({ patterns, names })));
  },
  check: (subject) => {
    const { patterns, names } = JSON.parse(Buffer.from(inputOf(subject)).toString('utf8')) as Record<string, string[]>;
    for (const pattern of patterns ?? []) checkPattern(pattern, names ?? []);
    const filter = attempt(() => createExcludeFilter(patterns ?? []));
    if (filter.ok) for (const name of names ?? []) demand(typeof filter.value(name) === 'boolean', 'no verdict');
    return outcomeOf(filter);
  },
};

function checkPattern(pattern: string, names: readonly string[]): void {
  const matches = compilePattern(pattern);
  const literal = compilePattern(pattern.replaceAll(/[*?[]/gu, '[$&]'));
  const anywhere = compilePattern(`*${pattern}*`);
  demand(literal(pattern), 'a pattern of literals does not match itself');
  for (const name of names) {
    demand(literal(name) === (name === pattern), 'a pattern of literals matches something else');
    demand(!matches(name) || anywhere(name), 'stars around a pattern make it match less');
    demand(compilePattern('*')(name), 'a star does not match');
  }
}

function write(random: Random): string {
  const piece = (): string => (random.chance(0.9) ? random.pick(PIECES) : random.pick(HOSTILE_NAMES));
  const text = Array.from({ length: 1 + random.size(LONGEST) }, piece).join('');
  return random.chance(0.05) ? text.repeat(1 + random.size(100)) : text;
}
