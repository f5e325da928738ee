/** What a command may say on standard output about a verification, each member if it can. */
export interface CommandReport {
  readonly stage?: string | undefined;
  readonly codes?: readonly string[] | undefined;
  readonly nestedCodes?: readonly string[] | undefined;
  readonly warnings?: readonly string[] | undefined;
  readonly summary?: unknown;
}

const LISTS = ['codes', 'nestedCodes', 'warnings'] as const;

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/**
 * Reads the report out of a command's standard output: the output as a whole is one JSON object. Output that does not begin
 * like one says nothing.
 *
 * @returns `undefined` where there is no report
 * @throws TypeError where there is something like a report, and it is none
 */
export function parseCommandReport(stdout: string): CommandReport | undefined {
  if (!stdout.trimStart().startsWith('{')) return undefined;
  let report: Readonly<Record<string, unknown>>;
  try {
    report = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new TypeError('standard output begins like a JSON object and is none', { cause });
  }
  const { stage } = report;
  if (stage !== undefined && typeof stage !== 'string') throw new TypeError('"stage" in the report is not text');
  for (const name of LISTS) {
    if (report[name] !== undefined && !isTextList(report[name]))
      throw new TypeError(`"${name}" in the report is no list of texts`);
  }
  return report;
}
