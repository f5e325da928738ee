import type { ArgumentOptions } from 'argparse';

import type { ArgumentGroupTarget, ProgramTarget } from './argument-target.ts';

type Values = Readonly<Record<string, unknown>>;

interface Declared {
  readonly name: string;
  readonly settings: ArgumentOptions;
  /** Whether what it takes is known here. */
  readonly isSimple: boolean;
  /** The same for those of which at most one may be given. */
  readonly exclusive: object;
}

const SIMPLE_ACTIONS: ReadonlySet<unknown> = new Set([undefined, 'store_true']);
const SIMPLE_TYPES: ReadonlySet<unknown> = new Set([undefined, 'int']);
/** Words that an argument takes at least, by `nargs`. */
const FEWEST: ReadonlyMap<unknown, number> = new Map([
  [undefined, 1],
  ['?', 0],
  ['*', 0],
  ['+', 1],
]);

/**
 * Reads arguments as argparse does, where nothing about them needs more than a look: options by their full names, each once, with
 * words that begin with no dash, and at the end a command after `--`. Loading argparse takes a program longer than recording a small step.
 *
 * @returns the values by their names, or `undefined` for whatever argparse must read: abbreviations, `--name=value`, help, mistakes
 */
export function readUsualArguments(
  declare: (target: ProgramTarget) => void,
  words: readonly string[],
): Values | undefined {
  const { options, positional, values } = collect(declare);
  const given = new Set<object>();
  let at = 0;
  while (at < words.length && words[at] !== '--') {
    const option = options.get(words[at] ?? '');
    if (!option?.isSimple || given.has(option.exclusive)) return undefined;
    given.add(option.exclusive);
    const from = at + 1;
    at = endOfWords(words, from, option);
    if (!store(values, option, words.slice(from, at))) return undefined;
  }
  const rest = words.slice(at + 1);
  const [command, ...others] = positional;
  if (rest.includes('--') || others.length > 0) return undefined;
  if (command === undefined ? at < words.length : !isCommand(command) || !store(values, command, rest))
    return undefined;
  const isMissing = [...options.values()].some(({ settings, exclusive }) => settings.required && !given.has(exclusive));
  return isMissing ? undefined : values;
}

const isCommand = ({ isSimple, settings: { nargs } }: Declared): boolean =>
  isSimple && (nargs === '*' || nargs === '+');

/** Where the words end that an option takes. */
function endOfWords(words: readonly string[], from: number, { settings: { action, nargs } }: Declared): number {
  if (action !== undefined) return from;
  const most = nargs === undefined || nargs === '?' ? from + 1 : words.length;
  let at = from;
  while (at < Math.min(most, words.length) && !words[at]?.startsWith('-')) at += 1;
  return at;
}

/** Whether these are words that an argument may have; if so, they are its value from now on. */
function store(
  values: Record<string, unknown>,
  { name, settings: { action, nargs, type, const: constant } }: Declared,
  words: readonly string[],
): boolean {
  const [word] = words;
  if (action === 'store_true') values[name] = true;
  else if (words.length < (FEWEST.get(nargs) ?? Number.POSITIVE_INFINITY)) return false;
  else if (nargs === '*' || nargs === '+') values[name] = words;
  else if (type === undefined || word === undefined) values[name] = word ?? constant;
  else if (/^\d{1,9}$/u.test(word)) values[name] = Number(word);
  else return false;
  return true;
}

interface Collected {
  /** By each of their names. */
  readonly options: ReadonlyMap<string, Declared>;
  readonly positional: readonly Declared[];
  /** What is so without any argument. */
  readonly values: Record<string, unknown>;
}

function collect(declare: (target: ProgramTarget) => void): Collected {
  const options = new Map<string, Declared>();
  const positional: Declared[] = [];
  const values: Record<string, unknown> = {};
  const group = (exclusive?: object): ArgumentGroupTarget => ({
    add_argument(...parts) {
      const settings = parts.at(-1) as ArgumentOptions;
      const flags = parts.slice(0, -1) as readonly string[];
      const long = flags.find((flag) => flag.startsWith('--')) ?? flags[0] ?? '';
      const name = settings.dest ?? long.replace(/^-+/u, '').replaceAll('-', '_');
      const { action, nargs, type, choices } = settings;
      values[name] = settings.default ?? (action === 'store_true' ? false : undefined);
      const isSimple =
        SIMPLE_ACTIONS.has(action) && FEWEST.has(nargs) && SIMPLE_TYPES.has(type) && choices === undefined;
      const declared = { name, settings, isSimple, exclusive: exclusive ?? {} };
      if (!long.startsWith('-')) positional.push(declared);
      else for (const flag of flags) options.set(flag, declared);
    },
  });
  declare({
    ...group(),
    add_argument_group: () => group(),
    add_first_group: () => group(),
    add_mutually_exclusive_group: () => group({}),
  });
  return { options, positional, values };
}
