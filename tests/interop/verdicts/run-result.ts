import { printCount } from '../differential/conformance-page.ts';
import type { RunOptions } from '../differential/run-options.ts';
import type { Result } from './campaign.ts';
import { writeVerdicts } from './conformance-section.ts';
import { addResults, NOTHING, STAGES } from './result.ts';
import type { WorkerMessage } from './run-worker.ts';

/** Prints what the workers found, and writes it down if that is asked for. @returns whether there is no difference */
export function finish(messages: readonly WorkerMessage[], options: RunOptions): boolean {
  const result = messages.reduce<Result>((sum, message) => addResults(sum, message.result), NOTHING);
  console.log(printResult(result));
  if (options.write) writeVerdicts(result, options, messages[0]?.versions ?? '');
  return result.differences.length === 0;
}

/** One line, and one for each stage and each known difference. */
export function printResult(result: Result): string {
  const { chains, passes, strictPasses, stages, known, differences } = result;
  return [
    `${printCount(chains)} chains, ${printCount(passes)} pass, ${printCount(strictPasses)} pass strict: ${String(differences.length)} differences.`,
    ...Object.keys(STAGES).flatMap((stage) => (stages[stage] === undefined ? [] : [`  ${stage}: ${stages[stage]}`])),
    ...Object.entries(known).map(([id, count]) => `  known, ${id}: ${String(count)}`),
  ].join('\n');
}
