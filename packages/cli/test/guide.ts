import { readFile } from 'node:fs/promises';

/** The commands of a guide in `docs/`, or of one of its sections: its indented lines. */
export async function readGuide(name: string, section?: string): Promise<readonly string[]> {
  const text = await readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
  const sections = text.split(/^## /mu);
  const chosen = section === undefined ? text : sections.find((part) => part.startsWith(`${section}\n`));
  if (chosen === undefined) throw new Error(`${name} has no section ${section}`);
  const lines = chosen.split('\n').filter((line) => line.startsWith('    '));
  return lines.map((line) => line.slice(4));
}
