import { authenticateEnvelopes, authenticateWithoutRsa } from './envelopes.ts';
import { verifyProducts } from './products.ts';
import { hashFile, hashFiles, recordBesideExcluded, recordFiles, recordTinyFiles, startUp } from './recording.ts';
import { matchHostilePatterns, verifyArtifacts, verifyLargeLink, verifySteps } from './verification.ts';
import type { Workload } from './workload.ts';

/** Every row of the table, in its order. */
export const WORKLOADS: readonly Workload[] = [
  { ...recordFiles, sizes: [0.1, 1, 10] },
  { ...recordTinyFiles, notTenTimes: '2,000,000 files are more than the 1,000,000 that this records at once' },
  {
    ...recordBesideExcluded,
    notTenTimes: '1,000,000 excluded files take longer to write than all other rows together',
  },
  { ...hashFile, notTenTimes: '40 GiB fit on few disks, and what is read from disk measures the disk' },
  { ...hashFiles, notTenTimes: '80 GiB fit on few disks, and what is read from disk measures the disk' },
  verifyArtifacts,
  verifySteps,
  verifyProducts,
  authenticateEnvelopes,
  authenticateWithoutRsa,
  startUp,
  verifyLargeLink,
  matchHostilePatterns,
];
