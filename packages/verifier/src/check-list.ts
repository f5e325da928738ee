import type { FailureCode, WarningCode } from './failure-codes.ts';
import type { Check, CheckSubject, Failure, ReportValue, Stage } from './report.ts';

/** Facts of a check. */
export type Details = { readonly [name: string]: ReportValue };

/** What a failed check says besides its stage. */
export interface Problem {
  readonly code: FailureCode;
  readonly subject?: CheckSubject | undefined;
  readonly message: string;
  readonly remedy: string;
  readonly details?: Details | undefined;
}

/** Collects the checks of one layout in the order in which they are noted, which is the order of the workflow. */
export class CheckList {
  readonly checks: Check[] = [];
  readonly #onFailure: () => void;

  /** @param onFailure - called once per failed check. */
  constructor(onFailure: () => void) {
    this.#onFailure = onFailure;
  }

  get failures(): Failure[] {
    return this.checks.filter((check) => check.status === 'failed');
  }

  passed(stage: Stage, subject: CheckSubject, message: string, details: Details = {}): void {
    this.checks.push({ status: 'passed', stage, subject, message, details });
  }

  skipped(stage: Stage, subject: CheckSubject, message: string, details: Details = {}): void {
    this.checks.push({ status: 'skipped', stage, subject, message, details });
  }

  warned(stage: Stage, code: WarningCode, subject: CheckSubject, message: string, details: Details = {}): void {
    this.checks.push({ status: 'warning', stage, code, subject, message, details });
  }

  failed(stage: Stage, problem: Problem): void {
    const { code, subject = {}, message, remedy, details = {} } = problem;
    this.checks.push({ status: 'failed', stage, code, subject, message, remedy, details });
    this.#onFailure();
  }
}
