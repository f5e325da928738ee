import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Everything below a folder, with what changes when somebody writes. Follows no links. */
export function listFolder(folder: string): string {
  const lines: string[] = [];
  const visit = (path: string): void => {
    const stats = lstatSync(path, { bigint: true });
    const link = stats.isSymbolicLink() ? readlinkSync(path) : '';
    lines.push(`${path} ${stats.ino} ${stats.mode} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs} ${link}`);
    if (stats.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
  };
  visit(folder);
  return lines.join('\n');
}
