import type { ArgumentTarget } from '../argument-target.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** `-P` for commands that sign with several keys. */
export function declareKeysPassword(parser: Pick<ArgumentTarget, 'add_argument'>): void {
  parser.add_argument('-P', '--password', {
    nargs: '?',
    const: '',
    metavar: 'PASSWORD',
    help: 'password or PIN of the keys; asks where it is not given',
  });
}

/** The value of `-P`: given on the command line, asked for where it stands alone, or absent. */
export async function choosePassword(
  args: Arguments,
  terminal: Terminal,
  options: { readonly confirm?: boolean } = {},
): Promise<string | undefined> {
  const given = args.text('password');
  return given === '' ? ask(terminal, 'Password', options) : given;
}

/** The value of `--new-password`, as {@link choosePassword}; where it is asked for, it is asked for twice. */
export async function chooseNewPassword(args: Arguments, terminal: Terminal): Promise<string | undefined> {
  const given = args.text('new_password');
  return given === '' ? ask(terminal, 'New password', { confirm: true }) : given;
}

async function ask(terminal: Terminal, words: string, { confirm }: { readonly confirm?: boolean }): Promise<string> {
  const password = await terminal.askPassword({ words });
  // cosign encrypts with an empty password where none is given; nobody should choose one.
  if (password === '' && confirm === true) throw new UsageError('The password is empty.');
  if (confirm === true && (await terminal.askPassword({ words: 'The same again' })) !== password) {
    throw new UsageError('The two passwords differ.');
  }
  return password;
}
