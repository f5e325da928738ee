import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import {
  assertDirectory,
  createDirectoryEvidence,
  createExecInspectionRunner,
  evaluateLayout,
  type EvidenceSource,
  FileError,
  InTotoError,
  isJsonObject,
  nodeBackend,
  loadCertificateVerifier,
  openpgp,
  parseJson,
  parsePublicKey,
  type Profile,
  type PublicKey,
  readMetadata,
  readPublicKeys,
  type VerificationReport,
} from '@intoto/node';

/** A verification as the command protocol asks for it. */
export interface VerificationRequest {
  readonly layout: string;
  readonly keys: readonly string[];
  readonly linkDirectory: string;
  readonly now: string;
  readonly profile: Profile;
  readonly parameters?: ReadonlyMap<string, string> | undefined;
  readonly inspections?: 'none' | undefined;
  /** The folder of the product. */
  readonly cwd: string;
}

/** What the protocol lets a command report. */
export interface ProtocolReport {
  readonly verdict: 'pass' | 'fail';
  readonly stage?: string | undefined;
  readonly codes?: readonly string[] | undefined;
  readonly nestedCodes?: readonly string[] | undefined;
  readonly warnings: readonly string[];
  readonly summary?: unknown;
}

const LIMITS: ReadonlySet<string> = new Set(['ERR_JSON_SIZE', 'ERR_JSON_DEPTH', 'ERR_METADATA_SIGNATURE_LIMIT']);

async function readKeys(paths: readonly string[]): Promise<ReadonlyMap<string, PublicKey>> {
  const keys = new Map<string, PublicKey>(await readPublicKeys(paths.filter((path) => !path.endsWith('.json'))));
  for (const path of paths.filter((name) => name.endsWith('.json'))) {
    const json = parseJson(await readFile(path));
    if (!isJsonObject(json)) throw new TypeError(`${path} holds no keys`);
    for (const [keyId, key] of Object.entries(json)) keys.set(keyId, parsePublicKey(key));
  }
  return keys;
}

function unique(codes: readonly string[]): readonly string[] {
  return [...new Set(codes)];
}

function listNested(report: VerificationReport): readonly string[] {
  return report.sublayouts.flatMap(({ report: inner }) => [
    ...(inner.ok ? [] : inner.failures.map(({ code }) => code)),
    ...listNested(inner),
  ]);
}

function listWarnings(report: VerificationReport): readonly string[] {
  return report.checks.flatMap((check) => (check.status === 'warning' ? [check.code] : []));
}

function toProtocol(report: VerificationReport): ProtocolReport {
  const warnings = unique(listWarnings(report));
  if (report.ok) return { verdict: 'pass', warnings, summary: { _type: 'link', ...report.summary } };
  const nestedCodes = unique(listNested(report));
  return {
    verdict: 'fail',
    stage: report.failures[0].stage,
    codes: unique(report.failures.map(({ code }) => code)),
    ...(nestedCodes.length > 0 ? { nestedCodes } : {}),
    warnings,
  };
}

function unreadable(stage: string, code: string): ProtocolReport {
  return { verdict: 'fail', stage, codes: [code], warnings: [] };
}

/** Evidence in a directory; one that is missing is empty, and what is no directory fails instead of being as good as empty. */
function createEvidence(directory: string): EvidenceSource {
  const evidence = createDirectoryEvidence(directory);
  return {
    ...evidence,
    find: async (query) => {
      if (existsSync(directory)) await assertDirectory(directory);
      return evidence.find(query);
    },
  };
}

/** Verifies with the packages of this repository, in this process. */
export async function verifyHere(request: VerificationRequest): Promise<ProtocolReport> {
  const { profile, cwd } = request;
  let layout: Awaited<ReturnType<typeof readMetadata>>;
  let layoutKeys: ReadonlyMap<string, PublicKey>;
  try {
    layout = await readMetadata(request.layout, { dialect: profile === 'strict' ? 'strict' : 'python' });
  } catch (error) {
    if (!InTotoError.is(error) || error instanceof FileError) throw error;
    return unreadable('layout-format', LIMITS.has(error.code) ? 'ERR_LIMIT' : 'ERR_LAYOUT_FORMAT');
  }
  try {
    layoutKeys = await readKeys(request.keys);
  } catch (error) {
    if (!InTotoError.is(error) || error instanceof FileError) throw error;
    return unreadable('keys', 'ERR_LAYOUT_KEY_UNUSABLE');
  }
  const report = await evaluateLayout(layout, {
    layoutKeys,
    evidence: createEvidence(request.linkDirectory),
    backend: nodeBackend,
    openpgp,
    certificates: () => loadCertificateVerifier(),
    now: new Date(request.now),
    profile,
    parameters: request.parameters,
    inspectionRunner: request.inspections === 'none' ? undefined : createExecInspectionRunner({ cwd }),
  });
  return toProtocol(report);
}
