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

const ROOT = new URL('..', import.meta.url).pathname;
const ALL_TESTS = globSync(`packages/{${FOLDERS.join(',')}}/**/*.test.ts`, { cwd: ROOT }).sort();

/** What is about the engine itself; of the rest every third file tells nearly as much. */
const ABOUT_THE_ENGINE = /^packages\/(?:crypto-web|crypto-noble|openpgp|report)\//;

/**
 * The tests of what is neutral, which must not notice in which engine it runs. `tools/test.ts` asks for some of them (`SOME_BROWSER_TESTS`)
 * where not everything is required, since they all run in Node too.
 */
export const BROWSER_TESTS: readonly string[] =
  process.env['SOME_BROWSER_TESTS'] === '1'
    ? ALL_TESTS.filter((path, index) => ABOUT_THE_ENGINE.test(path) || index % 3 === 0)
    : ALL_TESTS;

/** How many of them are left out. */
export const LEFT_OUT: number = ALL_TESTS.length - BROWSER_TESTS.length;
