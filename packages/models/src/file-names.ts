/** `<step>.<first 8 characters of the key id>.link`: the file that holds a signed link (ITE-2 and the reference). */
export function linkFileName(step: string, keyId: string): string {
  return `${step}.${abbreviate(keyId)}.link`;
}

/** `.<step>.<first 8 characters of the key id>.link-unfinished`: the file between start and stop of a recording. */
export function unfinishedLinkFileName(step: string, keyId: string): string {
  return `.${step}.${abbreviate(keyId)}.link-unfinished`;
}

/** `<name>.link`: the file that holds an unsigned link, of an inspection for example. */
export function unsignedLinkFileName(name: string): string {
  return `${name}.link`;
}

/** `<step>.<first 8 characters of the key id>`: the directory that holds the links of a sublayout. */
export function sublayoutDirectoryName(step: string, keyId: string): string {
  return `${step}.${abbreviate(keyId)}`;
}

/** The first 8 code points, as Python counts them. */
function abbreviate(keyId: string): string {
  return /^.{0,8}/su.exec(keyId)?.[0] ?? '';
}
