import type { Random } from '../differential/random.ts';

const NAMES = [
  ['a', 'b', 'foo', 'sub', '.git', 'x.pyc', 'c.txt', 'a b', '.', '..', '*', '**', '?', '*.*', '.*', 'é', '😀'],
].flat();
const PIECES = [
  ['*', '?', 'a', 'b', '.', '[ab]', '[!a]', '[^a]', '[a-c]', '[]]', '\\*', '\\a', 'foo', 'x', ' ', '😀', '~'],
].flat();
const ODD = [
  ['', ' ', '#foo', '\\#foo', '/', '//', '!', '\\!', '!!a', '\\', 'a\\', 'a\\ ', 'a ', ' a', '[', '[a'],
  ['a[z-a]', '[]'],
  ['**/', '/**', '**/**', '*/', '/*', '/*/', '**/*', '**/*/**', '***', 'a**', '**a', 'a/**/b', 'a//b', '//a', './a'],
  ['../a', '*.link*', '*~', '\t', 'a\u00a0', '[[:alpha:]]', 'a\nb', '!/', '#', '[\\]]', '[a\\]', 'a\\\\', '\r'],
].flat();

function segment(random: Random, names: readonly string[]): string {
  if (random.chance(0.5)) return random.pick(random.chance(0.7) && names.length > 0 ? names : NAMES);
  return random.several(1, 4, () => random.pick(PIECES)).join('');
}

/** One line of gitignore syntax; `names` are such as there are. */
export function generateExclude(random: Random, names: readonly string[]): string {
  if (random.chance(0.08)) return random.pick(ODD);
  const path = random.several(1, 3, () => (random.chance(0.12) ? '**' : segment(random, names))).join('/');
  const start = random.pick(['', '', '', '', '/', '!', '!', '!/', '**/']);
  return `${start}${path}${random.pick(['', '', '', '/', '/**', '/*'])}`;
}
