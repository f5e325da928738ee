import type { Offer } from './offer.ts';

/** The script for bash; where it offers nothing, bash completes file names. */
export function bashScript(
  words: ReadonlyMap<string, readonly (readonly [string, string])[]>,
  offers: readonly Offer[],
): string {
  const groups = [...words.keys()].filter((name) => name !== '').join('|');
  const values = offers.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value?.choices === undefined
        ? []
        : [`    ${flags.map((flag) => `'${path} ${flag}'`).join('|')}) offers='${value.choices.join(' ')}' ;;`],
    ),
  );
  const options = offers.map(
    ({ path, options: all }) => `    '${path} -') offers='${all.flatMap(({ flags }) => flags).join(' ')}' ;;`,
  );
  const names = [...words].map(
    ([group, list]) => `    '${group} ') offers='${list.map(([name]) => name).join(' ')}' ;;`,
  );
  const positionals = offers.flatMap(({ path, positional }) =>
    positional?.choices === undefined ? [] : [`    '${path} ') offers='${positional.choices.join(' ')}' ;;`],
  );
  return `# bash completion for in-toto: source <(in-toto completion bash)
_in_toto() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" typed='' offers='' ended='' word
  COMPREPLY=()
  if [[ $before == = ]]; then before="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  if [[ $current == = ]]; then current=''; fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      --) return ;;
      -*) ended=1 ;;
    esac
    if [[ -z $ended ]]; then
      typed="\${typed:+$typed }$word"
      case $typed in ${groups}) ;; *) ended=1 ;; esac
    fi
  done
  case "$typed $before" in
${values.join('\n')}
  esac
  if [[ -z $offers ]]; then
    case "$typed \${current:0:1}" in
    ' -') offers='-h --help --version' ;;
${options.join('\n')}
    esac
  fi
  if [[ -z $offers && $current != -* ]]; then
    case "$typed " in
${[...names, ...positionals].join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$offers" -- "$current"))
}
complete -o bashdefault -o default -F _in_toto in-toto
`;
}
