import { UsageError } from '../usage-error.ts';
import type { Command, CommandGroup } from './command.ts';
import { bashScript } from './completion/bash.ts';
import { fishScript } from './completion/fish.ts';
import { collectOffers, collectWords } from './completion/offer.ts';
import { zshScript } from './completion/zsh.ts';

function completionScript(shell: string, commands: readonly (Command | CommandGroup)[]): string {
  const words = collectWords(commands);
  const offers = collectOffers(commands);
  switch (shell) {
    case 'bash':
      return bashScript(words, offers);
    case 'zsh':
      return zshScript(words, offers);
    case 'fish':
      return fishScript(words, offers);
    default:
      throw new UsageError(`No completion for ${shell}: bash, zsh and fish are known.`);
  }
}

/** `in-toto completion`. */
export function createCompletion(loadCommands: () => Promise<readonly (Command | CommandGroup)[]>): Command {
  return {
    name: 'completion',
    help: 'print a shell completion script',
    description:
      'Prints a script that teaches a shell to complete the words of in-toto. Put a line of these into its startup file.',
    examples: [
      'source <(in-toto completion bash)    # in ~/.bashrc',
      'source <(in-toto completion zsh)     # in ~/.zshrc, after compinit',
      'in-toto completion fish | source     # in ~/.config/fish/config.fish',
    ],
    declare(parser) {
      parser.add_argument('shell', { choices: ['bash', 'zsh', 'fish'], metavar: 'SHELL', help: 'bash, zsh or fish' });
    },
    async run(args, terminal) {
      terminal.out(completionScript(args.required('shell'), await loadCommands()));
      return 0;
    },
  };
}
