import { join } from 'node:path';

import { nodeBackend } from '@intoto/crypto-node';
import { InTotoError, parseJson } from '@intoto/encoding';
import { type Metadata, parsePayload, parsePublicKey, type PublicKey } from '@intoto/models';
import { createDirectoryEvidence, createExecInspectionRunner, readMetadata } from '@intoto/node';
import { openpgp } from '@intoto/openpgp';
import { evaluateLayout, type Failure, type Profile, type VerificationReport } from '@intoto/verifier';

import type { Peer, PythonOperations } from '../src/index.ts';
import { type Chain, LAYOUT_PATH } from './chain.ts';
import { NOW } from './layer.ts';
import { memberOf, printTree } from './tree.ts';
import { workingDirectory } from './write-chain.ts';

/** A verdict, with where and why it is a failure. */
export interface Verdict {
  /** None for a pass; else the stage of each layout on the way to the failure, the outermost first. */
  readonly stages: readonly string[];
  /** The step or inspection. */
  readonly item?: string | undefined;
  readonly list?: string | undefined;
  /** A class of exceptions or a code. */
  readonly code: string;
  readonly message: string;
}

const PASS: Verdict = { stages: [], code: 'pass', message: '' };

/** Few enough that nothing hangs, long enough for a machine that is busy. */
const INSPECTION_SECONDS = 20;

/** What the reference says of a copy. */
export async function askReference(
  python: Peer<PythonOperations>,
  { keys, parameters, linkDirectory }: Chain,
  folder: string,
): Promise<Verdict> {
  const result = await python.ask('verify', {
    cwd: workingDirectory(folder),
    layout: LAYOUT_PATH,
    keys: keys.map((key) => ({ object: JSON.parse(printTree(key)) as object })),
    link_dir: linkDirectory,
    parameters,
    now: NOW,
    inspect_timeout: INSPECTION_SECONDS,
  });
  if (result.verdict === 'pass') return PASS;
  const { stages, type: code, message, item, list } = result;
  return { stages, code, message, item: item ?? undefined, list: list === undefined ? undefined : `expected_${list}` };
}

/** What we say of a copy. The reference reads the payload of a Metablock with the container, and keys only after that. */
export async function judge(chain: Chain, folder: string, profile: Profile): Promise<Verdict> {
  const here = workingDirectory(folder);
  const dialect = profile === 'strict' ? 'strict' : 'python';
  let metadata: Metadata;
  try {
    metadata = await readMetadata(join(here, LAYOUT_PATH), { dialect });
    if (metadata.container === 'metablock') parsePayload(metadata.signed);
  } catch (error) {
    return refused('load-layout', error);
  }
  let layoutKeys: ReadonlyMap<string, PublicKey>;
  try {
    // Of several keys of one id the peer keeps the last.
    const texts = new Map(chain.keys.map((key) => [printTree(memberOf(key, 'keyid') ?? key), printTree(key)]));
    const keys = [...texts.values()].map((text) => parsePublicKey(parseJson(text, { dialect })));
    layoutKeys = new Map(keys.map((key) => [key.keyId, key]));
  } catch (error) {
    return refused('keys', error);
  }
  const report = await evaluateLayout(metadata, {
    layoutKeys,
    evidence: createDirectoryEvidence(join(here, chain.linkDirectory)),
    backend: nodeBackend,
    now: new Date(NOW),
    openpgp,
    profile,
    parameters: chain.parameters === undefined ? undefined : new Map(Object.entries(chain.parameters)),
    inspectionRunner: createExecInspectionRunner({
      cwd: here,
      persist: true,
      timeoutMs: INSPECTION_SECONDS * 1000,
    }),
  });
  return report.ok ? PASS : locate(report);
}

function refused(stage: string, error: unknown): Verdict {
  if (!InTotoError.is(error)) throw error;
  return { stages: [stage], code: error.code, message: error.message };
}

/** The first failure, followed into sublayouts. */
function locate(report: Extract<VerificationReport, { ok: false }>): Verdict {
  const [failure] = report.failures;
  const inner = failure.code === 'ERR_SUBLAYOUT' ? findSublayout(report, failure) : undefined;
  if (inner !== undefined) {
    const place = locate(inner);
    return { ...place, stages: [failure.stage, ...place.stages] };
  }
  const { stage, subject, code, message } = failure;
  return { stages: [stage], item: subject.item, list: subject.ruleList, code, message };
}

function findSublayout(
  { sublayouts }: VerificationReport,
  { subject }: Failure,
): Extract<VerificationReport, { ok: false }> | undefined {
  for (const { step, keyId, report } of sublayouts) {
    if (step === subject.item && keyId === subject.keyId && !report.ok) return report;
  }
  return undefined;
}
