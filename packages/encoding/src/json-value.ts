/**
 * A number token with a fraction, an exponent, or one of Python's `NaN`, `Infinity`, `-Infinity`.
 * Only the `python` dialect of `parseJson` makes it; no writer accepts it.
 */
export class JsonFloat {
  /** The token as it stood in the source. */
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/**
 * A JSON value as in-toto metadata knows it: integers are exact (`bigint` where a `number` would not be).
 */
export type JsonValue = null | boolean | number | bigint | string | JsonFloat | readonly JsonValue[] | JsonObject;

/**
 * A JSON object. Those made here have no prototype, so `__proto__`, `constructor` and `toJSON` are ordinary names.
 */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Whether `value` is an object: not an array, not `null`, not a float token. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonFloat);
}

/** Makes an object without a prototype. A later entry of the same name replaces an earlier one. */
export function createJsonObject(entries: Iterable<readonly [string, JsonValue]>): JsonObject {
  const object = createEmptyObject();
  for (const [name, value] of entries) object[name] = value;
  return object;
}

/** An object without a prototype, to be filled by the one who makes it. */
export function createEmptyObject(): Record<string, JsonValue> {
  // Not Object.create(null): V8 makes a hash table of that at once, three times as large and slower to fill.
  return Object.setPrototypeOf({}, null) as Record<string, JsonValue>;
}
