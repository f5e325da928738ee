import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { encodePublicKeyPem, type Signer } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import type { JsonObject } from '@intoto/encoding';
import { IN_TOTO_PAYLOAD_TYPE, linkFileName, parseMetadata, sublayoutDirectoryName } from '@intoto/models';
import {
  createMemoryEvidence,
  evaluateLayout,
  type EvidenceSource,
  type MemoryLink,
  type Profile,
  type VerificationReport,
  verifyFiles,
  type VerifyFilesOptions,
  type VerifyLayoutOptions,
} from '@intoto/node';

import { checkReport } from '../src/folder/check-report.ts';
import { sealEnvelope } from '../src/folder/document.ts';
import { LAYOUT, LINKS, OWNER_KEY } from '../src/folder/scenario-paths.ts';
import { preAuthenticationEncoding } from '../src/folder/signed-content.ts';
import { idOf, owner } from '../src/people.ts';

export const NOW = new Date('2026-06-01T12:00:00Z');
export const PROFILES: readonly Profile[] = ['strict', 'reference'];

/** Signs a payload in an envelope: JSON, or a text that stands for it. */
export async function seal(payload: JsonObject | string, by: Signer): Promise<Uint8Array> {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return sealEnvelope(Buffer.from(text), { container: 'dsse', signers: [by], signed: new Set() });
}

/** Signs a payload in an envelope with one signature under each of several ids. */
export async function sealAs(payload: string, by: Signer, keyIds: readonly string[]): Promise<Uint8Array> {
  const bytes = Buffer.from(payload);
  const sig = Buffer.from(await by.sign(preAuthenticationEncoding(bytes))).toString('base64');
  const signatures = keyIds.map((keyid) => ({ keyid, sig }));
  return Buffer.from(
    JSON.stringify({ payload: bytes.toString('base64'), payloadType: IN_TOTO_PAYLOAD_TYPE, signatures }),
  );
}

/** The name of a link, in the folder of a sublayout by the same person if there are some. */
export function nameOf(step: string, by: Signer, ...sublayouts: readonly string[]): string {
  const folders = sublayouts.map((name) => `${sublayoutDirectoryName(name, idOf(by))}/`);
  return `${folders.join('')}${linkFileName(step, idOf(by))}`;
}

/** Verifies in memory. */
export async function evaluate(
  layout: JsonObject | string,
  evidence: readonly MemoryLink[] | EvidenceSource,
  options: Partial<VerifyLayoutOptions> = {},
): Promise<VerificationReport> {
  const source = Array.isArray(evidence)
    ? createMemoryEvidence({ links: evidence as readonly MemoryLink[] })
    : (evidence as EvidenceSource);
  const layoutKeys = new Map([[idOf(owner), owner.publicKey]]);
  const metadata = parseMetadata(await seal(layout, owner));
  return evaluateLayout(metadata, { layoutKeys, evidence: source, backend, now: NOW, ...options });
}

/** The codes of what failed, each once. */
export function codesOf(report: VerificationReport): readonly string[] {
  return report.ok ? [] : [...new Set(report.failures.map(({ code }) => code))];
}

/** How many checks there are, in sublayouts too: a measure of the work that was done. */
export function countChecks(report: VerificationReport): number {
  return report.sublayouts.reduce((sum, { report: inner }) => sum + countChecks(inner), report.checks.length);
}

/** A folder on disk with a layout, the owner's key and links. */
export interface VerificationFolder {
  readonly path: string;
  /** Where a link of this name lies. */
  readonly link: (name: string) => string;
  readonly verify: (options?: Partial<VerifyFilesOptions>) => Promise<VerificationReport>;
  readonly remove: () => void;
}

/** Makes one. */
export async function createFolder(
  layout: JsonObject | string,
  links: Readonly<Record<string, Uint8Array | string>> = {},
): Promise<VerificationFolder> {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'in-toto-hostile-')));
  const write = (name: string, content: Uint8Array | string): void => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  };
  write(LAYOUT, await seal(layout, owner));
  write(OWNER_KEY, encodePublicKeyPem(owner.publicKey));
  mkdirSync(join(path, LINKS));
  for (const [name, content] of Object.entries(links)) write(join(LINKS, name), content);
  return {
    path,
    link: (name) => join(path, LINKS, name),
    verify: async (options = {}) => {
      const report = await verifyFiles({
        layout: join(path, LAYOUT),
        keys: [join(path, OWNER_KEY)],
        linkDirectory: join(path, LINKS),
        now: NOW,
        ...options,
      });
      checkReport(report);
      return report;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
