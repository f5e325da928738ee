import type { CertificateCode } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';
import { formatTime } from '@intoto/models';

import { describeUnfitKey } from './algorithms.ts';
import { type Certificate, describeCertificate } from './certificate.ts';
import type { Chain } from './find-chains.ts';
import { readKey } from './issuance.ts';
import { findNameProblem } from './name-constraints.ts';
import { ANY_EXTENDED_KEY_USAGE } from './object-identifiers.ts';

/** What a chain must be good for. */
export interface ChainPurpose {
  /** The time at which every certificate must be valid. */
  readonly at: Date;
  /** Object identifiers; where certificates are restricted, all must allow one of these. */
  readonly extendedKeyUsages: readonly string[];
}

/** Why a chain does not count. */
export interface ChainProblem {
  readonly code: CertificateCode;
  /** A sentence without a full stop. */
  readonly message: string;
  /** The certificate it is about, for people. */
  readonly certificate: string;
}

/**
 * Validates a chain whose names and signatures fit already (RFC 5280, 6.1, without policies and revocation). Stricter in this:
 * the root must be valid and made for it too, and the signer's own certificate must not be one that issues others.
 *
 * @returns the first thing that is wrong
 */
export function checkChain(chain: Chain, purpose: ChainPurpose): ChainProblem | undefined {
  for (const [index, certificate] of chain.entries()) {
    const problem =
      checkTime(certificate, purpose.at) ??
      checkKey(certificate) ??
      checkExtensions(certificate) ??
      (index === 0 ? checkLeaf(certificate) : checkAuthority(certificate, chain.slice(1, index)));
    if (problem !== undefined) return problem;
  }
  return checkExtendedUsages(chain, purpose.extendedKeyUsages) ?? checkNames(chain);
}

function checkTime(certificate: Certificate, at: Date): ChainProblem | undefined {
  const { notBefore, notAfter } = certificate;
  if (at < notBefore)
    return expired(certificate, `is not valid before ${formatTime(notBefore)}, and the time is ${formatTime(at)}`);
  if (at <= notAfter) return undefined;
  return expired(certificate, `expired after ${formatTime(notAfter)}, and the time is ${formatTime(at)}`);
}

/** The algorithms of signatures were looked at when the chain was found. */
function checkKey(certificate: Certificate): ChainProblem | undefined {
  const key = readKey(certificate);
  if (key === undefined) return weak(certificate, 'has a key that cannot be used');
  const fault = describeUnfitKey(key);
  return fault === undefined ? undefined : weak(certificate, `has a key that ${fault}`);
}

function checkExtensions(certificate: Certificate): ChainProblem | undefined {
  const [oid] = certificate.unknownCritical;
  return oid === undefined
    ? undefined
    : misused(certificate, `has a critical extension that is not understood: ${oid}`);
}

function checkLeaf(certificate: Certificate): ChainProblem | undefined {
  if (certificate.isAuthority) return misused(certificate, 'is for issuing certificates, not for signing metadata');
  if (certificate.keyUsage?.signs === false) return misused(certificate, 'is not for digital signatures');
  return undefined;
}

/** @param below - the certificates between it and the signer's. */
function checkAuthority(certificate: Certificate, below: Chain): ChainProblem | undefined {
  if (!certificate.isAuthority) return misused(certificate, 'issued a certificate and is not for that');
  if (certificate.keyUsage?.issues === false)
    return misused(certificate, 'issued a certificate and its key is not for that');
  // A certificate that names itself as its issuer does not count (RFC 5280, 6.1.4, l).
  const length = below.filter(({ issuer, subject }) => issuer.der !== subject.der).length;
  const { pathLength } = certificate;
  if (pathLength === undefined || length <= pathLength) return undefined;
  return misused(
    certificate,
    `allows ${String(pathLength)} certificates between it and a signer's, and there are ${String(length)}`,
  );
}

/** From the root down, every certificate that is restricted leaves fewer usages for those below. */
function checkExtendedUsages(chain: Chain, accepted: readonly string[]): ChainProblem | undefined {
  let usages = accepted;
  for (const certificate of chain.toReversed()) {
    const { extendedKeyUsages: own } = certificate;
    if (own === undefined || own.includes(ANY_EXTENDED_KEY_USAGE)) continue;
    usages = usages.filter((usage) => own.includes(usage));
    if (usages.length === 0)
      return misused(certificate, `is for other purposes than signing metadata (extended key usage ${own.join(', ')})`);
  }
  return undefined;
}

function checkNames(chain: Chain): ChainProblem | undefined {
  for (const [index, authority] of chain.entries()) {
    if (authority.nameConstraints === undefined) continue;
    for (const certificate of chain.slice(0, index)) {
      const problem = findNameProblem(certificate, authority.nameConstraints);
      if (problem !== undefined)
        return misused(
          certificate,
          `has a name that ${quoteText(describeCertificate(authority))} may not give: ${problem}`,
        );
    }
  }
  return undefined;
}

function expired(certificate: Certificate, fault: string): ChainProblem {
  return describe('ERR_CERTIFICATE_EXPIRED', certificate, fault);
}

function weak(certificate: Certificate, fault: string): ChainProblem {
  return describe('ERR_CERTIFICATE_ALGORITHM', certificate, fault);
}

function misused(certificate: Certificate, fault: string): ChainProblem {
  return describe('ERR_CERTIFICATE_USAGE', certificate, fault);
}

function describe(code: CertificateCode, certificate: Certificate, fault: string): ChainProblem {
  const name = describeCertificate(certificate);
  return { code, certificate: name, message: `the certificate ${quoteText(name)} ${fault}` };
}
