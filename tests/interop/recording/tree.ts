import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';

/** Stands for the folder that holds the tree, in targets, artifacts, base paths and prefixes. */
export const ROOT = '{root}';

/** What lies at a path, relative to the folder that holds the tree. */
export type TreeEntry = {
  readonly path: string;
  /** Whether the path is written with a character for each byte, because it is not UTF-8. */
  readonly raw?: true;
} & (
  | { readonly kind: 'directory' | 'pipe' }
  /** Texts, each with how often it stands there. */
  | { readonly kind: 'file'; readonly content: readonly (readonly [text: string, times: number])[] }
  | { readonly kind: 'link'; readonly target: string }
);

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Makes the entries in a folder, and the directories above them. */
export function writeTree(root: string, entries: readonly TreeEntry[]): void {
  const pipes: string[] = [];
  for (const entry of entries) {
    const encoding = entry.raw ? 'latin1' : 'utf8';
    const at = (path: string): Buffer => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(path, encoding)]);
    mkdirSync(at(entry.kind === 'directory' ? entry.path : parentOf(entry.path)), { recursive: true });
    if (entry.kind === 'link') symlinkSync(entry.target.replace(ROOT, root), at(entry.path));
    else if (entry.kind === 'pipe') pipes.push(`${root}/${entry.path}`);
    else if (entry.kind === 'file') {
      writeFileSync(at(entry.path), entry.content.map(([text, times]) => text.repeat(times)).join(''));
    }
  }
  if (pipes.length > 0) execFileSync('mkfifo', ['--', ...pipes]);
}
