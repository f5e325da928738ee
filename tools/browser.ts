import { globSync } from 'node:fs';

import { NEUTRAL_PACKAGES } from './floors.ts';

/** Debian's Chromium unless told otherwise; nothing downloads a browser. */
export const CHROMIUM: string = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** How every test starts it: without a sandbox, which a container lacks, and without anything that asks the network. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const FOLDERS = [...NEUTRAL_PACKAGES.map((name) => `${name}/test`), 'conformance/test/kits'];

/** The tests of what is neutral, which must not notice in which engine it runs. */
export const BROWSER_PATTERN = `packages/{${FOLDERS.join(',')}}/**/*.test.ts`;

export const BROWSER_TESTS: readonly string[] = globSync(BROWSER_PATTERN, {
  cwd: new URL('..', import.meta.url).pathname,
});
