/** A command that evaluates JavaScript; words after it are its `process.argv.slice(1)`. */
export function nodeScript(source: string, ...words: readonly string[]): readonly string[] {
  return [process.execPath, '-e', source, '--', ...words];
}
