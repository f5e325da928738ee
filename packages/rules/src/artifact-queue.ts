import { compareCodePoints, isHighSurrogate } from '@intoto/encoding';

import { compileGlob } from './fnmatch.ts';
import { parseGlob } from './glob.ts';

/** Names of artifacts, and which of them no rule has consumed yet. */
export class ArtifactQueue {
  /** In code point order, so that names with a common beginning stand together; up to half of them are consumed. */
  #names: readonly string[];
  #isConsumed: Uint8Array;
  #consumed = 0;

  /** @param names - In code point order, each once. */
  constructor(names: readonly string[]) {
    this.#names = names;
    this.#isConsumed = new Uint8Array(names.length);
  }

  /** What is queued, in code point order. */
  list(): readonly string[] {
    return this.#names.filter((_, at) => this.#isConsumed[at] === 0);
  }

  has(name: string): boolean {
    const at = this.#search(name);
    return this.#names[at] === name && this.#isConsumed[at] === 0;
  }

  /**
   * The queued names that begin with `prefix`, whose rest matches `pattern`, and that `accepts` takes, in the queue's
   * order. Costs no more than the names that begin as the pattern does, however many others are queued.
   *
   * @param prefix - Literal: wildcards in it have no meaning.
   */
  select(pattern: string, prefix: string = '', accepts: (name: string) => boolean = () => true): readonly string[] {
    const glob = parseGlob(pattern);
    if (glob.exact !== undefined) {
      const name = prefix + glob.exact;
      return this.has(name) && accepts(name) ? [name] : [];
    }
    const matches = compileGlob(glob);
    const selected: string[] = [];
    const [start, end] = this.#findRange(prefix, glob.head.text ?? '');
    for (let at = start; at < end; at++) {
      const name = this.#names[at] as string;
      if (this.#isConsumed[at] !== 0 || !name.startsWith(prefix)) continue;
      if (matches(prefix === '' ? name : name.slice(prefix.length)) && accepts(name)) selected.push(name);
    }
    return selected;
  }

  /** @param names - Queued, in code point order, each once. */
  consume(names: readonly string[]): void {
    const [first] = names;
    if (first === undefined) return;
    let at = this.#search(first);
    for (const name of names) {
      while (at < this.#names.length && this.#names[at] !== name) at++;
      this.#isConsumed[at] = 1;
    }
    this.#consumed += names.length;
    if (this.#consumed * 2 <= this.#names.length) return;
    this.#names = this.list();
    this.#isConsumed = new Uint8Array(this.#names.length);
    this.#consumed = 0;
  }

  /** Where the names are that begin with both texts, or with the first of them, or all. */
  #findRange(prefix: string, head: string): readonly [number, number] {
    // Names that go on with the second half of a pair, and those that do not, have other names between them.
    const beginning = [prefix + head, prefix].find((text) => !isHighSurrogate(text.charCodeAt(text.length - 1))) ?? '';
    const start = this.#search(beginning);
    return [start, this.#bisect((name) => !name.startsWith(beginning), start)];
  }

  /** Where the name is, or would be. */
  #search(name: string): number {
    return this.#bisect((queued) => compareCodePoints(queued, name) >= 0, 0);
  }

  /** From `start` on, where the names begin for which `isBeyond` holds. */
  #bisect(isBeyond: (name: string) => boolean, start: number): number {
    let low = start;
    let high = this.#names.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBeyond(this.#names[middle] as string)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
