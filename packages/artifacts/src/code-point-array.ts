/** The code points of a text, which is what a `?` of a pattern counts. */
export function toCodePointArray(text: string): number[] {
  const codePoints: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const codePoint = text.codePointAt(index) ?? 0;
    codePoints.push(codePoint);
    if (codePoint > 0xffff) index++;
  }
  return codePoints;
}
