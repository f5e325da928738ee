/** A place in a text, as an editor counts it. */
export interface SourcePosition {
  /** From 1; a line ends with a line feed. */
  readonly line: number;
  /** From 1, in code points. */
  readonly column: number;
  /** From 0, in UTF-16 units. */
  readonly offset: number;
}

/** Finds the line and column of an offset. Takes time proportional to it, so only errors pay. */
export function locateOffset(text: string, offset: number): SourcePosition {
  let line = 1;
  let lineStart = 0;
  for (let feed = text.indexOf('\n'); feed !== -1 && feed < offset; feed = text.indexOf('\n', lineStart)) {
    line++;
    lineStart = feed + 1;
  }
  let column = 1;
  for (let index = lineStart; index < offset; index++) {
    column++;
    if ((text.codePointAt(index) ?? 0) > 0xffff) index++;
  }
  return { line, column, offset };
}
