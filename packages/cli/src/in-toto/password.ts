import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** The value of `-P`: given on the command line, asked for where it stands alone, or absent. */
export async function choosePassword(
  args: Arguments,
  terminal: Terminal,
  options: { readonly confirm?: boolean } = {},
): Promise<string | undefined> {
  const given = args.text('password');
  if (given !== '') return given;
  const password = await terminal.askPassword({ words: 'Password' });
  if (password === '') throw new UsageError('The password is empty.');
  if (options.confirm === true && (await terminal.askPassword({ words: 'The same again' })) !== password) {
    throw new UsageError('The two passwords differ.');
  }
  return password;
}
