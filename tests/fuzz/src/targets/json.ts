import {
  decodeUtf8,
  encodeCanonicalJson,
  formatJson,
  isJsonObject,
  JsonFloat,
  type JsonValue,
  parseJson,
} from '@intoto/encoding';

import { canonicalText } from '../canonical-text.ts';
import { printNode, readNode } from '../mutation/json-node.ts';
import { mutateBytes } from '../mutation/mutate-bytes.ts';
import { mutateJson } from '../mutation/mutate-json.ts';
import { SAMPLE_JSON } from '../sample-json.ts';
import { caseOf, inputOf, type Target } from '../target.ts';
import { attempt, type Attempt, demand, outcomeOf } from '../violation.ts';

const SAMPLES = SAMPLE_JSON.map((text) => new TextEncoder().encode(text));
const NODES = SAMPLE_JSON.map(readNode);

/** JSON in both dialects, against `JSON.parse` and against themselves; and the writers. */
export const jsonTarget: Target = {
  name: 'json',
  weight: 2,
  shortCount: 3000,
  generate: (random) => {
    const bytes = random.chance(0.5)
      ? mutateBytes(random.pick(SAMPLES), random, SAMPLES)
      : Buffer.from(printNode(mutateJson(random.pick(NODES), random)));
    return caseOf(random.chance(0.2) ? mutateBytes(bytes, random, SAMPLES) : bytes);
  },
  check: (subject) => {
    const bytes = inputOf(subject);
    const strict = attempt(() => parseJson(bytes));
    const python = attempt(() => parseJson(bytes, { dialect: 'python' }));
    compareWithEngine(bytes, strict);
    if (strict.ok) {
      demand(python.ok, 'the strict dialect takes what the python dialect refuses');
      demand(isSame(strict.value, python.value), 'the dialects read different values');
    }
    for (const result of [strict, python]) if (result.ok) checkWriters(result.value);
    return `${outcomeOf(strict)} / ${outcomeOf(python)}`;
  },
};

/** The engine's parser knows no limits, takes floats and duplicates, and is right about syntax. */
function compareWithEngine(bytes: Uint8Array, strict: Attempt<JsonValue>): void {
  const text = attempt(() => decodeUtf8(bytes));
  if (!text.ok) return demand(!strict.ok && strict.code === 'ERR_UTF8', 'bytes that are not UTF-8 were read');
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch {
    return demand(!strict.ok, 'the strict dialect takes what is not JSON');
  }
  if (!strict.ok) return demand(strict.code !== 'ERR_JSON_SYNTAX', 'JSON is said to be none');
  demand(isSame(strict.value, value), 'JSON.parse reads something else');
}

function checkWriters(value: JsonValue): void {
  const canonical = attempt(() => new TextDecoder('utf-8', { ignoreBOM: true }).decode(encodeCanonicalJson(value)));
  const expected = canonicalText(value);
  if (expected === undefined) demand(!canonical.ok, 'a value without canonical form was given one');
  else demand(canonical.ok && canonical.value === expected, 'the canonical form is wrong');
  for (const format of ['indented', 'line', 'compact'] as const) {
    const text = attempt(() => formatJson(value, format));
    if (!text.ok) {
      demand(text.code === 'ERR_JSON_FLOAT', `formatJson refuses with ${text.code} what was read`);
      continue;
    }
    demand(!/[^\n -~]/u.test(text.value), 'formatJson writes more than ASCII');
    const again = parseJson(text.value, { dialect: 'python', maxDepth: 1000 });
    demand(isSame(again, value), `what formatJson writes (${format}) reads differently`);
  }
}

/** Whether two trees say the same; integers count as equal where they are the same number to JavaScript. */
function isSame(left: unknown, right: unknown): boolean {
  if (left instanceof JsonFloat) return right instanceof JsonFloat && left.text === right.text;
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, i) => isSame(item, right[i]));
  }
  if (isJsonObject(left as JsonValue)) {
    if (typeof right !== 'object' || right === null || Array.isArray(right)) return false;
    const [a, b] = [left as Record<string, unknown>, right as Record<string, unknown>];
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name]))
    );
  }
  if (typeof left === 'bigint' || typeof right === 'bigint') return Number(left) === Number(right);
  return left === right || (left === 0 && right === 0);
}
