/** One thing that is wrong with a document. */
export interface ModelProblem {
  /** Where: a JSON pointer (RFC 6901), empty for the document itself. One of more than 1000 characters is cut, with `…`. */
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

/** How many characters of a path or a message are kept: names in a document may have millions, and stand in many. */
const LONGEST = 1000;

/** Keeps the first {@link MAX_PROBLEMS} problems, so that a hostile document cannot fill the memory with them. */
export class ProblemList implements ProblemSink {
  readonly problems: ModelProblem[] = [];
  /** How many were found, those not kept included. */
  count = 0;

  add(path: string, message: string): void {
    this.count++;
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ path: shorten(path), message: shorten(message) });
  }
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** One step of a JSON pointer: `/name` with `~` and `/` escaped. */
export function pointerStep(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
