import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../../../docs/conformance.md', import.meta.url));

const INTRODUCTION = `# Conformance

What was compared with the other implementations of in-toto, run as real programs, and what came of it. Each section has the
command that does it again. Install the other implementations first: \`npx -y pnpm@12 install-peers\`.
`;

/** Puts text between a section's markers; a section that is not there yet goes to the end of the page. */
export function writeSection(heading: string, text: string): void {
  const name = heading.toLowerCase().replaceAll(' ', '-');
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : INTRODUCTION;
  const section = `${start}\n\n${text.trim()}\n\n${end}`;
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  const written =
    from === -1 || to === -1
      ? `${page.trimEnd()}\n\n## ${heading}\n\n${section}\n`
      : page.slice(0, from) + section + page.slice(to + end.length);
  writeFileSync(PAGE, written);
}

const GROUPS_OF_THREE = /\B(?=(?:\d{3})+$)/gu;

/** A number as people read it: `1,000,000`. */
export function printCount(count: number): string {
  return String(count).replaceAll(GROUPS_OF_THREE, ',');
}
