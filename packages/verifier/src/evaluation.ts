import type { CryptoBackend, OpenPgpSupport } from '@intoto/crypto';
import type { JsonReadOptions } from '@intoto/encoding';
import type { PublicKey, Step } from '@intoto/models';

import { type CertificateLoader, createCertificateLoader } from './certificate-support.ts';
import { CheckList } from './check-list.ts';
import type { InspectionRunner } from './inspection-runner.ts';
import type { CertificateSource, Profile, VerificationLimits, VerifyLayoutOptions } from './options.ts';
import type { AcceptedSignature, RuleTrace, VerificationReport } from './report.ts';

/** Limits with their defaults filled in. */
export type ResolvedLimits = { readonly [Name in keyof VerificationLimits]-?: number };

/** @see VerificationLimits */
const DEFAULT_LIMITS: ResolvedLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxTotalBytes: 1024 * 1024 * 1024,
  maxDepth: 200,
  maxSignatures: 1000,
  maxSublayoutDepth: 8,
  maxSublayouts: 1000,
  maxCandidates: 1000,
  maxRuleWork: 1e11,
};

/** What the outermost layout and all sublayouts of one verification share. */
export interface Settings {
  readonly profile: Profile;
  readonly backend: CryptoBackend;
  readonly now: Date;
  readonly openpgp: OpenPgpSupport | undefined;
  readonly limits: ResolvedLimits;
  readonly signal: AbortSignal | undefined;
  readonly inspectionRunner: InspectionRunner | undefined;
  /** Whether no inspection is to be run, and that is no failure: some steps alone are verified. */
  readonly narrowed?: boolean;
  readonly loadCertificates: CertificateLoader;
  /** How metadata is read: the dialect of the profile, within the limits. */
  readonly read: JsonReadOptions;
  /** What happened so far, in any layout. */
  readonly progress: { failed: boolean; sublayouts: number; bytes: number; ruleWork: number };
}

/** Who may sign for a step, for explanations. */
export interface Functionaries {
  readonly keyIds: ReadonlySet<string>;
  /** By each id that tools give one of these keys, the id that the layout lists it by; once somebody has asked. */
  aliases: Promise<ReadonlyMap<string, string>> | undefined;
}

/** The evaluation of one layout: its settings, where it stands, and what it has found out. */
export interface Evaluation extends Settings {
  /** Steps of the layouts above, from the outermost down, for which this layout stands. */
  readonly path: readonly string[];
  readonly checks: CheckList;
  readonly signatures: AcceptedSignature[];
  readonly traces: RuleTrace[];
  readonly sublayouts: { step: string; keyId: string; report: VerificationReport }[];
  /** How many of the failures only say that inspections were held back after a failure in another layout. */
  readonly heldBack: { failures: number };
  /** What was worked out so far. */
  readonly functionaries: Map<Step, Functionaries>;
}

/** Begins the evaluation of a layout. */
export function beginEvaluation(settings: Settings, path: readonly string[]): Evaluation {
  const checks = new CheckList(() => {
    settings.progress.failed = true;
  });
  return {
    ...settings,
    path,
    checks,
    signatures: [],
    traces: [],
    sublayouts: [],
    heldBack: { failures: 0 },
    functionaries: new Map(),
  };
}

/** @throws TypeError naming the option that is not what its type says. */
export function resolveSettings(options: VerifyLayoutOptions): Settings {
  const { profile = 'strict', now, backend, openpgp, inspectionRunner, signal } = options;
  if (profile !== 'strict' && profile !== 'reference') throw new TypeError(`profile: 'strict' or 'reference' expected`);
  if (!(now instanceof Date) || Number.isNaN(now.getTime())) throw new TypeError('now: a valid Date expected');
  assertKeys(options.layoutKeys);
  assertParameters(options.parameters);
  assertCertificates(options.certificates);
  const limits = resolveLimits(options.limits);
  const { maxBytes, maxDepth } = limits;
  return {
    profile,
    backend,
    now,
    openpgp,
    limits,
    signal,
    inspectionRunner,
    loadCertificates: createCertificateLoader(options.certificates),
    read: { dialect: profile === 'strict' ? 'strict' : 'python', maxBytes, maxDepth },
    progress: { failed: false, sublayouts: 0, bytes: 0, ruleWork: 0 },
  };
}

function resolveLimits(given: VerificationLimits = {}): ResolvedLimits {
  const limits: { -readonly [Name in keyof ResolvedLimits]: number } = { ...DEFAULT_LIMITS };
  for (const name of Object.keys(limits) as (keyof ResolvedLimits)[]) {
    const value = given[name] ?? limits[name];
    if (!Number.isSafeInteger(value) || value < 0)
      throw new TypeError(`limits.${name}: a non-negative integer expected`);
    limits[name] = value;
  }
  return limits;
}

function assertKeys(keys: ReadonlyMap<string, PublicKey>): void {
  if (!isMap(keys)) throw new TypeError('layoutKeys: a Map of public keys expected');
}

function assertParameters(parameters: ReadonlyMap<string, string> | undefined): void {
  if (parameters === undefined) return;
  if (!isMap(parameters)) throw new TypeError('parameters: a Map expected');
  for (const value of parameters.values()) {
    if (typeof value !== 'string') throw new TypeError('parameters: strings expected');
  }
}

function assertCertificates(certificates: CertificateSource | undefined): void {
  if (certificates === undefined || typeof certificates === 'function') return;
  if (typeof certificates.openTrust !== 'function')
    throw new TypeError('certificates: a CertificateVerifier or its loader expected');
}

// A Map of another realm is no instance of this one's.
function isMap(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object Map]';
}
