import type { JsonObject, Layout, Link } from '@intoto/node';

const names = (unknown: JsonObject, prefix = ''): readonly string[] =>
  Object.keys(unknown).map((name) => prefix + name);

/** Paths of the members that neither the specification nor a verifier knows, e.g. `steps.0.certificate`. */
export function findUnknownMembers(payload: Layout | Link): readonly string[] {
  if (payload.type === 'link') return names(payload.unknown);
  return [
    ...names(payload.unknown),
    ...payload.steps.flatMap(({ unknown }, at) => names(unknown, `steps.${at}.`)),
    ...payload.inspections.flatMap(({ unknown }, at) => names(unknown, `inspect.${at}.`)),
  ];
}
