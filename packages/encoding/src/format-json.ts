import type { JsonValue } from './json-value.ts';
import { type JsonStyle, writeJson } from './json-writer.ts';

/**
 * `indented`: one blank per level and each item on a line of its own, the form of Metablock files.
 * `line`: one line with a blank after each `,` and `:`, the form of DSSE envelopes and payloads.
 * `compact`: one line without blanks.
 */
export type JsonFormat = 'indented' | 'line' | 'compact';

const STYLES: Readonly<Record<JsonFormat, JsonStyle>> = {
  indented: { quote, itemSeparator: ',', nameSeparator: ': ', indent: ' ' },
  line: { quote, itemSeparator: ', ', nameSeparator: ': ' },
  compact: { quote, itemSeparator: ',', nameSeparator: ':' },
};

/**
 * Writes a value as the Python reference writes its files: `json.dumps` with sorted keys, ASCII only, no line feed at
 * the end. A lone surrogate is written as the escape it was.
 *
 * @throws {@link JsonError} `ERR_JSON_FLOAT` for a {@link JsonFloat} or a number that is no safe integer,
 * `ERR_JSON_INTEGER_SIZE`, `ERR_JSON_DEPTH` beyond 1000 levels, and `ERR_JSON_SIZE` for what is too
 * long for one text
 * @throws TypeError for what is no JSON value, an `undefined` member for example
 */
export function formatJson(value: JsonValue, format: JsonFormat): string {
  if (!Object.hasOwn(STYLES, format)) throw new TypeError(`Unknown JSON format: ${format}`);
  return writeJson(value, STYLES[format]);
}

function quote(text: string): string {
  if (!/[^ !#-[\]-~]/.test(text)) return `"${text}"`;
  return `"${text.replace(/[^ !#-[\]-~]/g, escapeUnit)}"`;
}

function escapeUnit(unit: string): string {
  switch (unit) {
    case '"':
    case '\\':
      return `\\${unit}`;
    case '\b':
      return '\\b';
    case '\f':
      return '\\f';
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    default:
      return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
}
