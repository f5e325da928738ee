import { isJsonObject, JsonFloat, type JsonValue, MAX_JSON_DEPTH } from '@intoto/encoding';

import type { ModelErrorCode } from './error-codes.ts';
import { throwModelProblems } from './model-error.ts';
import { pointerStep, ProblemList } from './problem.ts';

/** With the `u` flag this matches halves of pairs only: a whole pair is one code point of another category. */
const LONE_SURROGATE = /\p{Cs}/u;

/**
 * Refuses what has no canonical form: numbers that are not exact integers, lone surrogates, and nesting that no writer
 * takes. The Python reference refuses them too, when it canonicalises what it has loaded.
 *
 * @throws {@link ModelError} `ERR_MODEL_FLOAT`, `ERR_MODEL_SURROGATE`, `ERR_MODEL_DEPTH`
 */
export function refuseForeignValues(subject: string, tree: JsonValue): void {
  if (isNative(tree, 0)) return;
  const found = new Map<ModelErrorCode, ProblemList>();
  collect(tree, '', 0, found);
  for (const [code, problems] of found) throwModelProblems(subject, code, problems);
}

/**
 * Refuses nesting that no writer takes, before anything else follows it down.
 *
 * @throws {@link ModelError} `ERR_MODEL_DEPTH`
 */
export function refuseDepth(subject: string, tree: JsonValue, path: string): void {
  if (!isDeep(tree, 0)) return;
  const problems = new ProblemList();
  problems.add(path, `is nested deeper than ${MAX_JSON_DEPTH} levels`);
  throwModelProblems(subject, 'ERR_MODEL_DEPTH', problems);
}

function isDeep(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth >= MAX_JSON_DEPTH || Object.values(value).some((item: JsonValue) => isDeep(item, depth + 1));
}

/**
 * Whether a value, this many levels down, has a canonical form: the common case, without the cost of keeping track of where it is.
 */
export function isNative(value: JsonValue, depth: number): boolean {
  if (typeof value === 'string') return !LONE_SURROGATE.test(value);
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object') return typeof value === 'boolean' || typeof value === 'bigint';
  if (value === null) return true;
  if (value instanceof JsonFloat || depth >= MAX_JSON_DEPTH) return false;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).every((item) => isNative(item, depth + 1));
  const object = value as { readonly [name: string]: JsonValue };
  for (const name in object) {
    if (LONE_SURROGATE.test(name) || !isNative(object[name] as JsonValue, depth + 1)) return false;
  }
  return true;
}

function collect(value: JsonValue, path: string, depth: number, found: Map<ModelErrorCode, ProblemList>): void {
  const add = (code: ModelErrorCode, message: string) => {
    const problems = found.get(code) ?? new ProblemList();
    found.set(code, problems);
    problems.add(path, message);
  };
  if (typeof value === 'string') {
    if (LONE_SURROGATE.test(value)) add('ERR_MODEL_SURROGATE', 'has half a surrogate pair, which is not text');
  } else if (typeof value === 'number' || value instanceof JsonFloat) {
    if (!Number.isSafeInteger(value)) {
      const text = value instanceof JsonFloat ? value.text : String(value);
      add('ERR_MODEL_FLOAT', `is ${text}, which is not an exact integer`);
    }
  } else if (value !== null && typeof value === 'object') {
    if (depth >= MAX_JSON_DEPTH) add('ERR_MODEL_DEPTH', `is nested deeper than ${MAX_JSON_DEPTH} levels`);
    else if (isJsonObject(value)) {
      for (const [name, item] of Object.entries(value)) {
        if (LONE_SURROGATE.test(name)) add('ERR_MODEL_SURROGATE', 'has a member whose name is not text');
        collect(item, path + pointerStep(name), depth + 1, found);
      }
    } else {
      for (const [index, item] of value.entries()) collect(item, path + pointerStep(index), depth + 1, found);
    }
  } else if (value !== null && typeof value !== 'boolean' && typeof value !== 'bigint') {
    throw new TypeError(`${path === '' ? 'The value' : path} is ${typeof value}, which is no JSON value`);
  }
}
