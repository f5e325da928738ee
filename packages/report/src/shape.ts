import { isJsonObject, type JsonValue, quoteText } from '@intoto/encoding';

import { ReportError } from './report-error.ts';

/** Throws a {@link ReportError} unless the value is what it stands for. */
export type Shape = (value: JsonValue | undefined, path: string) => void;

/** @throws ReportError `ERR_REPORT_FORMAT`, always */
export function refuse(path: string, message: string): never {
  const place = path === '' ? 'The report' : `${quoteText(path)} of the report`;
  throw new ReportError(`${place} ${message}. Give what renderJson or "in-toto verify --json" wrote, unchanged.`, {
    code: 'ERR_REPORT_FORMAT',
    details: { member: path },
  });
}

function join(path: string, member: string | number): string {
  return path === '' ? String(member) : `${path}.${member}`;
}

export const text: Shape = (value, path) => {
  if (typeof value !== 'string') refuse(path, 'must be a string');
};

/** A time as reports write it. */
export const time: Shape = (value, path) => {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value)) return;
  refuse(path, 'must be a time, YYYY-MM-DDTHH:MM:SSZ');
};

/** Anything that a report may carry. Exact integers beyond what a number holds, and fractions, it has none of. */
export const anything: Shape = (value, path) => {
  if (typeof value === 'bigint') refuse(path, 'must be an integer that a number holds exactly');
  if (Array.isArray(value)) for (const [index, item] of value.entries()) anything(item as JsonValue, join(path, index));
  else if (isJsonObject(value)) for (const [name, member] of Object.entries(value)) anything(member, join(path, name));
};

export function integerFrom(least: number): Shape {
  return (value, path) => {
    if (typeof value !== 'number' || value < least) refuse(path, `must be an integer from ${least}`);
  };
}

export function oneOf(values: readonly (string | boolean)[]): Shape {
  const known = new Set<unknown>(values);
  return (value, path) => {
    if (!known.has(value))
      refuse(path, values.length > 5 ? 'has a value that is not known' : `must be ${values.join(' or ')}`);
  };
}

export function listOf(shape: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) refuse(path, 'must be a list');
    for (const [index, item] of (value as readonly JsonValue[]).entries()) shape(item, join(path, index));
  };
}

/** An object with any names. */
export function mapOf(shape: Shape): Shape {
  return (value, path) => {
    if (!isJsonObject(value)) refuse(path, 'must be an object');
    for (const [name, member] of Object.entries(value)) shape(member, join(path, name));
  };
}

type Members = Readonly<Record<string, Shape>>;

/** An object with just these members. */
export function objectOf(required: Members, optional: Members = {}): Shape {
  return (value, path) => {
    if (!isJsonObject(value)) refuse(path, 'must be an object');
    for (const name of Object.keys(required)) {
      if (!Object.hasOwn(value, name)) refuse(join(path, name), 'is missing');
    }
    for (const [name, member] of Object.entries(value)) {
      const shape = Object.hasOwn(required, name)
        ? required[name]
        : Object.hasOwn(optional, name)
          ? optional[name]
          : undefined;
      if (shape === undefined) refuse(join(path, name), 'is not a member that is known');
      shape(member, join(path, name));
    }
  };
}

/** An object whose shape the value of one member decides. */
export function variantOf(name: string, shapes: Members): Shape {
  return (value, path) => {
    const given = isJsonObject(value) ? value[name] : undefined;
    const variant = typeof given === 'string' || typeof given === 'boolean' ? String(given) : '';
    if (!Object.hasOwn(shapes, variant)) refuse(join(path, name), `must be ${Object.keys(shapes).join(' or ')}`);
    shapes[variant]?.(value, path);
  };
}
