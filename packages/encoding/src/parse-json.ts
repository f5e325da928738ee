import { findLoneSurrogate } from './code-points.ts';
import { MAX_JSON_DEPTH } from './json-depth.ts';
import { JsonError } from './json-error.ts';
import { failAt } from './json-fault.ts';
import { JsonReader } from './json-reader.ts';
import type { JsonValue } from './json-value.ts';
import { decodeUtf8 } from './utf8.ts';

/** How {@link parseJson} reads. */
export interface JsonReadOptions {
  /**
   * `strict` is RFC 8259 with one meaning only: no duplicate names, no number that is not an integer, no half of a
   * surrogate pair. `python` takes what CPython's `json.loads` takes: the last of duplicate names wins, fractions,
   * exponents, `NaN` and `Infinity` become {@link JsonFloat}, halves of pairs stay in the string.
   *
   * @defaultValue `'strict'`
   */
  readonly dialect?: 'strict' | 'python' | undefined;
  /**
   * Longest source, in bytes of UTF-8.
   *
   * @defaultValue 67108864 (64 MiB)
   */
  readonly maxBytes?: number | undefined;
  /**
   * Deepest nesting of arrays and objects; at most {@link MAX_JSON_DEPTH}.
   *
   * @defaultValue 200
   */
  readonly maxDepth?: number | undefined;
  /**
   * Most arrays and objects in the document. Without it a source of nothing but `{},{},` would take fifty times its
   * size in memory.
   *
   * @defaultValue 2000000
   */
  readonly maxContainers?: number | undefined;
}

const DEFAULT_MAX_BYTES = 67_108_864;
const DEFAULT_MAX_DEPTH = 200;
const DEFAULT_MAX_CONTAINERS = 2_000_000;

/**
 * Reads a JSON text (RFC 8259). Objects have no prototype, integers are exact, and what different readers understand
 * differently is refused. Takes time proportional to the source.
 *
 * @param source - text, or its UTF-8 bytes; may come from an attacker
 * @throws {@link JsonError} with any of {@link JSON_ERROR_CODES}, saying line and column; a byte order mark is
 * `ERR_JSON_SYNTAX`
 * @throws {@link EncodingError} `ERR_UTF8` if bytes are not UTF-8, in both dialects
 */
export function parseJson(source: string | Uint8Array, options: JsonReadOptions = {}): JsonValue {
  const dialect = options.dialect ?? 'strict';
  if (dialect !== 'strict' && dialect !== 'python') throw new TypeError(`Unknown JSON dialect: ${String(dialect)}`);
  const maxBytes = checkLimit('maxBytes', options.maxBytes ?? DEFAULT_MAX_BYTES);
  const maxDepth = checkLimit('maxDepth', options.maxDepth ?? DEFAULT_MAX_DEPTH, MAX_JSON_DEPTH);
  const maxContainers = checkLimit('maxContainers', options.maxContainers ?? DEFAULT_MAX_CONTAINERS);
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) {
    throw new TypeError('The source of parseJson must be a string or a Uint8Array');
  }
  const bytes = countBytes(source, maxBytes);
  if (bytes > maxBytes) {
    throw new JsonError(`The document has ${bytes} bytes, more than the ${maxBytes} allowed.`, {
      code: 'ERR_JSON_SIZE',
      details: { bytes, maxBytes },
    });
  }
  const text = typeof source === 'string' ? source : decodeUtf8(source);
  refuseByteOrderMark(text);
  if (typeof source === 'string' && dialect === 'strict') refuseLoneSurrogate(source);
  return new JsonReader(text, { python: dialect === 'python', maxDepth, maxContainers }).readDocument();
}

function checkLimit(name: string, limit: number, largest: number = Number.MAX_SAFE_INTEGER): number {
  if (Number.isInteger(limit) && limit >= 0 && limit <= largest) return limit;
  throw new TypeError(`${name} must be an integer from 0 to ${largest}`);
}

/** The length in UTF-8; for a text that is clearly short enough, or clearly too long, only a bound of it. */
function countBytes(source: string | Uint8Array, maxBytes: number): number {
  if (typeof source !== 'string') return source.length;
  if (source.length > maxBytes || source.length * 3 <= maxBytes) return source.length;
  return new TextEncoder().encode(source).length;
}

function refuseByteOrderMark(text: string): void {
  if (!text.startsWith('\ufeff')) return;
  failAt(text, 0, 'ERR_JSON_SYNTAX', 'a JSON text may not begin with a byte order mark');
}

/** Escapes are the reader's business; this is for a string that is not text to begin with. */
function refuseLoneSurrogate(text: string): void {
  const offset = findLoneSurrogate(text);
  if (offset !== -1) failAt(text, offset, 'ERR_JSON_SURROGATE', 'half a surrogate pair is not text');
}
