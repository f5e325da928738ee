import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  type InspectionRunner,
  type Profile,
  type VerificationReport,
  verifyFiles,
  type VerifyFilesOptions,
} from '@intoto/node';

import { writeCaseFiles } from '../campaign/case-folder.ts';
import { checkEvidence, type EvidenceRecord } from '../folder/check-evidence.ts';
import { checkReport } from '../folder/check-report.ts';
import { listFolder } from '../folder/listing.ts';
import { mutateFolder } from '../folder/mutate-folder.ts';
import { removeFolder } from '../folder/remove-folder.ts';
import { LAYOUT, LINKS, OWNER_KEY } from '../folder/scenario-paths.ts';
import { SCENARIOS } from '../folder/scenario.ts';
import type { Settings, Target } from '../target.ts';
import { type Attempt, attemptAsync, demand } from '../violation.ts';

const NOW = new Date('2026-06-01T12:00:00Z');

/** Whole verifications, from files, under both profiles. */
export const foldersTarget: Target = {
  name: 'folders',
  weight: 8,
  shortCount: 200,
  generate: async (random) => {
    const { scenario, files, signed, layoutChanged } = await mutateFolder(random.pick(SCENARIOS), random);
    const parameters = Object.entries(scenario.parameters ?? {}).flat();
    return { files, settings: { signed: [...signed], layoutChanged, parameters, inspected: scenario.inspected } };
  },
  check: async ({ files, settings }) => {
    const root = mkdtempSync(join(tmpdir(), 'in-toto-folder-'));
    const home = process.cwd();
    try {
      const folder = join(root, 'folder');
      const cwd = join(root, 'elsewhere');
      mkdirSync(cwd);
      writeCaseFiles(folder, files);
      // What is written by a relative path lands in a place that is watched.
      process.chdir(cwd);
      return await verifyBoth(root, folder, settings);
    } finally {
      process.chdir(home);
      removeFolder(root);
    }
  },
};

async function verifyBoth(root: string, folder: string, settings: Settings): Promise<string> {
  const record: EvidenceRecord = {
    folder,
    signed: new Set(settings['signed'] as readonly string[]),
    layoutChanged: settings['layoutChanged'] === true,
  };
  const before = listFolder(root);
  const strict = await verify('strict', record, settings);
  const reference = await verify('reference', record, settings);
  demand(listFolder(root) === before, 'a verification wrote something');
  const [passes, referencePasses] = [isPassed(strict), isPassed(reference)];
  demand(!passes || referencePasses, 'strict passes what reference refuses');
  return `${verdictOf(strict)} / ${verdictOf(reference)}`;
}

async function verify(
  profile: Profile,
  record: EvidenceRecord,
  settings: Settings,
): Promise<Attempt<VerificationReport>> {
  const { folder } = record;
  const words = (settings['parameters'] ?? []) as readonly string[];
  const inspections = settings['inspected'] === true ? createWitness() : undefined;
  const options: VerifyFilesOptions = {
    layout: join(folder, LAYOUT),
    keys: [join(folder, OWNER_KEY)],
    linkDirectory: join(folder, LINKS),
    profile,
    now: NOW,
    parameters: words.length === 0 ? undefined : new Map(pairs(words)),
    inspectionRunner: inspections?.runner,
  };
  const result = await attemptAsync(() => verifyFiles(options));
  if (!result.ok) return result;
  const report = result.value;
  checkReport(report);
  checkEvidence(report, profile, record);
  if (inspections !== undefined && inspections.count() > 0 && !report.ok && report.sublayouts.length === 0) {
    const late = report.failures.every(({ stage }) => stage === 'inspection' || stage === 'inspection-rules');
    demand(late, 'an inspection ran after a failure');
  }
  return result;
}

/** Carries out nothing, and counts what it was asked to. */
function createWitness(): { readonly runner: InspectionRunner; readonly count: () => number } {
  let count = 0;
  const seen = new Map([['out.tgz', { sha256: 'bb22', sha512: 'CC33' }]]);
  const runner: InspectionRunner = {
    inspect: () => {
      count++;
      return Promise.resolve({ materials: seen, products: seen, exitStatus: 0 });
    },
  };
  return { runner, count: () => count };
}

function isPassed(result: Attempt<VerificationReport>): boolean {
  return result.ok && result.value.ok;
}

function verdictOf(result: Attempt<VerificationReport>): string {
  if (!result.ok) return `throws ${result.code}`;
  return result.value.ok ? 'passes' : result.value.failures[0].code;
}

function pairs(words: readonly string[]): [string, string][] {
  return words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? ''] as [string, string]] : []));
}
