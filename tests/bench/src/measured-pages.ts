import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { format } from 'oxfmt';

const [START, END] = ['<!-- measured -->', '<!-- /measured -->'];

/** Puts what was measured into a page of `docs`, between its marks. */
export async function writeMeasured(page: 'performance.md' | 'scaling.md', measured: string): Promise<void> {
  const path = fileURLToPath(new URL(`../../../docs/${page}`, import.meta.url));
  const before = readFileSync(path, 'utf8');
  const [from, to] = [before.indexOf(START), before.indexOf(END)];
  if (from === -1 || to === -1) throw new Error(`${page} has no place for what was measured`);
  const text = `${before.slice(0, from)}${START}\n\n${measured}\n\n${before.slice(to)}`;
  writeFileSync(path, (await format(path, text, { printWidth: 120, singleQuote: true })).code);
}
