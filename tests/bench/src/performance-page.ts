import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

import { asCommonPeer, isPresent, openPeer } from '@intoto-tests/interop';
import { format } from 'oxfmt';

const PAGE = fileURLToPath(new URL('../../../docs/performance.md', import.meta.url));
const [START, END] = ['<!-- measured -->', '<!-- /measured -->'];

/** On what it was measured, and how: one paragraph. */
export function describeMachine(runs: number): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  return (
    `Medians of ${runs} runs of each program in turn, as whole processes, on ${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ` +
    `${memory} GiB; Node.js ${process.versions.node}, commit ${commit}`
  );
}

/** Puts what was measured into the page, between its marks. */
export async function writePerformancePage(machine: string, results: string): Promise<void> {
  const page = readFileSync(PAGE, 'utf8');
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from === -1 || to === -1) throw new Error(`${PAGE} has no place for what was measured`);
  const text = `${START}\n\n${machine}${await describePeers()}.\n\n${results}\n\n`;
  const { code } = await format(PAGE, page.slice(0, from) + text + page.slice(to), {
    printWidth: 120,
    singleQuote: true,
  });
  writeFileSync(PAGE, code);
}

async function describePeers(): Promise<string> {
  const versions: string[] = [];
  for (const name of ['python', 'go'] as const) {
    if (!isPresent(name)) continue;
    const peer = asCommonPeer(openPeer(name));
    versions.push(`in-toto ${(await peer.ask('info', {})).version} for ${name === 'go' ? 'Go' : 'Python'}`);
    await peer.close();
  }
  return versions.map((version) => `; ${version}`).join('');
}
