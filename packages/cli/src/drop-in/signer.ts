import { type Signer, withSigner } from '@intoto/node';

import type { ProgramParser } from '../argument-parser.ts';
import type { Arguments } from '../arguments.ts';
import type { PasswordQuestion } from '../ask-password.ts';
import type { Terminal } from '../terminal.ts';
import { GpgUnsupportedError } from './gpg-unsupported-error.ts';

/** Asked as Python's `getpass` asks. */
export const QUESTION: PasswordQuestion = { words: 'Password', orStandardInput: true };

/** Exactly one of `--signing-key` and `--gpg`, or the program ends with status 2. */
export function assertOneSigner(parser: ProgramParser, args: Arguments): void {
  const gpg = args.raw('gpg');
  const hasGpg = gpg === true || (typeof gpg === 'string' && gpg !== '');
  const hasKey = (args.text('signing_key') ?? '') !== '';
  if (hasGpg !== hasKey) return;
  parser.print_usage();
  parser.error("Specify either '--signing-key <path>' or '--gpg [<keyid>]'");
}

/** Does something with the signing key, whose password is asked for where `-P` stands alone, and closes it afterwards. */
export async function useSigner<T>(
  args: Arguments,
  terminal: Terminal,
  work: (signer: Signer) => Promise<T>,
): Promise<T> {
  const source = args.text('signing_key') ?? '';
  if (source === '') throw new GpgUnsupportedError();
  const password = args.raw('password') === true ? await terminal.askPassword(QUESTION) : args.text('password');
  return withSigner(source, { password }, work);
}
