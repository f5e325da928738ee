import type { CertificateContext, CertificateTrust, CertificateVerdict, CertifiedSignature } from '@intoto/crypto';
import type { CertificateAuthority, Layout } from '@intoto/models';

import { CertificateError, malformed } from './certificate-error.ts';
import { dedupe } from './certificate-set.ts';
import { splitCertificates } from './certificate-texts.ts';
import type { Certificate } from './certificate.ts';
import type { SearchLimits } from './find-chains.ts';
import { createIssuance } from './issuance.ts';
import { judgeCertificate } from './judge-certificate.ts';
import { parseCertificate } from './parse-certificate.ts';

/** What stays the same for all layouts. */
export interface TrustSettings {
  readonly intermediates: readonly Certificate[];
  readonly signingTime: ((signature: CertifiedSignature) => Date | undefined | Promise<Date | undefined>) | undefined;
  readonly extendedKeyUsages: readonly string[];
  readonly limits: SearchLimits & { readonly maxIntermediates: number };
}

/** Most roots, and most intermediates, of one layout. */
const MAX_AUTHORITIES = 100;

type Problems = CertificateTrust['problems'][number][];

/** Reads the certificates of a layout. */
export function openTrust(
  { rootCas, intermediateCas }: Pick<Layout, 'rootCas' | 'intermediateCas'>,
  { backend, now }: CertificateContext,
  settings: TrustSettings,
): CertificateTrust {
  const problems: Problems = [];
  const roots = readAuthorities('rootcas', rootCas, problems);
  const intermediates = readAuthorities('intermediatecas', intermediateCas, problems);
  const known = dedupe([...intermediates.values(), ...settings.intermediates]);
  const issuance = createIssuance(backend);
  return {
    problems,
    judge: async (signature) => {
      try {
        const at = (await settings.signingTime?.(signature)) ?? now;
        if (Number.isNaN(at.getTime())) throw new TypeError('signingTime: a valid Date expected');
        const [leaf, own] = readCertificates(signature, settings.limits.maxIntermediates);
        const all = dedupe([...known, ...own]);
        return await judgeCertificate({ leaf, signature, roots, intermediates: all, issuance, backend, at, settings });
      } catch (error) {
        if (error instanceof CertificateError) return refuse(error);
        throw error;
      }
    },
  };
}

function readAuthorities(
  list: 'rootcas' | 'intermediatecas',
  authorities: ReadonlyMap<string, CertificateAuthority>,
  problems: Problems,
): ReadonlyMap<string, Certificate> {
  const certificates = new Map<string, Certificate>();
  for (const [name, { certificate }] of authorities) {
    try {
      if (certificates.size === MAX_AUTHORITIES)
        throw tooMany(`The layout has more than ${String(MAX_AUTHORITIES)} "${list}"`);
      certificates.set(name, readOne(certificate));
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error;
      problems.push({ list, name, code: error.code, message: error.message });
      if (error.code === 'ERR_CERTIFICATE_LIMIT') break;
    }
  }
  return certificates;
}

function readCertificates(
  { certificates }: CertifiedSignature,
  limit: number,
): readonly [Certificate, readonly Certificate[]] {
  const { leaf, intermediates } = certificates;
  if (intermediates.length > limit)
    throw tooMany(`The signature carries more than ${String(limit)} intermediate certificates`);
  return [readOne(leaf), intermediates.map(readOne)];
}

/** The one certificate in a text. */
function readOne(text: string): Certificate {
  const [der, ...others] = splitCertificates(text);
  if (der === undefined || others.length > 0) throw malformed('there is more than one where one belongs');
  return parseCertificate(der);
}

function tooMany(message: string): CertificateError {
  return new CertificateError(message, { code: 'ERR_CERTIFICATE_LIMIT' });
}

function refuse(error: CertificateError): CertificateVerdict {
  const message = `${error.message.slice(0, 1).toLowerCase()}${error.message.slice(1)}`;
  return { ok: false, code: error.code, message, details: {} };
}
