import type { Random } from './random.ts';

const STEPS = ['fetch', 'build', 'test', 'package', 'sign', 'lint', 'release', 'x'];
const ODD_STEPS = [
  '__proto__',
  'constructor',
  'two\nlines',
  'back\\slash',
  'a/b',
  '../up',
  'a/../b',
  './build',
  '/absolute',
  'missing/../build',
  '.',
  '',
  'with blank',
  'dot.ted.link',
  '*',
  '{name}',
  '\u{1F980}',
  'ü',
  'u\u0308',
  'nul\0',
  'l'.repeat(300),
];

/** Names for steps and inspections, mostly different ones. */
export function pickStepName(random: Random, odd: number): string {
  return random.chance(odd) ? random.pick(ODD_STEPS) : random.pick(STEPS);
}

export const PLAIN_ARTIFACTS = [
  'main.c',
  'app',
  'README',
  'src/main.c',
  'src/lib/a.c',
  'bin/app',
  'lib/a',
  'app.tar.gz',
];

const ODD_ARTIFACTS = [
  'a/../b',
  './a',
  'a//b',
  'src//main.c',
  '/etc/passwd',
  'src/./x',
  '../outside',
  '',
  '.',
  'two\nlines',
  '\n',
  'back\\slash',
  'src/back\\slash',
  '__proto__',
  'constructor',
  'toJSON',
  'hasOwnProperty',
  '*',
  '?',
  '[a]',
  '[!a]',
  'a]',
  '{name}',
  '{}',
  'ü',
  'u\u0308',
  '\u{1F980}',
  'src/\u{1F980}',
  '\uE000',
  '\uFFFF',
  '\0',
  ' ',
  'x.link',
  '~',
  'APP',
  'Main.c',
];

export function pickArtifactName(random: Random): string {
  return random.chance(0.12) ? random.pick(ODD_ARTIFACTS) : random.pick(PLAIN_ARTIFACTS);
}

const PATTERNS = [
  '*',
  '**',
  '?',
  '*.c',
  'src/*',
  '*/a*',
  '[a-m]*',
  '[!a-m]*',
  '[^a]*',
  '[]a]*',
  '[a',
  '[]',
  '[!]',
  '[z-a]*',
  '[[]a]',
  '[a-]*',
  '[*]',
  '[?]',
  '*[\\]*',
  '\\*',
  '?????',
  '*\n*',
  '*\u{1F980}',
  '?\n?',
  '',
  '/*',
  './*',
  '*/../*',
  '.*',
  '*/*',
  '[\u{1F980}-\u{1F9FF}]',
  '{a,b}',
  'app*',
  'bin/?pp',
];

/** A pattern: one of the names, something made of it, or anything. */
export function pickPattern(random: Random, names: readonly string[]): string {
  if (names.length === 0 || random.chance(0.3)) return random.pick(PATTERNS);
  const name = random.pick(names);
  switch (random.below(7)) {
    case 0:
      return `${name.slice(0, random.below(name.length + 1))}*`;
    case 1:
      return `*${name.slice(random.below(name.length + 1))}`;
    case 2:
      return name.replace(/[a-z]/u, '?');
    case 3:
      return name.replace(/[a-z]/u, (letter) => `[${random.pick(['', '!', '^'])}${letter}x]`);
    default:
      return name;
  }
}

/** A prefix for IN: a folder of one of the names, or anything. */
export function pickPrefix(random: Random, names: readonly string[]): string {
  const folders = names.flatMap((name) => [...name.matchAll(/\//gu)].map(({ index }) => name.slice(0, index)));
  if (folders.length > 0 && random.chance(0.8)) return random.pick(folders) + random.pick(['', '', '/', '//']);
  return random.pick(['', 'src', 'dist', '/', '.', './', '..', 'src\\lib', 's*', 'bin/', 'IN']);
}
