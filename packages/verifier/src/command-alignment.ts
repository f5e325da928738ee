import { quoteText } from '@intoto/encoding';
import type { Layout } from '@intoto/models';

import type { Evaluation } from './evaluation.ts';
import { toReportValue } from './report-value.ts';
import type { LinkedStep } from './step-evidence.ts';

/**
 * Compares the command of every link with the one the layout expects (specification 5.2, step 7).
 * A functionary chooses what a link says here, so a difference is worth knowing and no more. A layout without an
 * expected command expects nothing.
 */
export function checkCommands({ checks }: Evaluation, layout: Layout, linked: ReadonlyMap<string, LinkedStep>): void {
  for (const { name, expectedCommand } of layout.steps) {
    if (expectedCommand.length === 0) continue;
    const expected = expectedCommand.map(toReportValue);
    for (const { keyId, location, link } of linked.get(name)?.links ?? []) {
      const found = link.command.map(toReportValue);
      const subject = { item: name, keyId, location };
      if (JSON.stringify(found) === JSON.stringify(expected)) {
        checks.passed('command', subject, `Step ${quoteText(name)}: the command is the expected one.`);
      } else {
        const message = `Step ${quoteText(name)}: ${quoteText(location)} reports another command than the layout expects.`;
        checks.warned('command', 'WARN_COMMAND_DIFFERS', subject, message, { expected, found });
      }
    }
  }
}
