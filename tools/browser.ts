import { globSync } from 'node:fs';

import { NEUTRAL_PACKAGES } from './floors.ts';

/** Debian's Chromium unless told otherwise; nothing downloads a browser. */
export const CHROMIUM: string = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** The neutral packages' tests: what is neutral must not notice in which engine it runs. */
export const BROWSER_PATTERN = `packages/{${NEUTRAL_PACKAGES.join(',')}}/test/**/*.test.ts`;

export const BROWSER_TESTS: readonly string[] = globSync(BROWSER_PATTERN, {
  cwd: new URL('..', import.meta.url).pathname,
});
