import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { ColdVerdict } from '@intoto-tests/browser/cold-page';
import { serve } from '@intoto-tests/browser/serve';
import { buildPage } from '@intoto-tests/browser/site';
import { type Browser, chromium } from 'playwright';

import { CHROMIUM, CHROMIUM_FLAGS } from '../../../tools/browser.ts';
import { writeChain } from './chain.ts';
import { middle } from './measure.ts';
import { demoSteps } from './products.ts';

/** One visit to a page that verifies the demo's chain, by a browser that has never been there. */
interface ColdVisit {
  /** Scripts that were asked for, and what each weighs under `gzip -9`. */
  readonly scripts: readonly { readonly name: string; readonly gzipBytes: number }[];
  /** That the main thread compiled and executed scripts. */
  readonly scriptMilliseconds: number;
  /** From the start of the navigation to the verdict, download included. */
  readonly verdictMilliseconds: number;
}

/** What was measured in a browser, or why nothing was. */
export type BrowserResult =
  | { readonly measured: true; readonly browser: string; readonly visits: readonly ColdVisit[] }
  | { readonly measured: false; readonly reason: string };

/** Visits the page as often as told, each time with a new browser that has an empty profile. */
export async function measureColdBrowser(runs: number): Promise<BrowserResult> {
  if (!existsSync(CHROMIUM)) return { measured: false, reason: 'no Chromium: apt-get install chromium' };
  const files = new Map(await buildPage('src/cold-page.ts'));
  files.set('index.html', new TextEncoder().encode(await writePage([...files.keys()])));
  const server = await serve(files);
  try {
    const visits: ColdVisit[] = [];
    let version = '';
    for (let run = 0; run < runs; run++) {
      const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] });
      version = browser.version();
      try {
        visits.push(await visit(browser, server.origin, files));
      } finally {
        await browser.close();
      }
    }
    return { measured: true, browser: `Chromium ${version}`, visits };
  } finally {
    server.close();
  }
}

/** The page with its chain inside: the demo's, with every signature that needs no further download. */
async function writePage(scripts: readonly string[]): Promise<string> {
  const entry = 'cold-page.js';
  if (!scripts.includes(entry)) throw new Error('the bundler gave the page another name');
  const folder = mkdtempSync(join(tmpdir(), 'in-toto-bench-page-'));
  try {
    await writeChain(folder, demoSteps());
    const read = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');
    const links = readdirSync(join(folder, 'links')).map((name) => ({ name, bytes: read('links', name) }));
    const chain = JSON.stringify({ layout: read('root.layout'), owner: read('owner.pub'), links });
    const data = `<script type="application/json" id="chain">${chain.replaceAll('<', String.raw`\u003c`)}</script>`;
    return `<!doctype html><title>in-toto</title>${data}<script type="module" src="/${entry}"></script>`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function visit(browser: Browser, origin: string, files: ReadonlyMap<string, Uint8Array>): Promise<ColdVisit> {
  const page = await browser.newPage();
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname.slice(1));
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(origin);
  const verdict: ColdVerdict = await page.evaluate(async () => globalThis.verdict);
  if (verdict.line !== 'PASSED') throw new Error(`the page says ${verdict.line}`);
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    scripts: scripts.map((name) => ({ name, gzipBytes: gzipSync(files.get(name) ?? '', { level: 9 }).length })),
    scriptMilliseconds: 1000 * (seconds('ScriptDuration') + seconds('V8CompileDuration')),
    verdictMilliseconds: verdict.milliseconds,
  };
}

/** What docs/browser.md promises. */
const WANTED = { scripts: 1, gzipBytes: 30_000, scriptMilliseconds: 100 };

/** A table of its own, in Markdown: a page is no process that begins and ends. */
export function printBrowser(result: BrowserResult): string {
  const title = 'A page that verifies the chain of the demo, in a browser with an empty profile';
  if (!result.measured) return `${title}: not measured (${result.reason}).`;
  const { visits, browser } = result;
  const cell = (pick: (each: ColdVisit) => number, unit: string, wanted?: number): string => {
    const value = middle(visits.map(pick));
    const text = `${Math.round(value).toLocaleString('en')}${unit}`;
    return wanted === undefined
      ? text
      : `${text} (wanted ${wanted.toLocaleString('en')}: ${value <= wanted ? 'yes' : '**no**'})`;
  };
  const head = ['scripts', 'gzip bytes', 'script time', 'from navigation to verdict'];
  const row = [
    cell(({ scripts }) => scripts.length, '', WANTED.scripts),
    cell(({ scripts }) => scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0), '', WANTED.gzipBytes),
    cell((each) => each.scriptMilliseconds, ' ms', WANTED.scriptMilliseconds),
    cell((each) => each.verdictMilliseconds, ' ms'),
  ];
  const table = [head, head.map(() => '---'), row].map((cells) => `| ${cells.join(' | ')} |`);
  // Rolldown's hashes say nothing to people.
  const names =
    visits[0]?.scripts.map(({ name, gzipBytes }) => `${name.replace(/-[\w-]{8}\.js$/u, '.js')} ${gzipBytes}`) ?? [];
  return [
    `${title} (${browser}, ${visits.length} visits, medians):`,
    '',
    ...table,
    '',
    `Scripts in bytes of gzip: ${names.join(', ')}.`,
  ].join('\n');
}
