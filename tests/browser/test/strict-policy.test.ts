import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { CHROMIUM, CHROMIUM_FLAGS } from '../../../tools/browser.ts';
import { buildSite } from '../src/build-site.ts';
import { type Chain, createChain } from '../src/chain.ts';
import { serve } from '../src/serve.ts';

/** What a page may weigh that passes a chain, in bytes gzip. */
const BUDGET = 30_000;

const EVERYTHING = ['ecdsa', 'ed25519', 'gpg'] as const;

let site: ReadonlyMap<string, Uint8Array>;
let server: Awaited<ReturnType<typeof serve>>;
let browser: Browser;

function replace(chain: Chain, from: string, to: string): Chain {
  return { ...chain, links: chain.links.map(({ name, bytes }) => ({ name, bytes: bytes.replace(from, to) })) };
}

/** A new page, what it asked the server for, and what it complained of. */
async function open(): Promise<{ page: Page; requests: string[]; complaints: string[] }> {
  const page = await (await browser.newContext()).newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(server.origin);
  return { page, requests, complaints };
}

/** Runs in the page: registers the service worker and asks it. */
async function verifyInWorker(chain: Chain): Promise<string> {
  const registration = await navigator.serviceWorker.register('/worker.js');
  const worker = registration.active ?? (await navigator.serviceWorker.ready).active;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<string>((resolve) => {
    port1.addEventListener('message', ({ data }: MessageEvent<string>) => resolve(data));
  });
  port1.start();
  worker?.postMessage(chain, [port2]);
  return answer;
}

describe.skipIf(!existsSync(CHROMIUM))("a page under default-src 'none'; script-src 'self'", () => {
  beforeAll(async () => {
    site = await buildSite();
    server = await serve(site);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it('verifies a chain signed with RSA-PSS, ECDSA, Ed25519 and GPG, and finds what is wrong', async () => {
    const chain = await createChain(EVERYTHING);
    const { page, complaints } = await open();
    expect(await page.evaluate((data) => globalThis.verify(data), chain)).toBe('PASSED');
    for (const name of EVERYTHING) {
      const changed = replace(chain, `"name": "${name}"`, `"name": "${name}2"`);
      expect(await page.evaluate((data) => globalThis.verify(data), changed)).toBe('FAILED ERR_LINK_THRESHOLD');
    }
    expect(complaints).toEqual([]);
  });

  it('verifies in a service worker too', async () => {
    const chain = await createChain(EVERYTHING);
    const { page, complaints } = await open();
    expect(await page.evaluate(verifyInWorker, chain)).toBe('PASSED');
    const changed = replace(chain, '"name": "gpg"', '"name": "x"');
    expect(await page.evaluate(verifyInWorker, changed)).toBe('FAILED ERR_LINK_THRESHOLD');
    expect(complaints).toEqual([]);
  });

  it('asks for one script to pass a chain, and for one more to find fault with it', async () => {
    const chain = await createChain(['ecdsa', ['ecdsa', 'ed25519', 'ed25519']]);
    const { page, requests } = await open();
    const verify = async (data: Chain): Promise<string> => page.evaluate((given) => globalThis.verify(given), data);
    const scripts = (): readonly string[] => requests.filter((path) => path.endsWith('.js'));
    expect(await verify(chain)).toBe('PASSED');
    expect(scripts()).toEqual(['/page.js']);
    expect(gzipSync(site.get('page.js') ?? '', { level: 9 }).length).toBeLessThanOrEqual(BUDGET);
    expect(await verify({ ...chain, links: chain.links.slice(0, -1) })).toBe('FAILED ERR_LINK_NOT_FOUND');
    expect(scripts()).toHaveLength(2);
  });

  it('downloads OpenPGP when a key needs it, and not before', async () => {
    const { page, requests } = await open();
    expect(await page.evaluate((data) => globalThis.verify(data), await createChain(['ecdsa', 'ed25519']))).toBe(
      'PASSED',
    );
    const before = requests.length;
    expect(await page.evaluate((data) => globalThis.verify(data), await createChain(['gpg']))).toBe('PASSED');
    expect(requests.length).toBeGreaterThan(before);
  });

  it('has all that passing needs, and passes nothing when the rest cannot be loaded', async () => {
    const chain = await createChain(['ecdsa', 'ed25519']);
    const changed = replace(chain, '"name": "ecdsa"', '"name": "x"');
    const gpg = await createChain(['gpg']);
    const { page } = await open();
    await page.context().setOffline(true);
    const verify = async (data: Chain): Promise<string> =>
      page.evaluate(async (given) => globalThis.verify(given).catch((error: Error) => error.name), data);
    expect(await verify(chain)).toBe('PASSED');
    expect(await verify(changed)).toBe('TypeError');
    expect(await verify(gpg)).toBe('TypeError');
    // A browser may remember that a module could not be loaded; a new page does not.
    await page.context().setOffline(false);
    await page.reload();
    expect(await verify(changed)).toBe('FAILED ERR_LINK_THRESHOLD');
    expect(await verify(gpg)).toBe('PASSED');
  });
});
