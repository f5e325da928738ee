import type { Offer } from './offer.ts';

const quote = (text: string): string => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
const at = (path: string): string => `-n ${quote(`__in_toto_at ${quote(path)}`)}`;

function completeOptions({ path, options, positional }: Offer): readonly string[] {
  const lines = options.map(({ flags, help, count, value }) => {
    const names = flags
      .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
      .join(' ');
    const values = value?.choices === undefined ? '' : ` -f -a ${quote(value.choices.join(' '))}`;
    const required = count === 'none' || count === 'optional' ? '' : ' -r';
    return `complete -c in-toto ${at(path)} ${names} -d ${quote(help)}${required}${values}`;
  });
  if (positional?.choices !== undefined) {
    lines.push(`complete -c in-toto ${at(path)} -f -a ${quote(positional.choices.join(' '))}`);
  }
  return lines;
}

/** The script for fish. */
export function fishScript(
  words: ReadonlyMap<string, readonly (readonly [string, string])[]>,
  offers: readonly Offer[],
): string {
  const groups = [...words.keys()].filter((name) => name !== '');
  const names = [...words].flatMap(([group, list]) =>
    list.map(([name, help]) => `complete -c in-toto -f ${at(group)} -a ${name} -d ${quote(help)}`),
  );
  return `# fish completion for in-toto: in-toto completion fish | source
function __in_toto_at
    set -l typed
    for word in (commandline -opc)[2..-1]
        string match -q -- '-*' $word; and break
        set -a typed $word
        contains -- "$typed" ${groups.join(' ')}; or break
    end
    test "$typed" = "$argv[1]"
end
complete -c in-toto -f ${at('')} -s h -l help -d 'show help'
complete -c in-toto -f ${at('')} -l version -d 'show the version'
${[...names, ...offers.flatMap(completeOptions)].join('\n')}
`;
}
