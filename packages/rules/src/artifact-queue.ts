import { compareCodePoints } from '@intoto/encoding';

import { compileGlob } from './fnmatch.ts';
import { parseGlob } from './glob.ts';

/** Names of artifacts that no rule has consumed yet. */
export interface ArtifactQueue {
  /** What is queued, in code point order. */
  readonly list: () => readonly string[];
  readonly has: (name: string) => boolean;
  /**
   * The queued names that begin with `prefix`, whose rest matches `pattern`, and that `accepts` takes, in the queue's
   * order. Costs no more than the names that begin as the pattern does, however many others are queued.
   *
   * @param prefix - Literal: wildcards in it have no meaning. Empty, or ends with a slash.
   */
  readonly select: (pattern: string, prefix?: string, accepts?: (name: string) => boolean) => readonly string[];
  /** @param consumed - Queued, in code point order, each once. */
  readonly consume: (consumed: readonly string[]) => void;
}

/**
 * A queue of all of the given names.
 *
 * @param all - In code point order, each once.
 */
export function createArtifactQueue(all: readonly string[]): ArtifactQueue {
  // Names with a common beginning stand together. Up to half of them are consumed.
  let names = all;
  let isConsumed = new Uint8Array(names.length);
  let consumedCount = 0;

  function list(): readonly string[] {
    return names.filter((_, at) => isConsumed[at] === 0);
  }

  function has(name: string): boolean {
    const at = search(name);
    return names[at] === name && isConsumed[at] === 0;
  }

  function select(
    pattern: string,
    prefix: string = '',
    accepts: (name: string) => boolean = () => true,
  ): readonly string[] {
    const glob = parseGlob(pattern);
    if (glob.exact !== undefined) {
      const name = prefix + glob.exact;
      return has(name) && accepts(name) ? [name] : [];
    }
    const matches = compileGlob(glob);
    const selected: string[] = [];
    // Ends with no half of a pair, so that names which begin so stand together.
    const beginning = prefix + (glob.head.text ?? '');
    const start = search(beginning);
    const end = bisect((name) => !name.startsWith(beginning), start);
    for (let at = start; at < end; at++) {
      const name = names[at] as string;
      if (isConsumed[at] !== 0 || !name.startsWith(prefix)) continue;
      if (matches(prefix === '' ? name : name.slice(prefix.length)) && accepts(name)) selected.push(name);
    }
    return selected;
  }

  function consume(consumed: readonly string[]): void {
    const [first] = consumed;
    if (first === undefined) return;
    let at = search(first);
    for (const name of consumed) {
      while (at < names.length && names[at] !== name) at++;
      isConsumed[at] = 1;
    }
    consumedCount += consumed.length;
    if (consumedCount * 2 <= names.length) return;
    names = list();
    isConsumed = new Uint8Array(names.length);
    consumedCount = 0;
  }

  /** Where the name is, or would be. */
  function search(name: string): number {
    return bisect((queued) => compareCodePoints(queued, name) >= 0, 0);
  }

  /** From `start` on, where the names begin for which `isBeyond` holds. */
  function bisect(isBeyond: (name: string) => boolean, start: number): number {
    let low = start;
    let high = names.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBeyond(names[middle] as string)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  return { list, has, select, consume };
}
