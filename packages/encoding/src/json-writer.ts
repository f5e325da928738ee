import { sortCodePoints } from './code-points.ts';
import type { JsonErrorCode } from './error-codes.ts';
import { MAX_JSON_DEPTH } from './json-depth.ts';
import { JsonError } from './json-error.ts';
import { MAX_INTEGER_DIGITS } from './json-number.ts';
import { isJsonObject, JsonFloat, type JsonObject, type JsonValue } from './json-value.ts';

/** How a {@link writeJson} text looks. Names are always in code point order. */
export interface JsonStyle {
  /** Writes a string, quotes included; throws {@link UnwritableJson} for one that has no form in this style. */
  readonly quote: (text: string) => string;
  readonly itemSeparator: string;
  readonly nameSeparator: string;
  /** What each level adds in front of its lines; without it everything is on one line. */
  readonly indent?: string | undefined;
}

/** Why a value cannot be written; the way to it is added while the writer returns. */
export class UnwritableJson {
  readonly code: JsonErrorCode;
  readonly problem: string;
  /** Names and indexes, the innermost first. */
  readonly way: string[] = [];
  constructor(code: JsonErrorCode, problem: string) {
    this.code = code;
    this.problem = problem;
  }
}

/** Writes a value as JSON text. Whatever it throws names the place of the value. */
export function writeJson(value: JsonValue, style: JsonStyle): string {
  try {
    return writeValue(value, style, style.indent === undefined ? '' : '\n', 0);
  } catch (error) {
    // A text beyond what the engine can hold; engines differ in the length, and in the class of the error.
    if (error instanceof Error && !(error instanceof TypeError)) {
      throw new JsonError('The value is too long to be written as text.', { code: 'ERR_JSON_SIZE', cause: error });
    }
    if (!(error instanceof UnwritableJson)) throw error;
    const pointer = toJsonPointer(error.way);
    throw new JsonError(`${pointer === '' ? 'The value' : `The value at ${pointer}`} ${error.problem}.`, {
      code: error.code,
      details: { pointer },
    });
  }
}

function writeValue(value: JsonValue, style: JsonStyle, newline: string, depth: number): string {
  if (typeof value === 'string') return style.quote(value);
  if (typeof value === 'number' || typeof value === 'bigint') return writeInteger(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return 'null';
  if (typeof value !== 'object')
    throw new TypeError(`A JSON value may not be of type ${typeof (value satisfies never)}`);
  if (value instanceof JsonFloat) throw new UnwritableJson('ERR_JSON_FLOAT', `is ${value.text}, not an integer`);
  if (depth >= MAX_JSON_DEPTH) {
    throw new UnwritableJson('ERR_JSON_DEPTH', `is nested deeper than ${MAX_JSON_DEPTH} arrays and objects`);
  }
  return isJsonObject(value) ? writeObject(value, style, newline, depth) : writeArray(value, style, newline, depth);
}

function writeObject(object: JsonObject, style: JsonStyle, newline: string, depth: number): string {
  refuseInstance(object);
  const names = sortCodePoints(Object.keys(object));
  if (names.length === 0) return '{}';
  const inner = newline + (style.indent ?? '');
  let text = '{';
  let index = 0;
  try {
    // One `try` for all: links have objects by the ten thousand, most of them written before the engine has compiled this.
    for (; index < names.length; index++) {
      const name = names[index] as string;
      text += (index === 0 ? '' : style.itemSeparator) + inner + style.quote(name) + style.nameSeparator;
      text += writeValue(object[name] as JsonValue, style, inner, depth + 1);
    }
  } catch (error) {
    throw atStep(error, names[index] as string);
  }
  return `${text}${newline}}`;
}

function writeArray(array: readonly JsonValue[], style: JsonStyle, newline: string, depth: number): string {
  if (array.length === 0) return '[]';
  const inner = newline + (style.indent ?? '');
  let text = '[';
  let index = 0;
  try {
    for (; index < array.length; index++) {
      text += (index === 0 ? '' : style.itemSeparator) + inner;
      text += writeValue(array[index] as JsonValue, style, inner, depth + 1);
    }
  } catch (error) {
    throw atStep(error, String(index));
  }
  return `${text}${newline}]`;
}

function writeInteger(value: number | bigint): string {
  if (typeof value === 'bigint') {
    const text = value.toString();
    if (text.length > MAX_INTEGER_DIGITS && text.replace('-', '').length > MAX_INTEGER_DIGITS) {
      throw new UnwritableJson('ERR_JSON_INTEGER_SIZE', `is an integer of more than ${MAX_INTEGER_DIGITS} digits`);
    }
    return text;
  }
  if (Number.isSafeInteger(value)) return value.toString();
  throw new UnwritableJson(
    'ERR_JSON_FLOAT',
    Number.isInteger(value)
      ? `is ${value}, too large for an exact number: use a bigint`
      : `is ${value}, not an integer`,
  );
}

/** Writing a `Date` or a `Map` by its members would silently lose what it holds. */
function refuseInstance(object: JsonObject): void {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return;
  throw new TypeError('A JSON object must be a plain object, not an instance of a class');
}

function atStep(error: unknown, step: string): unknown {
  if (error instanceof UnwritableJson) error.way.push(step);
  return error;
}

function toJsonPointer(way: readonly string[]): string {
  return way
    .map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .reduceRight((text, step) => text + step, '');
}
