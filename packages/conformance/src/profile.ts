/**
 * `reference`: the verdict of in-toto for Python. `strict`: the specification read strictly, which only ever refuses more.
 */
export type Profile = 'reference' | 'strict';

/** Both, in the order in which they are run. */
export const PROFILES: readonly Profile[] = ['reference', 'strict'];

/** Whether a word is the name of a profile. */
export function isProfile(word: string): word is Profile {
  return word === 'reference' || word === 'strict';
}
