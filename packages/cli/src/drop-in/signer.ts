import { type MetadataSigner, withSigner } from '@intoto/node';

import type { Arguments } from '../arguments.ts';
import type { PasswordQuestion } from '../ask-password.ts';
import { GpgUsageError } from '../gpg-usage-error.ts';
import type { Terminal } from '../terminal.ts';
import type { CommandLine } from './command-line.ts';

/** Asked as Python's `getpass` asks. */
export const QUESTION: PasswordQuestion = { words: 'Password', orStandardInput: true };

/** Exactly one of `--signing-key` and `--gpg`, or the program ends with status 2. */
export async function assertOneSigner({ args, refuse }: CommandLine): Promise<void> {
  const gpg = args.raw('gpg');
  const hasGpg = gpg === true || (typeof gpg === 'string' && gpg !== '');
  const hasKey = (args.text('signing_key') ?? '') !== '';
  if (hasGpg === hasKey) await refuse('usage', "Specify either '--signing-key <path>' or '--gpg [<keyid>]'");
}

/** A key id as the reference demands it. */
export function assertHexadecimal(keyId: string): void {
  if (/^[0-9a-f]+$/iu.test(keyId)) return;
  throw new GpgUsageError(`The GPG key id ${JSON.stringify(keyId)} is not hexadecimal.`, { code: 'ERR_GPG_KEY_ID' });
}

/**
 * Does something with the signing key, whose password is asked for where `-P` stands alone, or with GPG, and closes it afterwards.
 * @param gpgKeyId - whether any text may name a GPG key, or only hexadecimal digits
 */
export async function useSigner<T>(
  args: Arguments,
  terminal: Terminal,
  gpgKeyId: 'hexadecimal' | 'any',
  work: (signer: MetadataSigner) => Promise<T>,
): Promise<T> {
  const source = args.text('signing_key') ?? '';
  if (source === '') {
    const gpg = args.raw('gpg');
    const keyId = typeof gpg === 'string' ? gpg : '';
    if (keyId !== '' && gpgKeyId === 'hexadecimal') assertHexadecimal(keyId);
    return withSigner(`gpg:${keyId}`, { gpgHome: args.text('gpg_home'), profile: 'reference' }, work);
  }
  const password = args.raw('password') === true ? await terminal.askPassword(QUESTION) : args.text('password');
  return withSigner(source, { password, profile: 'reference' }, work);
}
