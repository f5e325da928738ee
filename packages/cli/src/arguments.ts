/** Reads argparse's untyped result by the types its declarations promise; a mismatch is a bug in the declaration. */
export interface Arguments {
  text(name: string): string | undefined;
  required(name: string): string;
  list(name: string): readonly string[] | undefined;
  flag(name: string): boolean;
  integer(name: string): number | undefined;
  /** What a custom action collected. */
  raw(name: string): unknown;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isList = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

/** Wraps the values of arguments by their names, as argparse's `parse_args` returns them. */
export function readArguments(namespace: object): Arguments {
  const values = namespace as Readonly<Record<string, unknown>>;
  const get = <T>(name: string, is: (value: unknown) => value is T): T | undefined => {
    const value = values[name];
    if (value === undefined || value === null) return undefined;
    if (!is(value)) throw new TypeError(`argument ${name} has an unexpected type`);
    return value;
  };
  return {
    text: (name) => get(name, isText),
    required(name) {
      const value = get(name, isText);
      if (value === undefined) throw new TypeError(`argument ${name} is not declared as required`);
      return value;
    },
    list: (name) => get(name, isList),
    flag: (name) => get(name, (value) => typeof value === 'boolean') ?? false,
    integer: (name) => get(name, (value) => typeof value === 'number'),
    raw: (name) => values[name],
  };
}
