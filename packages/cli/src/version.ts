import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

/** Of this package: all of `@intoto/*` are released together. */
export const VERSION: string = manifest.version;
