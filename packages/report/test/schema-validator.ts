/** The part of JSON Schema 2020-12 that the published schema uses. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: Schema };
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly pattern?: string;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    '$schema title description $ref $defs type const enum oneOf required properties additionalProperties items ' +
    'minItems minimum pattern'
  ).split(' '),
);

type Members = { readonly [name: string]: unknown };

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function resolve(root: Schema, pointer: string): Schema {
  if (pointer === '#') return root;
  const found = root.$defs?.[pointer.replace('#/$defs/', '')];
  if (found === undefined) throw new Error(`no such definition: ${pointer}`);
  return found;
}

/** What of `value` breaks `schema`: pointers and reasons; none where it is valid. */
export function validate(root: Schema, value: unknown, schema: Schema = root, path = ''): string[] {
  const unknown = Object.keys(schema).find((keyword) => !KEYWORDS.has(keyword));
  if (unknown !== undefined) throw new Error(`keyword not supported: ${unknown}`);
  if (schema.$ref !== undefined) return validate(root, value, resolve(root, schema.$ref), path);
  const problems: string[] = [];
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.includes(typeOf(value))) problems.push(`${path}: not of type ${types.join('|')}`);
  if ('const' in schema && value !== schema.const) problems.push(`${path}: not ${String(schema.const)}`);
  if (schema.enum !== undefined && !schema.enum.includes(value)) problems.push(`${path}: not in the enumeration`);
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(String(value))) {
    problems.push(`${path}: does not match ${schema.pattern}`);
  }
  if (schema.minimum !== undefined && Number(value) < schema.minimum) problems.push(`${path}: below the minimum`);
  if (schema.oneOf !== undefined) {
    const results = schema.oneOf.map((branch) => validate(root, value, branch, path));
    const matching = results.filter((result) => result.length === 0).length;
    if (matching !== 1) problems.push(`${path}: matches ${matching} branches`, ...results.flat());
  }
  if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0)) problems.push(`${path}: too few items`);
    for (const [index, item] of value.entries()) {
      if (schema.items !== undefined) problems.push(...validate(root, item, schema.items, `${path}/${index}`));
    }
  }
  if (isMembers(value)) {
    for (const name of schema.required ?? []) if (!Object.hasOwn(value, name)) problems.push(`${path}: no ${name}`);
    for (const [name, member] of Object.entries(value)) {
      const own = schema.properties !== undefined && Object.hasOwn(schema.properties, name);
      const inner = own ? schema.properties[name] : schema.additionalProperties;
      if (inner === false) problems.push(`${path}: unknown member ${name}`);
      else if (typeof inner === 'object') problems.push(...validate(root, member, inner, `${path}/${name}`));
    }
  }
  return problems;
}
