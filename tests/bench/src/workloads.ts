import { authenticateEnvelopes } from './envelopes.ts';
import { hashFile, hashFiles, recordBesideExcluded, recordFiles, recordTinyFiles, startUp } from './recording.ts';
import { matchHostilePatterns, verifyArtifacts, verifyLargeLink, verifySteps } from './verification.ts';
import type { Workload } from './workload.ts';

/** Every row of the table, in its order. */
export const WORKLOADS: readonly Workload[] = [
  recordFiles,
  recordTinyFiles,
  recordBesideExcluded,
  hashFile,
  hashFiles,
  verifyArtifacts,
  verifySteps,
  authenticateEnvelopes,
  startUp,
  verifyLargeLink,
  matchHostilePatterns,
];
