/**
 * Makes the pictures of the HTML report in `docs/images`, in light and dark:
 *
 *     node --conditions=@intoto/source tests/reports/screenshots.ts
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { renderHtml } from '@intoto/report';
import { chromium } from 'playwright';

import { CHROMIUM, CHROMIUM_FLAGS } from '../../tools/browser.ts';
import { KEY_NAMES, reportFiveFaults } from './src/five-faults.ts';

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));

await mkdir(FOLDER, { recursive: true });
const html = renderHtml(await reportFiveFaults(), { keyNames: KEY_NAMES });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] });
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1180, height: 900 } });
  await page.setContent(html);
  await page.screenshot({ path: `${FOLDER}report-${colorScheme}.png` });
}
await browser.close();
