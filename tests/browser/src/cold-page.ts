/** A page that verifies at once what stands in it, as the benchmark measures it. */
import type { Chain } from './chain.ts';
import { verifyChain } from './verify-chain.ts';
import { whenNeeded } from './when-needed.ts';

/** What the page has to say. */
export interface ColdVerdict {
  readonly line: string;
  /** From the start of the navigation until the verdict was there. */
  readonly milliseconds: number;
}

declare global {
  /** What the benchmark waits for. */
  var verdict: Promise<ColdVerdict>;
}

async function verify(): Promise<ColdVerdict> {
  const chain = JSON.parse(document.querySelector('#chain')?.textContent ?? '') as Chain;
  const line = await verifyChain(chain, whenNeeded);
  return { line, milliseconds: performance.now() };
}

globalThis.verdict = verify();
