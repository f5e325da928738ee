import type * as words from './failure-words.ts';

/** What is wrong is put into words where something is. */
export function loadWording(): Promise<typeof words> {
  return import('./failure-words.ts');
}
