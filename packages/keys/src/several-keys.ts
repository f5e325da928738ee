import { KeyError } from './key-error.ts';

/** Which of several keys is meant is not for a program to guess. */
export function refuseSeveral(what: string, count: number): void {
  if (count <= 1) return;
  throw new KeyError(`The ${what} file holds ${count} keys; put the one that is meant into a file of its own`, {
    code: 'ERR_KEY_SEVERAL',
    details: { count },
  });
}
