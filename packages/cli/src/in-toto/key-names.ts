import { basename } from 'node:path';

import { readPublicKeys } from '@intoto/node';

/** The owners of keys as far as the names of their files tell, by key id. */
export async function readKeyNames(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const path of paths) {
    for (const id of (await readPublicKeys([path])).keys()) names.set(id, basename(path, '.pub'));
  }
  return names;
}
