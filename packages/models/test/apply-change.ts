import { createJsonObject, isJsonObject, type JsonValue, parseJson } from '@intoto/encoding';

/** A JSON pointer and the JSON text that is to stand there, or `null` for nothing. */
export type Change = readonly [pointer: string, text: string | null];

/** The tree with every change made, in order. */
export function applyChanges(tree: JsonValue, changes: readonly Change[]): JsonValue {
  return changes.reduce((before, [pointer, text]) => {
    const steps = pointer.split('/').slice(1);
    const names = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    return put(before, names, text === null ? undefined : parseJson(text, { dialect: 'python' }));
  }, tree);
}

function put(tree: JsonValue, names: readonly string[], value: JsonValue | undefined): JsonValue {
  const [name, ...rest] = names;
  if (name === undefined) throw new Error('the whole tree cannot be replaced');
  const entries = Object.entries(tree as object) as [string, JsonValue][];
  const old = entries.find(([other]) => other === name)?.[1];
  const next = rest.length === 0 ? value : put(old as JsonValue, rest, value);
  const place = old === undefined ? entries.length : entries.findIndex(([other]) => other === name);
  entries.splice(
    place,
    old === undefined ? 0 : 1,
    ...(next === undefined ? [] : [[name, next] as [string, JsonValue]]),
  );
  return isJsonObject(tree) ? createJsonObject(entries) : entries.map(([, item]) => item);
}
