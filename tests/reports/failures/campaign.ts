import { nodeBackend as backend } from '@intoto/crypto-node';
import { parseJson } from '@intoto/encoding';
import { parseMetadata, parsePublicKey } from '@intoto/models';
import { openpgp } from '@intoto/openpgp';
import { createMemoryEvidence, evaluateLayout, type Failure, type VerificationReport } from '@intoto/verifier';

import { type Chain, LAYOUT_PATH } from '../../interop/verdicts/chain.ts';
import { makeChain } from '../../interop/verdicts/generate-chain.ts';
import { NOW } from '../../interop/verdicts/layer.ts';
import { createRandom } from '../../interop/verdicts/random.ts';
import { printTree } from '../../interop/verdicts/tree.ts';
import { makeFiles } from '../../interop/verdicts/write-chain.ts';
import { type Cause, FAULTS, type Planted } from './plant-fault.ts';

/** A failure that was made. */
export interface Case {
  readonly seed: number;
  readonly kind: string;
  readonly cause: Cause;
  readonly report: VerificationReport;
  /** Why the report does not name the step and the artifact first; `undefined` where it does. */
  readonly miss: string | undefined;
  /** The code of its first failure. */
  readonly code: string;
  /** Whether that is one that was foreseen. */
  readonly foreseen: boolean;
}

async function verify(chain: Chain): Promise<VerificationReport> {
  const files = makeFiles(chain);
  const folder = chain.linkDirectory === '.' ? '' : `${chain.linkDirectory}/`;
  const links = [...files].flatMap(([path, bytes]) =>
    bytes === undefined || path === LAYOUT_PATH ? [] : [{ name: path.slice(folder.length), bytes }],
  );
  const keys = chain.keys.map((key) => parsePublicKey(parseJson(printTree(key))));
  return evaluateLayout(parseMetadata(files.get(LAYOUT_PATH) ?? ''), {
    layoutKeys: new Map(keys.map((key) => [key.keyId, key])),
    evidence: createMemoryEvidence({ links }),
    backend,
    openpgp,
    now: new Date(NOW),
    parameters: chain.parameters === undefined ? undefined : new Map(Object.entries(chain.parameters)),
  });
}

interface FirstFailure {
  /** The steps whose sublayouts lead to it. */
  readonly path: readonly string[];
  readonly failure: Failure;
}

/** The first failure, followed into sublayouts. */
function firstFailure(report: VerificationReport): FirstFailure | undefined {
  if (report.ok) return undefined;
  const [failure] = report.failures;
  const { item, keyId } = failure.subject;
  const sublayout = report.sublayouts.find(({ step, keyId: signer }) => step === item && signer === keyId);
  const inner =
    failure.code === 'ERR_SUBLAYOUT' && sublayout !== undefined ? firstFailure(sublayout.report) : undefined;
  return inner === undefined ? { path: [], failure } : { ...inner, path: [item ?? '', ...inner.path] };
}

/** Whether the failure names the artifact, as its subject or among its details. */
function names({ subject, details }: Failure, artifact: string): boolean {
  const { artifacts, differences } = details;
  const listed = [artifacts, differences].flatMap((list): readonly unknown[] => (Array.isArray(list) ? list : []));
  return (
    subject.artifact === artifact ||
    listed.some(
      (entry) => entry === artifact || (entry as { readonly artifact?: unknown } | null)?.artifact === artifact,
    )
  );
}

function findMiss({ failure, path }: FirstFailure, cause: Cause): string | undefined {
  const place = [...path, failure.subject.item ?? 'layout'].join(' > ');
  if (failure.subject.item !== cause.step || path.join('\0') !== cause.path.join('\0'))
    return `names ${place}: ${failure.code}`;
  if (cause.artifact !== undefined && !names(failure, cause.artifact)) return `does not name ${cause.artifact}`;
  return undefined;
}

/** The failure of a seed; `undefined` where the chain fails without it, or the fault does no harm. */
export async function makeCase(seed: number): Promise<Case | undefined> {
  const random = createRandom(seed);
  const { chain } = makeChain(random, seed);
  for (const kind of random.shuffle(Object.keys(FAULTS))) {
    const planted: Planted | undefined = FAULTS[kind]?.(random, chain);
    if (planted === undefined) continue;
    if (!(await passes(planted.before))) return undefined;
    const report = await verify(planted.after);
    const first = firstFailure(report);
    if (first === undefined) return undefined;
    const { cause } = planted;
    const { code } = first.failure;
    return { seed, kind, cause, report, miss: findMiss(first, cause), code, foreseen: cause.codes.includes(code) };
  }
  return undefined;
}

/** Not everything that is made can be read, strictly. */
async function passes(chain: Chain): Promise<boolean> {
  try {
    return (await verify(chain)).ok;
  } catch {
    return false;
  }
}

/** As many failures as are asked for, from a seed on. */
export async function makeCases(from: number, count: number): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (let seed = from; cases.length < count; seed += 1) {
    const made = await makeCase(seed);
    if (made !== undefined) cases.push(made);
  }
  return cases;
}
