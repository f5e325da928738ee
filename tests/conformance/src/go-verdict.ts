import { readFile } from 'node:fs/promises';

import { type GoOperations, type Peer, PeerError } from '@intoto-tests/interop';
import type { CommandOutcome } from '@intoto/conformance';
import { InTotoError, readPublicKeys } from '@intoto/node';

import type { VerificationRequest } from './our-verifier.ts';

function ended(status: number, stderr = ''): CommandOutcome {
  return { type: 'exited', status, stdout: '', stderr };
}

/** Keys with the ids of in-toto for Python 3: by itself the program gives keys their legacy ids. */
async function readKeys(paths: readonly string[]): Promise<readonly { readonly object: object }[]> {
  const [files, maps] = [false, true].map((isMap) => paths.filter((path) => path.endsWith('.json') === isMap));
  const keys = [...(await readPublicKeys(files ?? [])).values()].map(({ json }): object => json);
  for (const path of maps ?? []) {
    keys.push(...Object.values(JSON.parse(await readFile(path, 'utf8')) as Readonly<Record<string, object>>));
  }
  return keys.map((object) => ({ object }));
}

/**
 * What in-toto-golang makes of a case, as the exit of a command. Its clock cannot be set, and the stages of the driver in
 * tests/interop are guesses, so that it reports a verdict and nothing else.
 */
export async function verifyWithGo(peer: Peer<GoOperations>, request: VerificationRequest): Promise<CommandOutcome> {
  if (request.profile === 'strict') return ended(77, 'in-toto-golang has one profile');
  if (request.inspections !== undefined) return ended(77, 'in-toto-golang always runs inspections');
  let keys: Awaited<ReturnType<typeof readKeys>>;
  try {
    keys = await readKeys(request.keys);
  } catch (error) {
    if (InTotoError.is(error)) return ended(1, error.message);
    throw error;
  }
  try {
    const verdict = await peer.ask('verify', {
      layout: request.layout,
      keys,
      link_dir: request.linkDirectory,
      parameters: request.parameters === undefined ? undefined : Object.fromEntries(request.parameters),
      cwd: request.cwd,
    });
    return verdict.verdict === 'pass' ? ended(0) : ended(1, verdict.message);
  } catch (error) {
    if (error instanceof PeerError) return ended(2, error.message);
    throw error;
  }
}
