/** The `code` of a Node.js system error, e.g. `ENOENT`; `undefined` for whatever is none. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
