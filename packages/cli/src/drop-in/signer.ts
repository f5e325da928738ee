import { createSigner, type MetadataSigner, nodeBackend, readPrivateKey } from '@intoto/node';

import type { ProgramParser } from '../argument-parser.ts';
import type { Arguments } from '../arguments.ts';
import type { PasswordQuestion } from '../ask-password.ts';
import { GpgUsageError } from '../gpg-usage-error.ts';
import { createGpgSigner } from '../gpg.ts';
import type { Terminal } from '../terminal.ts';

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

/** A key id as the reference demands it. */
export function assertHexadecimal(keyId: string): void {
  if (/^[0-9a-f]+$/iu.test(keyId)) return;
  throw new GpgUsageError(`The GPG key id ${JSON.stringify(keyId)} is not hexadecimal.`, { code: 'ERR_GPG_KEY_ID' });
}

/** What the reference finds out when it signs: after the command. */
export function refuseDsse(): never {
  throw new GpgUsageError('GPG keys sign no DSSE envelopes. Use a Metablock, or a key in a PEM file.', {
    code: 'ERR_GPG_DSSE',
  });
}

/**
 * Loads the signing key, asking for its password where `-P` stands alone, or turns to GPG.
 * @param gpgKeyId - whether any text may name a GPG key, or only hexadecimal digits
 */
export async function loadSigner(
  args: Arguments,
  terminal: Terminal,
  gpgKeyId: 'hexadecimal' | 'any' = 'hexadecimal',
): Promise<MetadataSigner> {
  const path = args.text('signing_key') ?? '';
  if (path === '') {
    const gpg = args.raw('gpg');
    const keyId = typeof gpg === 'string' ? gpg : undefined;
    if (keyId !== undefined && gpgKeyId === 'hexadecimal') assertHexadecimal(keyId);
    return createGpgSigner({ keyId, homeDirectory: args.text('gpg_home'), profile: 'reference' });
  }
  const password = args.raw('password') === true ? await terminal.askPassword(QUESTION) : args.text('password');
  const key = await readPrivateKey(path, { password });
  return createSigner(key, { backend: nodeBackend });
}
