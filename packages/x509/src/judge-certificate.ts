import { type CertificateVerdict, type CertifiedSignature, type CryptoBackend, loadPublicKey } from '@intoto/crypto';
import { createJsonObject, InTotoError, type JsonObject, quoteText } from '@intoto/encoding';
import { formatTime, type SslibPublicKey } from '@intoto/models';

import { type Certificate, describeCertificate } from './certificate.ts';
import { type ChainProblem, checkChain } from './check-chain.ts';
import { findUnmetAttributes, type UnmetAttribute } from './constraints.ts';
import { describeUntrusted } from './describe-untrusted.ts';
import { type Chain, findChains, type SearchSpace } from './find-chains.ts';
import { identify } from './identity.ts';
import { type Issuance, readKey } from './issuance.ts';
import type { TrustSettings } from './trust.ts';

/** What a certificate is judged by. */
export interface JudgementRequest {
  readonly leaf: Certificate;
  readonly signature: CertifiedSignature;
  readonly roots: ReadonlyMap<string, Certificate>;
  readonly intermediates: readonly Certificate[];
  readonly issuance: Issuance;
  readonly backend: CryptoBackend;
  readonly at: Date;
  readonly settings: TrustSettings;
}

/** A root that a valid chain leads to, or why none does. */
type Reached = { readonly root: string } | { readonly problem: ChainProblem };

/** Whether a certificate makes its holder a functionary of the step. */
export async function judgeCertificate(request: JudgementRequest): Promise<CertificateVerdict> {
  const { leaf, signature, roots, intermediates, at } = request;
  const reached = await reachRoots(request);
  const trusted = reached.flatMap((outcome) => ('root' in outcome ? [outcome.root] : []));
  if (trusted.length === 0) {
    const { code, message, certificate } =
      reached.find((outcome) => 'problem' in outcome)?.problem ?? describeUntrusted(leaf, roots, intermediates);
    return {
      ok: false,
      code,
      message,
      details: createJsonObject([
        ['certificate', certificate],
        ['at', formatTime(at)],
      ]),
    };
  }
  const names = new Set(roots.keys());
  let closest: { readonly number: number; readonly unmet: readonly UnmetAttribute[] } | undefined;
  for (const [index, constraint] of signature.constraints.entries()) {
    for (const root of trusted) {
      const unmet = findUnmetAttributes(constraint, leaf, root, names);
      if (unmet.length === 0) return accept(request, root);
      if (closest === undefined || unmet.length < closest.unmet.length) closest = { number: index + 1, unmet };
    }
  }
  return describeUnmet(leaf, closest?.number ?? 0, closest?.unmet ?? []);
}

/** Root by root, so that it is known which one a chain leads to. */
async function reachRoots(request: JudgementRequest): Promise<readonly Reached[]> {
  const { leaf, intermediates, issuance, settings, at, roots } = request;
  const { limits, extendedKeyUsages } = settings;
  const space: SearchSpace = { leaf, intermediates, issuance, limits, used: { steps: 0 } };
  const reached: Reached[] = [];
  for (const [root, certificate] of roots) {
    let problem: ChainProblem | undefined;
    let valid: Chain | undefined;
    for await (const chain of findChains(space, certificate)) {
      const found = checkChain(chain, { at, extendedKeyUsages });
      if (found === undefined) valid = chain;
      problem ??= found;
      if (valid !== undefined) break;
    }
    if (valid !== undefined) reached.push({ root });
    else if (problem !== undefined) reached.push({ problem });
  }
  return reached;
}

async function accept({ leaf, signature, backend, at }: JudgementRequest, root: string): Promise<CertificateVerdict> {
  const { subject, names, notBefore, notAfter } = leaf;
  const key = await createKey(leaf, signature.keyId, backend);
  if (key === undefined) {
    const message = `the certificate ${quoteText(describeCertificate(leaf))} has a key that in-toto has no scheme for`;
    return { ok: false, code: 'ERR_CERTIFICATE_ALGORITHM', message, details: createJsonObject([]) };
  }
  return {
    ok: true,
    key,
    identity: identify(leaf, root),
    certificate: {
      subject: subject.text,
      root,
      dnsNames: names.dnsNames,
      emails: names.emails,
      uris: names.uris,
      notBefore: formatTime(notBefore),
      notAfter: formatTime(notAfter),
      validAt: formatTime(at),
    },
  };
}

/** The certificate's key, under the id that the signature gives it. */
async function createKey(
  leaf: Certificate,
  keyId: string,
  backend: CryptoBackend,
): Promise<SslibPublicKey | undefined> {
  const spki = readKey(leaf)?.spki;
  if (spki === undefined) return undefined;
  try {
    const key = await loadPublicKey(spki, { backend });
    return { ...key, keyId, json: createJsonObject([...Object.entries(key.json), ['keyid', keyId]]) };
  } catch (error) {
    if (InTotoError.is(error)) return undefined;
    throw error;
  }
}

function describeUnmet(leaf: Certificate, number: number, unmet: readonly UnmetAttribute[]): CertificateVerdict {
  const certificate = describeCertificate(leaf);
  const faults = unmet.map(
    ({ attribute, expected, found }) => `${attribute} must be ${listNames(expected)} and is ${listNames(found)}`,
  );
  const details = createJsonObject([
    ['certificate', certificate],
    ['constraint', number],
    [
      'unmet',
      unmet.map(({ attribute, expected, found }): JsonObject =>
        createJsonObject([
          ['attribute', attribute],
          ['expected', expected.slice(0, MAX_NAMES)],
          ['found', found.slice(0, MAX_NAMES)],
        ]),
      ),
    ],
  ]);
  const message = `the certificate ${quoteText(certificate)} meets no constraint of the step; of constraint ${String(number)}, ${faults.join('; ')}`;
  return { ok: false, code: 'ERR_CERTIFICATE_CONSTRAINT', message, details };
}

/** How many names of a certificate are said. */
const MAX_NAMES = 20;

function listNames(names: readonly string[]): string {
  if (names.length === 0) return 'absent';
  const more = names.length > MAX_NAMES ? ` and ${String(names.length - MAX_NAMES)} more` : '';
  return `${names.slice(0, MAX_NAMES).map(quoteText).join(', ')}${more}`;
}
