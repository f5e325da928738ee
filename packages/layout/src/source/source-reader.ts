import type { SourceDocument, SourcePath } from './source-document.ts';

/** Reads what a source says, member by member, and refuses what it may not say. */
export interface SourceReader {
  readonly path: SourcePath;
  /** The reader of a member; `undefined` where it is absent or null. */
  member(name: string): SourceReader | undefined;
  /** The reader of a member that must be there. */
  required(name: string): SourceReader;
  /** Refuses other members than these. */
  only(names: readonly string[]): SourceReader;
  /** Names and readers of a mapping. */
  entries(): readonly (readonly [string, SourceReader])[];
  /** Readers of a list; none where it is null. */
  items(): readonly SourceReader[];
  text(): string;
  /** Text, or a list of texts. */
  textOrTexts(): string | readonly string[];
  integer(): number;
  refuse(message: string, cause?: unknown): Error;
}

/** @throws (every method) `LayoutError` `ERR_SOURCE_FORMAT` with the line */
export function createReader(
  document: SourceDocument,
  value: unknown = document.value,
  path: SourcePath = [],
): SourceReader {
  const refuse = (message: string, cause?: unknown): Error => document.refuse(path, message, cause);
  const at = (name: string | number, inner: unknown): SourceReader => createReader(document, inner, [...path, name]);
  const mapping = (): ReadonlyMap<string, unknown> => {
    if (value instanceof Map) return value as ReadonlyMap<string, unknown>;
    throw refuse('must be a mapping');
  };
  const reader: SourceReader = {
    path,
    refuse,
    member: (name) => {
      const inner = mapping().get(name);
      return inner === undefined || inner === null ? undefined : at(name, inner);
    },
    required: (name) => {
      const inner = reader.member(name);
      if (inner === undefined) throw refuse(`must have a member "${name}"`);
      return inner;
    },
    only: (names) => {
      for (const name of mapping().keys()) {
        if (names.includes(name)) continue;
        throw document.refuse([...path, name], `is unknown here; known are ${names.join(', ')}`);
      }
      return reader;
    },
    entries: () => [...mapping()].map(([name, inner]) => [name, at(name, inner)] as const),
    items: () => {
      if (!Array.isArray(value)) throw refuse('must be a list');
      return value.map((inner: unknown, index) => at(index, inner));
    },
    text: () => {
      if (typeof value === 'string') return value;
      throw refuse('must be text; put it in quotes');
    },
    textOrTexts: () => (Array.isArray(value) ? reader.items().map((item) => item.text()) : reader.text()),
    integer: () => {
      if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
      throw refuse('must be a whole number');
    },
  };
  return reader;
}
