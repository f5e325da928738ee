import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Case, CaseEntry, Settings } from '../target.ts';

/** What is known about a case that went wrong. */
export interface FailureRecord {
  readonly target: string;
  readonly seed: string;
  readonly index: number;
  /** What went wrong, in one line. */
  readonly message: string;
  readonly stack?: string | undefined;
  readonly settings: Settings;
}

const RECORD = 'failure.json';
const FILES = 'case';

/** Writes the files of a case below a folder. A name that the file system refuses is left out. */
export function writeCaseFiles(folder: string, files: Case['files']): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, entry] of files) {
    const path = join(folder, name);
    try {
      mkdirSync(dirname(path), { recursive: true });
      if (entry === 'folder') mkdirSync(path, { recursive: true });
      else if (entry instanceof Uint8Array) writeFileSync(path, entry);
      else symlinkSync(entry.linkTo, path);
    } catch {
      // A file where a folder should be, a name that is too long: the case goes without.
    }
  }
}

/** Reads what {@link writeCaseFiles} wrote. */
export function readCaseFiles(folder: string): Map<string, CaseEntry> {
  const files = new Map<string, CaseEntry>();
  const visit = (prefix: string): void => {
    const names = readdirSync(join(folder, prefix));
    if (names.length === 0 && prefix !== '') files.set(prefix, 'folder');
    for (const name of names) {
      const path = join(prefix, name);
      const stats = lstatSync(join(folder, path));
      if (stats.isDirectory()) visit(path);
      else if (stats.isSymbolicLink()) files.set(path, { linkTo: readlinkSync(join(folder, path)) });
      else files.set(path, new Uint8Array(readFileSync(join(folder, path))));
    }
  };
  visit('');
  return files;
}

/**
 * Keeps a case that went wrong so that it can be run again, in a folder of its own below `failures`.
 * @returns the folder
 */
export function keepFailure(failures: string, record: FailureRecord, files: Case['files']): string {
  const folder = join(failures, `${record.target}-${record.seed}-${record.index}`);
  writeCaseFiles(join(folder, FILES), files);
  writeFileSync(join(folder, RECORD), `${JSON.stringify(record, null, 2)}\n`);
  return folder;
}

/** Reads what {@link keepFailure} kept. */
export function readFailure(folder: string): { readonly record: FailureRecord; readonly subject: Case } {
  const record = JSON.parse(readFileSync(join(folder, RECORD), 'utf8')) as FailureRecord;
  return { record, subject: { files: readCaseFiles(join(folder, FILES)), settings: record.settings } };
}
