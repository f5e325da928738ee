import type { ArgumentOptions } from 'argparse';

import type { ArgumentTarget } from '../../argument-target.ts';
import type { Command, CommandGroup } from '../command.ts';

/** What follows an option or stands by itself. */
export interface OfferedValue {
  readonly metavar: string;
  /** What may stand there; file names where it is absent. */
  readonly choices?: readonly string[] | undefined;
}

/** An option that a shell offers. */
export interface OfferedOption {
  /** The short and the long form, or the long one alone. */
  readonly flags: readonly string[];
  readonly help: string;
  /** Absent where nothing follows. */
  readonly value?: OfferedValue | undefined;
  readonly count: 'none' | 'one' | 'optional' | 'many';
}

/** What a shell offers after one command. */
export interface Offer {
  /** Words of the command, e.g. `key new`. */
  readonly path: string;
  readonly help: string;
  readonly options: readonly OfferedOption[];
  readonly positional?: OfferedValue | undefined;
}

const HELP: OfferedOption = { flags: ['-h', '--help'], help: 'show this help message and exit', count: 'none' };

function countOf({ action, nargs }: ArgumentOptions): OfferedOption['count'] {
  if (action === 'store_true') return 'none';
  return nargs === '+' || nargs === '*' ? 'many' : nargs === '?' ? 'optional' : 'one';
}

function offerOf(path: string, command: Command): Offer {
  const options = [HELP];
  let positional: OfferedValue | undefined;
  const recorder: ArgumentTarget = {
    add_argument(...namesAndOptions) {
      const settings = namesAndOptions.at(-1) as ArgumentOptions;
      const names = namesAndOptions.filter((name): name is string => typeof name === 'string');
      const flags = names.filter((name) => name.startsWith('-'));
      const metavar = typeof settings.metavar === 'string' ? settings.metavar : (names.at(-1) ?? '').replace('--', '');
      const value = { metavar, choices: settings.choices as readonly string[] | undefined };
      const count = countOf(settings);
      if (flags.length === 0) positional = value;
      else options.push({ flags, help: settings.help ?? '', count, value: count === 'none' ? undefined : value });
    },
    add_argument_group: () => recorder,
  };
  command.declare(recorder);
  return { path, help: command.help, options, positional };
}

/** One for each command, made from the declarations that parse it. */
export function collectOffers(commands: readonly (Command | CommandGroup)[]): readonly Offer[] {
  return commands.flatMap((entry) =>
    'commands' in entry
      ? entry.commands.map((command) => offerOf(`${entry.name} ${command.name}`, command))
      : [offerOf(entry.name, entry)],
  );
}

/** Words that may follow the program's name or a group's name (empty and the group's), with their help. */
export function collectWords(
  commands: readonly (Command | CommandGroup)[],
): ReadonlyMap<string, readonly (readonly [name: string, help: string])[]> {
  return new Map([
    ['', commands.map(({ name, help }) => [name, help] as const)],
    ...commands.flatMap((entry) =>
      'commands' in entry ? [[entry.name, entry.commands.map(({ name, help }) => [name, help] as const)] as const] : [],
    ),
  ]);
}

/** A word of a shell script that means exactly `text`. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
