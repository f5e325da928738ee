import { createJsonObject, isJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';

import type { CertificateAuthority, CertificateConstraint } from './certificates.ts';
import { checkCertificateAuthoritiesShape, checkCertificateConstraintsShape } from './generated/shape-checks.ts';
import type { Layout } from './layout.ts';
import { type ModelProblem, ProblemList } from './problem.ts';
import type { ShapeCheck } from './shape-check.ts';

/** Members of layouts and steps that in-toto-golang knows and the Python reference ignores, whatever they hold. */
export const ROOT_CAS = 'rootcas';
export const INTERMEDIATE_CAS = 'intermediatecas';
export const CERT_CONSTRAINTS = 'cert_constraints';

/** @returns none where the member is malformed or empty: it is then kept as one that is not known. */
export function readAuthorities(json: JsonValue | undefined): ReadonlyMap<string, CertificateAuthority> {
  if (!hasShape(json, checkCertificateAuthoritiesShape)) return new Map();
  const entries = Object.entries(json as Readonly<Record<string, JsonObject>>);
  return new Map(
    entries.map(([keyId, authority]) => {
      const { certificate } = authority['keyval'] as { readonly certificate: string };
      return [keyId, { certificate, json: authority }];
    }),
  );
}

/** @returns none where the member is malformed or empty: it is then kept as one that is not known. */
export function readConstraints(json: JsonValue | undefined): readonly CertificateConstraint[] {
  if (!hasShape(json, checkCertificateConstraintsShape)) return [];
  return (json as readonly JsonObject[]).map((received) => readConstraint(received, received));
}

/** The member of a layout, or nothing where there are none: Go leaves it out then. */
export function encodeAuthorities(
  name: string,
  authorities: ReadonlyMap<string, CertificateAuthority>,
): Readonly<Record<string, JsonObject>> {
  if (authorities.size === 0) return {};
  return { [name]: createJsonObject([...authorities].map(([keyId, { json }]) => [keyId, json])) };
}

/** The member of a step, or nothing where there are none. */
export function encodeConstraints(constraints: readonly CertificateConstraint[]): Readonly<Record<string, JsonValue>> {
  return constraints.length === 0 ? {} : { [CERT_CONSTRAINTS]: constraints.map(encodeConstraint) };
}

/**
 * What is wrong with the certificate members of a layout. The Python reference does not look at them, so that reading a layout
 * does not fail for them; who relies on certificates asks here first, since a malformed member reads like an absent one.
 */
export function findCertificateProblems(layout: Layout): readonly ModelProblem[] {
  const problems = new ProblemList();
  checkUnread(layout.unknown, ROOT_CAS, '', checkCertificateAuthoritiesShape, problems);
  checkUnread(layout.unknown, INTERMEDIATE_CAS, '', checkCertificateAuthoritiesShape, problems);
  for (const [index, { unknown }] of layout.steps.entries())
    checkUnread(unknown, CERT_CONSTRAINTS, `/steps/${index}`, checkCertificateConstraintsShape, problems);
  return problems.problems;
}

function checkUnread(unknown: JsonObject, name: string, path: string, check: ShapeCheck, problems: ProblemList): void {
  if (Object.hasOwn(unknown, name)) check(unknown[name], `${path}/${name}`, problems);
}

function hasShape(json: JsonValue | undefined, check: ShapeCheck): boolean {
  if (json === undefined) return false;
  const problems = new ProblemList();
  check(json, '', problems);
  return problems.count === 0;
}

function readConstraint(json: JsonObject, received?: JsonObject): CertificateConstraint {
  const texts = (name: string): readonly string[] => (json[name] ?? []) as readonly string[];
  return {
    commonName: (json['common_name'] ?? '') as string,
    dnsNames: texts('dns_names'),
    emails: texts('emails'),
    organizations: texts('organizations'),
    roots: texts('roots'),
    uris: texts('uris'),
    ...(received === undefined ? {} : { received }),
  };
}

function encodeConstraint(constraint: CertificateConstraint): JsonObject {
  const { received } = constraint;
  const written = createJsonObject([
    ['common_name', constraint.commonName],
    ['dns_names', constraint.dnsNames],
    ['emails', constraint.emails],
    ['organizations', constraint.organizations],
    ['roots', constraint.roots],
    ['uris', constraint.uris],
  ]);
  const isReceived =
    isJsonObject(received) && JSON.stringify(readConstraint(received)) === JSON.stringify(readConstraint(written));
  return isReceived ? received : written;
}
