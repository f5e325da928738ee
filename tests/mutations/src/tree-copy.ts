import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository that this file is in. */
export const REPOSITORY: string = fileURLToPath(new URL('../../../', import.meta.url));

/** Workspace packages that the repository itself depends on: they must be those of the copy. */
const OWN_SCOPE = '@intoto-tests';
const LEFT_OUT: ReadonlySet<string> = new Set(['.git', '.turbo', 'node_modules']);
/** Large, and never changed: the other implementations. */
const PEERS = 'tests/interop/.peers';

/** A copy of the working tree, as it stands, to put bugs into. What is installed is shared with the repository. */
export function copyTree(): { readonly root: string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'in-toto-mutations-'));
  cpSync(REPOSITORY, root, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => {
      const name = relative(REPOSITORY, path);
      return !LEFT_OUT.has(name) && name !== PEERS;
    },
  });
  if (existsSync(join(REPOSITORY, PEERS))) symlinkSync(join(REPOSITORY, PEERS), join(root, PEERS));
  const modules = join(root, 'node_modules');
  mkdirSync(join(modules, OWN_SCOPE), { recursive: true });
  for (const name of readdirSync(join(REPOSITORY, 'node_modules', OWN_SCOPE))) {
    symlinkSync(join(root, 'tests', name), join(modules, OWN_SCOPE, name));
  }
  for (const name of readdirSync(join(REPOSITORY, 'node_modules'))) {
    if (name !== OWN_SCOPE && name !== '.vite')
      symlinkSync(join(REPOSITORY, 'node_modules', name), join(modules, name));
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
