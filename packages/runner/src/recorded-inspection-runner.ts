import { quoteText } from '@intoto/encoding';
import type { Link } from '@intoto/models';
import type { InspectionRequest, InspectionRunner } from '@intoto/verifier';

import { describeCommand } from './command-words.ts';
import { RunnerError } from './runner-error.ts';

/** An inspection that was carried out earlier. */
export interface RecordedInspection {
  /** What it saw; its `name` is the inspection's. The verifier believes it, so authenticate it before. */
  readonly link: Link;
  /** Names of the sublayout steps down to the layout it belongs to. @defaultValue none: the outermost layout */
  readonly path?: readonly string[] | undefined;
}

function keyOf(path: readonly string[], name: string): string {
  return JSON.stringify([...path, name]);
}

function recordedStatus(link: Link): number | undefined {
  const status = link.byproducts['return-value'];
  return typeof status === 'number' ? status : undefined;
}

/**
 * Answers with links made earlier, for instance in a sandbox, instead of running anything.
 * A link counts only for exactly the command that it records.
 *
 * @throws {@link RunnerError} (when inspecting) `ERR_INSPECTION_NOT_RECORDED`, `ERR_INSPECTION_RECORD_DIFFERS`.
 */
export function createRecordedInspectionRunner(inspections: Iterable<RecordedInspection>): InspectionRunner {
  const links = new Map<string, Link>();
  for (const { link, path = [] } of inspections) {
    if (link.name === null) throw new TypeError('a recorded inspection needs a link with a name');
    links.set(keyOf(path, link.name), link);
  }
  return {
    async inspect({ name, path, run }: InspectionRequest) {
      const link = links.get(keyOf(path, name));
      if (link === undefined) {
        throw new RunnerError(
          `No link was given for inspection ${quoteText([...path, name].join('/'))}. Run it and pass its link.`,
          {
            code: 'ERR_INSPECTION_NOT_RECORDED',
            details: { name, path, run },
          },
        );
      }
      if (link.command.length !== run.length || !run.every((word, index) => word === link.command[index])) {
        throw new RunnerError(
          `The link given for inspection ${quoteText(name)} records another command than ${describeCommand(run)}. Run the inspection again as the layout has it.`,
          { code: 'ERR_INSPECTION_RECORD_DIFFERS', details: { name, path, run } },
        );
      }
      return { materials: link.materials, products: link.products, exitStatus: recordedStatus(link) };
    },
  };
}
