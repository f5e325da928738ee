import type { AnyReport } from '@intoto/verifier';

import { isToldByFailure } from './candidate-fields.ts';
import { type CheckStory, isWarning, tellWarning, type Warning } from './check-story.ts';
import type { KeyPrinter } from './key-text.ts';
import { walkReports } from './report-tree.ts';
import { finishStory } from './told-failures.ts';

/** A warning of the report or of a sublayout, with its story in final form. */
export interface ToldWarning {
  readonly story: CheckStory;
  readonly warning: Warning;
  /** The steps whose sublayouts lead there, outermost first. */
  readonly path: readonly string[];
}

/** Every warning that no failure tells, those of sublayouts after those of the layout. */
export function tellWarnings(report: AnyReport, printKey: KeyPrinter): ToldWarning[] {
  return walkReports(report).flatMap(({ report: own, path }) =>
    own.checks
      .filter(isWarning)
      .filter((warning) => !isToldByFailure(warning, own))
      .map((warning) => ({ warning, path, story: finishStory(tellWarning(warning, { report: own, path, printKey })) })),
  );
}
