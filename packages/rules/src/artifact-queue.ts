import { compileGlob } from './fnmatch.ts';
import { parseGlob } from './glob.ts';

/** Names of artifacts that no rule has consumed yet, in code point order. */
export type ArtifactQueue = ReadonlySet<string>;

/**
 * The queued names that begin with `prefix`, whose rest matches `pattern`, and that `accepts` takes, in the queue's
 * order. A pattern without wildcards costs one look-up whatever the length of the queue.
 *
 * @param prefix - Literal: wildcards in it have no meaning.
 */
export function selectQueued(
  queue: ArtifactQueue,
  pattern: string,
  prefix: string = '',
  accepts: (name: string) => boolean = () => true,
): readonly string[] {
  const glob = parseGlob(pattern);
  if (glob.exact !== undefined) {
    const name = prefix + glob.exact;
    return queue.has(name) && accepts(name) ? [name] : [];
  }
  const matches = compileGlob(glob);
  const selected: string[] = [];
  for (const name of queue) {
    if (!name.startsWith(prefix)) continue;
    if (matches(prefix === '' ? name : name.slice(prefix.length)) && accepts(name)) selected.push(name);
  }
  return selected;
}
