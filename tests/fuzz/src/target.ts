import type { Random } from './random.ts';

/** What stands under a path of a case: a file's bytes, a symbolic link, or an empty folder. */
export type CaseEntry = Uint8Array | { readonly linkTo: string } | 'folder';

/** How a case is to be read besides its files; JSON. */
export type Settings = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One input: files by relative path, and settings. As files it can be kept, and run again without its seed. */
export interface Case {
  readonly files: ReadonlyMap<string, CaseEntry>;
  readonly settings: Settings;
}

/** Something that reads hostile input, with a way to make such input and to tell whether it bore it. */
export interface Target {
  readonly name: string;
  /** Its share of the time, compared to the others'. */
  readonly weight: number;
  /** How many cases the short mode runs. */
  readonly shortCount: number;
  /** Makes a case that depends on `random` alone. */
  readonly generate: (random: Random) => Case | Promise<Case>;
  /**
   * Runs a case.
   * @returns a word for what became of it, for the statistics
   * @throws Violation, or anything else, where something is wrong
   */
  readonly check: (subject: Case) => string | Promise<string>;
}

/** The name under which the one file of most cases lies. */
export const INPUT = 'input';

/** A case of one file. */
export function caseOf(bytes: Uint8Array, settings: Settings = {}): Case {
  return { files: new Map([[INPUT, bytes]]), settings };
}

/** The bytes of a case of one file. */
export function inputOf({ files }: Case): Uint8Array {
  const input = files.get(INPUT);
  if (!(input instanceof Uint8Array)) throw new TypeError(`the case has no file "${INPUT}"`);
  return input;
}
