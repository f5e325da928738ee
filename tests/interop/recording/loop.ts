import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

const SCHEME = 'file:';

function goesRound(base: string, path: string): boolean {
  const segments = path.split('/');
  const seen = new Set<string>();
  return segments.some((segment, index) => {
    const directory = segments.slice(0, index).join('/');
    if (segment === '..') return false;
    try {
      const real = realpathSync(resolve(base, directory || (path.startsWith('/') ? '/' : '.')));
      const isSeen = seen.has(real);
      seen.add(real);
      return isSeen;
    } catch {
      return false;
    }
  });
}

/**
 * Whether a recorded name goes through a directory that it is inside of already, as only a link that leads back can bring about.
 * What looks like a scheme may be part of a directory's name.
 */
export function isBehindLoop(base: string, name: string): boolean {
  return goesRound(base, name) || (name.startsWith(SCHEME) && goesRound(base, name.slice(SCHEME.length)));
}
