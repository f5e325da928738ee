import type { AnyReport, Failure } from '@intoto/verifier';

import { type CheckStory, tellFailure } from './check-story.ts';
import { finishText } from './escape.ts';
import type { Field } from './field.ts';
import type { KeyPrinter } from './key-text.ts';
import { sublayoutOf } from './report-tree.ts';

/** A failed check of the report or of a sublayout, with its number and its story in final form. */
export interface ToldFailure extends CheckStory {
  /** `2` for the second failure, `2.1` for the first within the sublayout that it is about. */
  readonly number: string;
  readonly failure: Failure;
  /** The report that it belongs to, and the steps whose sublayouts lead there, outermost first. */
  readonly report: AnyReport;
  readonly path: readonly string[];
}

/** The story as it is shown where no lines are broken. */
export function finishStory({ heading, message, fields }: CheckStory): CheckStory {
  return {
    heading: finishText(heading),
    message: finishText(message),
    fields: fields.map((field) => ({ ...field, label: finishText(field.label), text: finishText(field.text) })),
  };
}

/** What to do next, and the other fields: formats that have room set it apart. */
export function splitRemedy(fields: readonly Field[]): {
  readonly remedy: Field | undefined;
  readonly facts: readonly Field[];
} {
  const remedy = fields.find(({ label }) => label === 'to do');
  return { remedy, facts: fields.filter((field) => field !== remedy) };
}

/** Every failure with those of sublayouts below the failure that stands for them, numbered as in the text. */
export function tellFailures(
  report: AnyReport,
  printKey: KeyPrinter,
  path: readonly string[] = [],
  prefix = '',
): ToldFailure[] {
  if (report.ok) return [];
  return report.failures.flatMap((failure, index) => {
    const number = `${prefix}${index + 1}`;
    const story = finishStory(tellFailure(failure, { report, path, printKey }));
    const told: ToldFailure = { number, failure, report, path, ...story };
    const sublayout = sublayoutOf(failure, report);
    if (sublayout === undefined) return [told];
    return [told, ...tellFailures(sublayout.report, printKey, [...path, sublayout.step], `${number}.`)];
  });
}
