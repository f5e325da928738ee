import { readdirSync, readFileSync } from 'node:fs';

import { splitWords } from '@intoto/models';

/** A row of the table: commands that follow one another while they succeed. */
export interface CommandLine {
  /** From 0, over all files. */
  readonly number: number;
  readonly text: string;
  readonly commands: readonly (readonly string[])[];
}

const LINES = new URL('lines/', import.meta.url);

function readLines(): string[] {
  const files = readdirSync(LINES).toSorted();
  const texts = files.map((name) => readFileSync(new URL(name, LINES), 'utf8'));
  return texts.flatMap((text) => text.split('\n')).filter((line) => line !== '' && !line.startsWith('#'));
}

/** Whether gpg has to be there for a line: it names keys of the keyring. */
export function needsGpg({ text }: CommandLine): boolean {
  return /\{[a-z0-9]+(?::\d+)?\}|-g(?: |$)|--gpg(?: |$)/u.test(text);
}

/** The table, from the files in `lines/`: words are quoted as in a shell, and nothing is expanded but names of keys in braces. */
export const COMMAND_LINES: readonly CommandLine[] = readLines().map((text, number) => ({
  number,
  text,
  commands: text.split(' && ').map(splitWords),
}));
