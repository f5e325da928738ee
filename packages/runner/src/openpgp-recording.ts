import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { OpenPgpSigner } from '@intoto/crypto';
import { compareCodePoints, quoteText } from '@intoto/encoding';
import type { PublicKey } from '@intoto/models';

import { RunnerError } from './runner-error.ts';
import { readUnfinishedMetadata, unfinishedLinkNotFound } from './unfinished-link.ts';

/** A recording to be finished, and with which key. */
export interface OpenPgpRecording {
  /** Of the unfinished link. */
  readonly path: string;
  /** Must have signed it. */
  readonly key: PublicKey;
  /** Signs the link and names its file: the main key's where the signer was told a key, else that of the unfinished link's signature. */
  readonly keyId: string;
}

const EXTENSION = '.link-unfinished';

/**
 * Finds the one recording of a step in a directory. Which key or subkey GnuPG signed it with is known only from the file.
 *
 * @throws {@link RunnerError} `ERR_UNFINISHED_LINK_NOT_FOUND`, `ERR_UNFINISHED_LINK_AMBIGUOUS`, `ERR_UNFINISHED_LINK_FORMAT`;
 *   whatever the signer throws.
 */
export async function findOpenPgpRecording(
  cwd: string,
  name: string,
  signer: OpenPgpSigner,
): Promise<OpenPgpRecording> {
  const prefix = `.${name}.`;
  const isCandidate = (file: string): boolean =>
    file.startsWith(prefix) && file.endsWith(EXTENSION) && !file.slice(prefix.length, -EXTENSION.length).includes('.');
  const [found, ...others] = (await readdir(cwd)).filter(isCandidate).sort(compareCodePoints);
  if (found === undefined) throw unfinishedLinkNotFound(join(cwd, `${prefix}*${EXTENSION}`), name);
  if (others.length > 0) {
    const files = [found, ...others];
    throw new RunnerError(
      `Several recordings of step ${quoteText(name)} were started here: ${files.join(', ')}. Remove all but the one to finish.`,
      { code: 'ERR_UNFINISHED_LINK_AMBIGUOUS', details: { name, files } },
    );
  }
  const path = join(cwd, found);
  const { signatures } = await readUnfinishedMetadata(path, name);
  const signed = signatures[0]?.keyId ?? '';
  const asked = signer.keyId ?? '';
  const key = await signer.exportPublicKey(asked === '' ? signed : asked);
  return { path, key, keyId: asked === '' ? signed : key.keyId };
}
