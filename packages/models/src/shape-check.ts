import type { ProblemSink } from './problem.ts';

/** Compares a value with a JSON Schema and reports every difference, with `path` before each pointer. */
export type ShapeCheck = (value: unknown, path: string, problems: ProblemSink) => void;
