import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { type ArtifactErrorCode, ArtifactError, recordArtifacts } from '@intoto/artifacts';

import type { SeedRange } from '../differential/run-options.ts';
import { shorterLists, shrink } from '../differential/shrink.ts';
import {
  type Peer,
  type PeerOutcome,
  type PythonOperations,
  type RecordedArtifacts,
  withScratchFolder,
} from '../src/index.ts';
import { generateRecordingCase, type RecordingCase, type RecordingRequest, WORK } from './generate.ts';
import { isBehindLoop } from './loop.ts';
import { ROOT, writeTree } from './tree.ts';

export interface RecordingComparison {
  readonly trees: number;
  readonly recordings: number;
  /** How many of them both refuse, for the same reason. */
  readonly refused: number;
  readonly artifacts: number;
  /** Of recordings through a link that leads back: how many were compared without what lies behind it. */
  readonly loops: number;
  /** Of trees with a name that is not Unicode: how many recordings we refuse for it. */
  readonly notUnicode: number;
  /** As JSON texts, the smallest tree and recording that could be found for each seed that differs; at most five. */
  readonly differences: readonly string[];
}

type Ours =
  | { readonly ok: true; readonly result: RecordedArtifacts }
  | { readonly ok: false; readonly code: ArtifactErrorCode };

/** How a recording came out on both sides. */
interface Result {
  readonly verdict: 'same' | 'refused' | 'loop' | 'not-unicode' | 'different';
  readonly artifacts: number;
  readonly python?: unknown;
  readonly ours?: unknown;
}

/** What the reference raises where we have a code. */
const REASONS: Readonly<Partial<Record<ArtifactErrorCode, readonly string[]>>> = {
  ERR_ARTIFACT_BASE_PATH: ['FileNotFoundError', 'NotADirectoryError', 'OSError'],
  ERR_ARTIFACT_COLLISION: ['PrefixError'],
  ERR_ARTIFACT_NOT_DIRECTORY: ['ValueError'],
  ERR_ARTIFACT_OSTREE: ['FileNotFoundError', 'NotADirectoryError', 'IsADirectoryError', 'OSError'],
  ERR_ARTIFACT_PATTERN: ['GitIgnorePatternError', 'GitWildMatchPatternError', 'error', 'PatternError'],
  ERR_ARTIFACT_PREFIX: ['PrefixError'],
};

const MOST_DIFFERENCES = 5;

async function ours(cwd: string, request: RecordingRequest): Promise<Ours> {
  try {
    const recorded = await recordArtifacts(request.artifacts, {
      cwd,
      excludePatterns: request.exclude_patterns,
      basePath: request.base_path,
      stripPrefixes: request.lstrip_paths,
      followSymlinkDirs: request.follow_symlink_dirs ?? false,
      normalizeLineEndings: request.normalize_line_endings,
    });
    return { ok: true, result: Object.fromEntries(recorded) };
  } catch (error) {
    if (error instanceof ArtifactError) return { ok: false, code: error.code };
    throw error;
  }
}

function isSame(a: RecordedArtifacts, b: RecordedArtifacts, name: string): boolean {
  return Object.hasOwn(a, name) && Object.hasOwn(b, name) && JSON.stringify(a[name]) === JSON.stringify(b[name]);
}

const MOST_NAMES = 10;

/** What is not the same on the other side, or the beginning of it. */
function without(recorded: RecordedArtifacts, others: RecordedArtifacts): RecordedArtifacts {
  const names = Object.keys(recorded).filter((name) => !isSame(recorded, others, name));
  return Object.fromEntries(names.slice(0, MOST_NAMES).map((name) => [name, recorded[name] ?? {}]));
}

/** Whether the reference recorded a name that is not Unicode, or failed as well, be it for something that it met earlier. */
function hasOddName({ entries }: RecordingCase, theirs: PeerOutcome<RecordedArtifacts>): boolean {
  if (!theirs.ok) return entries.some(({ raw }) => raw);
  // With the flag, what is part of a pair does not match.
  return Object.keys(theirs.result).some((name) => /[\ud800-\udfff]/u.test(name));
}

