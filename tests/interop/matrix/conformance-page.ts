import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../../../docs/conformance.md', import.meta.url));

/** The page around what lies between a section's markers. */
async function cutPage(marker: string): Promise<readonly [before: string, section: string, after: string]> {
  const page = await readFile(PAGE, 'utf8');
  const [start, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
  const [from, to] = [page.indexOf(start) + start.length, page.indexOf(end)];
  if (from < start.length || to < from) throw new Error(`docs/conformance.md has no section "${marker}"`);
  return [page.slice(0, from), page.slice(from, to).trim(), page.slice(to)];
}

/** What lies between a section's markers. */
export async function readSection(marker: string): Promise<string> {
  return (await cutPage(marker))[1];
}

export async function writeSection(marker: string, text: string): Promise<void> {
  const [before, , after] = await cutPage(marker);
  await writeFile(PAGE, `${before}\n\n${text.trim()}\n\n${after}`);
}
