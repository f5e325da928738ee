export { InTotoError, type InTotoErrorOptions } from './errors.ts';
export { createJsonObject, isJsonObject, JsonFloat, type JsonObject, type JsonValue } from './json-value.ts';
