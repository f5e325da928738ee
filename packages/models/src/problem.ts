/** One thing that is wrong with a document. */
export interface ModelProblem {
  /** Where: a JSON pointer (RFC 6901), empty for the document itself. */
  readonly path: string;
  /** What must be otherwise, as the rest of a sentence that begins with the path. */
  readonly message: string;
}

/** What collects problems while a document is checked. */
export interface ProblemSink {
  add(path: string, message: string): void;
}

/** How many problems of one document are kept; the others are counted. */
export const MAX_PROBLEMS = 100;

/** Keeps the first {@link MAX_PROBLEMS} problems, so that a hostile document cannot fill the memory with them. */
export class ProblemList implements ProblemSink {
  readonly problems: ModelProblem[] = [];
  /** How many were found, those not kept included. */
  count = 0;

  add(path: string, message: string): void {
    this.count++;
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ path, message });
  }
}

/** One step of a JSON pointer: `/name` with `~` and `/` escaped. */
export function pointerStep(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
