import type { Case, Target } from '../target.ts';
import { Violation } from '../violation.ts';
import { keepFailure } from './case-folder.ts';
import { generateCase, type KeptFailure, type Plan, type Slice, type SliceReport } from './plan.ts';
import { shrinkCase } from './shrink.ts';

const MEGABYTE = 2 ** 20;
/** More would only say the same again. */
const MAX_FAILURES = 20;

/** What a slice needs from the process it runs in. */
export interface Surroundings {
  readonly note: (index: number) => void;
  /** Throws where what everything inherits from has changed. */
  readonly checkPrototypes: () => void;
  /** What nobody has caught since the last time. */
  readonly takeRejection: () => unknown;
}

/** Runs the cases of a slice. What goes wrong with one is kept, and the next one follows. */
export async function runSlice(
  target: Target,
  slice: Slice,
  plan: Plan,
  surroundings: Surroundings,
): Promise<SliceReport> {
  const heapBefore = settledHeap();
  const outcomes: Record<string, number> = {};
  const failures: KeptFailure[] = [];
  const end = slice.count === undefined ? Infinity : slice.from + slice.count;
  const deadline = slice.millis === undefined ? Infinity : performance.now() + slice.millis;
  let slowest = { index: slice.from, cpuSeconds: 0 };
  let index = slice.from;
  for (; index < end && performance.now() < deadline && failures.length < MAX_FAILURES; index++) {
    surroundings.note(index);
    const subject = await generateCase(target, plan.seed, index);
    const before = process.cpuUsage();
    const result = await judge(target, subject, surroundings);
    const { user, system } = process.cpuUsage(before);
    const cpuSeconds = (user + system) / 1e6;
    if (cpuSeconds > slowest.cpuSeconds) slowest = { index, cpuSeconds };
    const slow = cpuSeconds > plan.maxCpuSeconds ? new Violation(`took ${cpuSeconds.toFixed(1)} s`) : undefined;
    const problem = 'problem' in result ? result.problem : slow;
    if (problem === undefined) {
      const outcome = 'outcome' in result ? result.outcome : '';
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      continue;
    }
    const smallest =
      slow === undefined ? await shrinkCase(subject, (smaller) => failsAlike(target, smaller, problem)) : subject;
    failures.push(keep(target, plan, index, problem, smallest));
  }
  return {
    target: target.name,
    to: index,
    cases: index - slice.from,
    outcomes,
    failures,
    heapBefore,
    heapAfter: settledHeap(),
    peakMemory: Math.round(process.resourceUsage().maxRSS / 1024),
    slowest,
  };
}

type Judgement = { readonly outcome: string } | { readonly problem: unknown };

async function judge(
  target: Target,
  subject: Case,
  { checkPrototypes, takeRejection }: Surroundings,
): Promise<Judgement> {
  try {
    const outcome = await target.check(subject);
    checkPrototypes();
    // Rejections that nobody handles are told of after the microtasks of a turn.
    await new Promise(setImmediate);
    const rejection = takeRejection();
    if (rejection !== undefined) throw new Violation(`unhandled: ${describe(rejection)}`, { cause: rejection });
    return { outcome };
  } catch (problem) {
    return { problem };
  }
}

async function failsAlike(target: Target, subject: Case, problem: unknown): Promise<boolean> {
  try {
    await target.check(subject);
    return false;
  } catch (error) {
    return describe(error) === describe(problem);
  }
}

function keep(target: Target, plan: Plan, index: number, problem: unknown, { files, settings }: Case): KeptFailure {
  const message = describe(problem);
  const stack = problem instanceof Error ? stackOf(problem) : undefined;
  const record = { target: target.name, seed: plan.seed, index, message, stack, settings };
  return { target: target.name, index, message, folder: keepFailure(plan.failures, record, files) };
}

function describe(problem: unknown): string {
  return problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem);
}

function stackOf(problem: Error): string {
  const cause = problem.cause instanceof Error ? `\ncaused by ${stackOf(problem.cause)}` : '';
  return `${problem.stack ?? problem.message}${cause}`;
}

function settledHeap(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / MEGABYTE);
}
