const LENGTH_PRINTED = 30;

/** A text as code: its control characters as they are written in JSON, or its length where it is long. */
export function printText(text: string): string {
  if (text.length > LENGTH_PRINTED) return `${text.length} characters`;
  return `\`${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')}\``;
}

const NAMES_PRINTED = 6;

/** The names that were recorded. */
export function printNames(names: readonly string[]): string {
  if (names.length > NAMES_PRINTED) return `${names.length} names`;
  return names.length === 0
    ? 'nothing'
    : names
        .toSorted()
        .map((name) => `\`${name}\``)
        .join(' ');
}
