import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';

import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

import { BROWSER_TESTS, CHROMIUM, CHROMIUM_FLAGS } from './tools/browser.ts';

const SOURCE = '@intoto/source';

const node: TestProjectConfiguration = {
  ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
  test: {
    name: 'node',
    include: ['packages/*/test/**/*.test.ts', 'tests/*/test/**/*.test.ts', 'docs/.doctest/*.test.ts'],
    testTimeout: 30_000,
  },
};

/** The same test files as in Node: what is neutral must not notice the difference. */
const browser: TestProjectConfiguration = {
  resolve: { conditions: [SOURCE, ...defaultClientConditions] },
  test: {
    name: 'browser',
    include: [...BROWSER_TESTS],
    testTimeout: 30_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      instances: [{ browser: 'chromium' }],
      provider: playwright({
        launchOptions: {
          executablePath: CHROMIUM,
          args: [...CHROMIUM_FLAGS],
        },
      }),
    },
  },
};

// vitest leaves one core idle by default; on two that doubles the time, for nothing: the tests mostly wait for child processes.
export default defineConfig({
  test: {
    projects: existsSync(CHROMIUM) ? [node, browser] : [node],
    maxWorkers: availableParallelism(),
    // A worker for every file would take a fifth of the time. No module keeps anything that another file's tests could notice.
    isolate: false,
  },
});
