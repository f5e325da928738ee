import { webcryptoBackend as backend } from '@intoto-tests/support';
import type { CertificateTrust, CertificateVerdict } from '@intoto/crypto';
import { createJsonObject } from '@intoto/encoding';
import { type CertificateAuthority, type CertificateConstraint, createCertificateConstraint } from '@intoto/models';
import { type CertificateVerifierOptions, createCertificateVerifier } from '@intoto/x509';

/** What a layout has in `rootcas`, `intermediatecas`: PEM by name. */
export type Authorities = Readonly<Record<string, { readonly pem: string }>>;

export const NOW = new Date('2026-06-01T12:00:00Z');

/** Any certificate under any root of the layout. */
export const ANYONE: CertificateConstraint = createCertificateConstraint({
  roots: ['*'],
  commonName: '*',
  dnsNames: ['*'],
  emails: ['*'],
  organizations: ['*'],
  uris: ['*'],
});

export interface JudgeSpec extends CertificateVerifierOptions {
  readonly roots: Authorities;
  readonly layoutIntermediates?: Authorities;
  readonly leaf: { readonly pem: string } | string;
  /** Those in the signature. */
  readonly carried?: readonly { readonly pem: string }[];
  readonly constraints?: readonly CertificateConstraint[];
  readonly now?: Date;
}

/** The members of a layout. */
export function authorities(list: Authorities): ReadonlyMap<string, CertificateAuthority> {
  return new Map(
    Object.entries(list).map(([name, { pem }]) => {
      const keyval = createJsonObject([['certificate', pem]]);
      return [name, { certificate: pem, json: createJsonObject([['keyval', keyval]]) }];
    }),
  );
}

export async function openTrust(spec: Omit<JudgeSpec, 'leaf'>): Promise<CertificateTrust> {
  const layout = { rootCas: authorities(spec.roots), intermediateCas: authorities(spec.layoutIntermediates ?? {}) };
  return createCertificateVerifier(spec).openTrust(layout, { backend, now: spec.now ?? NOW });
}

/** What becomes of a signature with a certificate. */
export async function judge(spec: JudgeSpec): Promise<CertificateVerdict> {
  const trust = await openTrust(spec);
  const intermediates = (spec.carried ?? []).map(({ pem }) => pem);
  return trust.judge({
    keyId: 'abcd',
    certificates: { leaf: typeof spec.leaf === 'string' ? spec.leaf : spec.leaf.pem, intermediates },
    json: createJsonObject([]),
    constraints: spec.constraints ?? [ANYONE],
    step: 'build',
    location: 'build.abcd.link',
  });
}

/** The code of a refusal; `ok` where there is none. */
export async function codeOf(spec: JudgeSpec): Promise<string> {
  const verdict = await judge(spec);
  return verdict.ok ? 'ok' : verdict.code;
}
