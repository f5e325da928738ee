import { createHash } from 'node:crypto';

/** A token written as it stands: `1.0`, or a member twice. */
export class RawJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** JSON as the vectors need it: integers of any size and tokens that no value in JavaScript stands for. */
export type Json =
  | null
  | boolean
  | number
  | bigint
  | string
  | RawJson
  | readonly Json[]
  | { readonly [name: string]: Json };

/** An object of {@link Json}. */
export type JsonMembers = { readonly [name: string]: Json };

function isMembers(value: Json): value is JsonMembers {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RawJson);
}

function writeScalar(value: Json): string {
  if (value instanceof RawJson) return value.text;
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}

/** JSON with one member per line, in the order of the value. */
export function writeJson(value: Json, indent = ' ', margin = ''): string {
  const inner = margin + indent;
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => `${inner}${writeJson(item, indent, inner)}`);
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${margin}]`;
  }
  if (!isMembers(value)) return writeScalar(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${inner}${JSON.stringify(name)}: ${writeJson(member, indent, inner)}`,
  );
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${margin}}`;
}

/** JSON on one line. */
export function writeJsonLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => writeJsonLine(item)).join(', ')}]`;
  if (!isMembers(value)) return writeScalar(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${writeJsonLine(member)}`);
  return `{${members.join(', ')}}`;
}

function compareByCodePoint(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'));
}

function canonicalString(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * Canonical JSON, written here a second time: vectors must not be what the code under test makes them.
 * UTF-8 sorts as code points do.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  if (!isMembers(value)) return writeScalar(value);
  const names = Object.keys(value).sort(compareByCodePoint);
  return `{${names.map((name) => `${canonicalString(name)}:${canonicalJson(value[name] as Json)}`).join(',')}}`;
}

/** SHA-256 in hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
