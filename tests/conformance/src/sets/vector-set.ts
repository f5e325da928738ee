import { type JsonMembers, writeJson, writeJsonLine } from '../json-text.ts';

/** A small set of vectors about one function. */
export interface VectorSet {
  readonly description: string;
  readonly origin: string;
  /** What each member of a vector means. */
  readonly members: Readonly<Record<string, string>>;
  readonly vectors: readonly JsonMembers[];
}

/** As a file: one vector per line. */
export function writeSet({ description, origin, members, vectors }: VectorSet): string {
  const head = writeJson({ description, origin, members }, '  ').slice(0, -2);
  return `${head},\n  "vectors": [\n${vectors.map((vector) => `    ${writeJsonLine(vector)}`).join(',\n')}\n  ]\n}\n`;
}
