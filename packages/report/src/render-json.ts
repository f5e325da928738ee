import type { AnyReport } from '@intoto/verifier';

/** What JSON allows in strings but a terminal might act on, or a reader not see. */
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

function escapeUnits(character: string): string {
  return character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Any value as JSON that can be shown on a terminal. */
export function escapeJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(UNSAFE, escapeUnits)}\n`;
}

/**
 * A report as JSON for programs: indented by two blanks, members in the report's own order, a newline at the end.
 * Its shape is `@intoto/report/schemas/verification-report.schema.json`; `reportVersion` changes with the shape.
 *
 * Control and bidirectional formatting characters are written as `\uXXXX`, so that the text can be shown on a terminal.
 *
 * @example
 * ```ts no-run
 * import { renderJson } from '@intoto/report';
 * import type { AnyReport } from '@intoto/verifier';
 *
 * declare const report: AnyReport;
 * const json = renderJson(report);
 * ```
 */
export function renderJson(report: AnyReport): string {
  return escapeJson(report);
}
