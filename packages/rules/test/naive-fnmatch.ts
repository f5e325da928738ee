/** A second reading of CPython's fnmatch, by way of a backtracking regular expression: for short patterns and names. */
export function naiveMatch(pattern: string, name: string): boolean {
  return new RegExp(`^${translate(Array.from(pattern))}$`, 'su').test(name);
}

const escape = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

function translate(pattern: readonly string[]): string {
  const [first, ...rest] = pattern;
  if (first === undefined) return '';
  if (first === '*') return `.*${translate(rest)}`;
  if (first === '?') return `.${translate(rest)}`;
  const end = rest.findIndex((character, at) => character === ']' && !['', '!'].includes(rest.slice(0, at).join('')));
  if (first !== '[' || end < 0) return escape(first) + translate(rest);
  return translateSet(rest.slice(0, end)) + translate(rest.slice(end + 1));
}

/** Without the oddities of empty ranges: tests that use it have no range whose ends are in the wrong order. */
function translateSet(body: readonly string[]): string {
  const negated = body[0] === '!';
  let members = '';
  let left = negated ? body.slice(1) : body;
  while (left.length > 0) {
    const [from = '', hyphen, to] = left;
    const isRange = hyphen === '-' && to !== undefined;
    members += isRange ? `${escape(from)}-${escape(to)}` : escape(from);
    left = left.slice(isRange ? 3 : 1);
  }
  return `[${negated ? '^' : ''}${members}]`;
}