function judge(
  each: RecordingCase,
  cwd: string,
  request: RecordingRequest,
  theirs: PeerOutcome<RecordedArtifacts>,
  mine: Ours,
): Result {
  const other = (recorded: RecordedArtifacts, than: PeerOutcome<RecordedArtifacts> | Ours): RecordedArtifacts =>
    than.ok ? without(recorded, than.result) : recorded;
  const python = theirs.ok ? other(theirs.result, mine) : theirs.error;
  const result = mine.ok ? other(mine.result, theirs) : mine.code;
  const artifacts = theirs.ok ? Object.keys(theirs.result).length : 0;
  const different: Result = { verdict: 'different', artifacts, python, ours: result };
  if (!mine.ok) {
    if (mine.code === 'ERR_ARTIFACT_NAME' && hasOddName(each, theirs)) return { verdict: 'not-unicode', artifacts };
    const isExpected = !theirs.ok && REASONS[mine.code]?.includes(theirs.error.type) === true;
    return isExpected ? { verdict: 'refused', artifacts } : different;
  }
  if (!theirs.ok) return different;
  const onlyTheirs = Object.keys(theirs.result).filter((name) => !isSame(theirs.result, mine.result, name));
  if (!Object.keys(mine.result).every((name) => isSame(mine.result, theirs.result, name))) return different;
  if (onlyTheirs.length === 0) return { verdict: 'same', artifacts };
  const base = resolve(cwd, request.base_path ?? '.');
  const isExplained = each.hasLoop && onlyTheirs.every((name) => isBehindLoop(base, name));
  return isExplained ? { verdict: 'loop', artifacts } : different;
}

/** Puts the tree's folder where it is meant. */
function placed(request: RecordingRequest, root: string): RecordingRequest {
  return JSON.parse(JSON.stringify(request).replaceAll(ROOT, root)) as RecordingRequest;
}

async function check(python: Peer<PythonOperations>, root: string, each: RecordingCase): Promise<Result[]> {
  mkdirSync(root);
  try {
    writeTree(root, each.entries);
    const cwd = join(root, WORK);
    const requests = each.requests.map((request) => placed(request, root));
    const theirs = python.requestAll(
      'record',
      requests.map((request) => ({ ...request, cwd })),
    );
    const mine: Ours[] = [];
    for (const request of requests) mine.push(await ours(cwd, request));
    const outcomes = await theirs;
    return requests.map((request, index) => {
      const [outcome, own] = [outcomes[index], mine[index]];
      if (outcome === undefined || own === undefined) throw new Error('an answer is missing');
      return judge(each, cwd, request, outcome, own);
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function* smallerRequests(request: RecordingRequest): Generator<RecordingRequest> {
  for (const artifacts of shorterLists(request.artifacts)) yield { ...request, artifacts };
  for (const name of Object.keys(request).filter((key) => key !== 'artifacts')) {
    yield Object.fromEntries(Object.entries(request).filter(([key]) => key !== name)) as unknown as RecordingRequest;
  }
  for (const exclude_patterns of shorterLists(request.exclude_patterns ?? [])) yield { ...request, exclude_patterns };
  for (const lstrip_paths of shorterLists(request.lstrip_paths ?? [])) yield { ...request, lstrip_paths };
}

function* smallerCases(each: RecordingCase): Generator<RecordingCase> {
  const [work, ...others] = each.entries;
  if (work === undefined) return;
  for (const entries of shorterLists(others)) yield { ...each, entries: [work, ...entries] };
  const [request] = each.requests;
  if (request === undefined) return;
  for (const smaller of smallerRequests(request)) yield { ...each, requests: [smaller] };
}

async function explain(python: Peer<PythonOperations>, root: string, each: RecordingCase, at: number): Promise<string> {
  const isDifferent = async (candidate: RecordingCase): Promise<boolean> => {
    const [result] = await check(python, root, candidate).catch(() => []);
    return result?.verdict === 'different';
  };
  const failing = { ...each, requests: each.requests.slice(at, at + 1) };
  const smallest = await shrink(failing, smallerCases, isDifferent);
  const [result] = await check(python, root, smallest);
  return JSON.stringify({ ...smallest, python: result?.python, ours: result?.ours });
}

/** Records generated trees here and with the reference. */
export async function compareRecordings(
  python: Peer<PythonOperations>,
  { from, count }: SeedRange,
): Promise<RecordingComparison> {
  const tally = { same: 0, refused: 0, loop: 0, 'not-unicode': 0, different: 0 };
  let recordings = 0;
  let artifacts = 0;
  const differences: string[] = [];
  await withScratchFolder(async (scratch) => {
    const root = join(scratch, 'tree');
    for (let seed = from; seed < from + count; seed += 1) {
      const each = generateRecordingCase(seed);
      for (const [at, result] of (await check(python, root, each)).entries()) {
        tally[result.verdict] += 1;
        recordings += 1;
        artifacts += result.artifacts;
        if (result.verdict !== 'different' || differences.length >= MOST_DIFFERENCES) continue;
        differences.push(await explain(python, root, each, at));
      }
    }
  });
  const { refused, loop: loops, 'not-unicode': notUnicode } = tally;
  return { trees: count, recordings, refused, artifacts, loops, notUnicode, differences };
}
