import { type Offer, type OfferedOption, type OfferedValue, quoteForShell } from './offer.ts';

/** Colons and brackets structure what _arguments and _describe take. */
const escape = (text: string): string => text.replaceAll(/[\\:[\]]/g, String.raw`\$&`);

const PATHS = new Set(['FILE', 'KEY', 'DIR', 'PATH']);

function action({ metavar, choices }: OfferedValue): string {
  const words = choices === undefined ? (PATHS.has(metavar) ? '_files' : ' ') : `(${choices.join(' ')})`;
  return `${escape(metavar)}:${words}`;
}

function optionSpec({ flags, help, count, value }: OfferedOption): string {
  const follows =
    value === undefined
      ? ''
      : count === 'many'
        ? `:*-*:${action(value)}`
        : count === 'optional'
          ? `::${escape(value.metavar)}:`
          : `:${action(value)}`;
  const text = quoteForShell(`[${escape(help)}]${follows}`);
  return flags.length === 1 ? `'*'${flags[0]}${text}` : `'*'{${flags.join(',')}}${text}`;
}

function describe(title: string, entries: readonly (readonly [string, string])[]): string {
  const words = entries.map(([name, help]) => quoteForShell(`${name}:${escape(help)}`));
  return `local -a entries=(${words.join(' ')}); _describe ${title} entries`;
}

/** The script for zsh, to be sourced or put into \`fpath\` as \`_in-toto\`. */
export function zshScript(
  words: ReadonlyMap<string, readonly (readonly [string, string])[]>,
  offers: readonly Offer[],
): string {
  const groups = [...words.keys()].filter((name) => name !== '');
  const groupCases = groups.map((group) => `      ${group}) ${describe('command', words.get(group) ?? [])} ;;`);
  const commands = offers.map(({ path, options, positional }) => {
    const rest =
      positional === undefined
        ? ''
        : positional.metavar === 'COMMAND'
          ? ` '*::command:_normal'`
          : ` ${quoteForShell(`*:${action(positional)}`)}`;
    return `    '${path}') _arguments -s ${options.map(optionSpec).join(' ')}${rest} ;;`;
  });
  return `#compdef in-toto
# zsh completion for in-toto: source <(in-toto completion zsh)
_in-toto() {
  local typed=\${words[2]}
  if (( CURRENT == 2 )); then
    if [[ $PREFIX == -* ]]; then
      _arguments '(-)'{-h,--help}'[show help]' '(-)--version[show the version]'
      return
    fi
    ${describe('command', words.get('') ?? [])}
    return
  fi
  if [[ $typed == (${groups.join('|')}) ]]; then
    if (( CURRENT == 3 )); then
      case $typed in
${groupCases.join('\n')}
      esac
      return
    fi
    typed="$typed \${words[3]}"
    shift words
    (( CURRENT-- ))
  fi
  shift words
  (( CURRENT-- ))
  case $typed in
${commands.join('\n')}
  esac
}
if [[ $funcstack[1] == _in-toto ]]; then _in-toto "$@"; else compdef _in-toto in-toto; fi
`;
}
