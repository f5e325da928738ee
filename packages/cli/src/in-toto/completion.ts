import type { ArgumentOptions } from 'argparse';

import { UsageError } from '../usage-error.ts';
import type { ArgumentTarget, Command, CommandGroup } from './command.ts';

/** What a shell offers after one command: its options, and its choices by option. */
interface Offer {
  /** Words of the command, e.g. `key new`. */
  readonly path: string;
  readonly help: string;
  readonly options: readonly string[];
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

function offerOf(path: string, command: Command): Offer {
  const options: string[] = ['--help'];
  const choices = new Map<string, readonly string[]>();
  const recorder: ArgumentTarget = {
    add_argument(...namesAndOptions) {
      const settings = namesAndOptions.at(-1) as ArgumentOptions;
      const names = namesAndOptions.filter((name): name is string => typeof name === 'string');
      const flags = names.filter((name) => name.startsWith('--'));
      options.push(...flags);
      if (Array.isArray(settings.choices)) for (const name of flags) choices.set(name, settings.choices as string[]);
    },
    add_argument_group: () => recorder,
  };
  command.declare(recorder);
  return { path, help: command.help, options, choices };
}

function bash(tree: ReadonlyMap<string, readonly string[]>, offers: readonly Offer[]): string {
  const groups = [...tree].map(([name, words]) => `    ${name === '' ? "''" : name}) words='${words.join(' ')}' ;;`);
  const options = offers.map(({ path, options: flags }) => `    '${path}') words='${flags.join(' ')}' ;;`);
  const choices = offers.flatMap(({ path, choices: byFlag }) =>
    [...byFlag].map(([flag, values]) => `    '${path} ${flag}') words='${values.join(' ')}' ;;`),
  );
  return `# bash completion for in-toto: source <(in-toto completion bash)
_in_toto() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} path='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) break ;; *) path="\${path:+$path }$word" ;; esac
    case $path in ${[...tree.keys()].filter((name) => name !== '').join('|')}) ;; *) break ;; esac
  done
  case $path in
${groups.join('\n')}
${options.join('\n')}
  esac
  case "$path $before" in
${choices.join('\n')}
    *) if [[ -n $path && $current != -* ]]; then
        [[ $words == --* ]] && { COMPREPLY=($(compgen -f -- "$current")); return; }
      fi ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o filenames -F _in_toto in-toto
`;
}

function fish(groups: readonly CommandGroup[], offers: readonly Offer[]): string {
  const quote = (text: string): string => `'${text.replaceAll("'", String.raw`\'`)}'`;
  const names = new Set(groups.map(({ name }) => name));
  const lines = offers.flatMap(({ path, help, options, choices }) => {
    const [first = '', second] = path.split(' ');
    const seen = `__fish_seen_subcommand_from ${first}${second === undefined ? '' : `; and __fish_seen_subcommand_from ${second}`}`;
    return [
      second === undefined
        ? `complete -c in-toto -f -n __fish_use_subcommand -a ${first} -d ${quote(help)}`
        : `complete -c in-toto -f -n '__fish_seen_subcommand_from ${first}; and not __fish_seen_subcommand_from ${second}' -a ${second} -d ${quote(help)}`,
      ...options.map((flag) => {
        const values = choices.get(flag);
        return `complete -c in-toto -n '${seen}' -l ${flag.slice(2)}${values === undefined ? '' : ` -x -a ${quote(values.join(' '))}`}`;
      }),
    ];
  });
  const heads = groups.map(
    ({ name, help }) => `complete -c in-toto -f -n __fish_use_subcommand -a ${name} -d ${quote(help)}`,
  );
  return `# fish completion for in-toto: in-toto completion fish | source (${names.size} groups)\n${[...heads, ...lines].join('\n')}\n`;
}

/** The script that teaches a shell the words of `in-toto`, made from the declarations that parse them. */
export function completionScript(shell: string, commands: readonly (Command | CommandGroup)[]): string {
  const groups = commands.filter((entry): entry is CommandGroup => 'commands' in entry);
  const offers = commands.flatMap((entry) =>
    'commands' in entry
      ? entry.commands.map((command) => offerOf(`${entry.name} ${command.name}`, command))
      : [offerOf(entry.name, entry)],
  );
  const tree = new Map([
    ['', commands.map(({ name }) => name)],
    ...groups.map(({ name, commands: inner }) => [name, inner.map((command) => command.name)] as const),
  ]);
  switch (shell) {
    case 'bash':
      return bash(tree, offers);
    case 'zsh':
      return `#compdef in-toto\nautoload -U +X bashcompinit && bashcompinit\n${bash(tree, offers)}`;
    case 'fish':
      return fish(groups, offers);
    default:
      throw new UsageError(`No completion for ${shell}: bash, zsh and fish are known.`);
  }
}

/** `in-toto completion`. */
export function createCompletion(commands: () => readonly (Command | CommandGroup)[]): Command {
  return {
    name: 'completion',
    help: 'print a shell completion script',
    description: 'Prints a completion script. For bash: source <(in-toto completion bash)',
    declare(parser) {
      parser.add_argument('shell', { choices: ['bash', 'zsh', 'fish'], metavar: 'SHELL', help: 'bash, zsh or fish' });
    },
    async run(args, terminal) {
      terminal.out(completionScript(args.required('shell'), commands()));
      return 0;
    },
  };
}
