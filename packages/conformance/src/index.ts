export type { ConformanceCase, CopiedFile, Expectation } from './conformance-case.ts';
export { type ExpectedFailures, parseExpectedFailures } from './expected-failures.ts';
export { main, type Output } from './main.ts';
export { type Profile, PROFILES } from './profile.ts';
export { readCases, VECTORS } from './read-cases.ts';
export { type CommandOutcome, type CommandRequest, runCommand } from './run-command.ts';
export { type CaseResult, runCases, type RunCasesOptions } from './run-cases.ts';
export { unpackCase, type UnpackedCase } from './unpack-case.ts';
