import type { CertificateConstraint } from '@intoto/models';

import type { Certificate } from './certificate.ts';

/** Members of a constraint, by the names that layouts give them. */
export type ConstrainedAttribute = 'common_name' | 'dns_names' | 'emails' | 'organizations' | 'roots' | 'uris';

/** A member of a constraint that a certificate does not meet. */
export interface UnmetAttribute {
  readonly attribute: ConstrainedAttribute;
  readonly expected: readonly string[];
  readonly found: readonly string[];
}

const ANYTHING = '*';

/**
 * What of a constraint a certificate does not meet; none where it meets all of it.
 *
 * Lists are compared as in-toto-golang does, but for `roots`: there one of those listed must be the root that was reached, while
 * Go compares the list with all roots of the layout, whichever the certificate leads to.
 *
 * @param root - the name of the root that the certificate leads to
 * @param roots - the names of all roots of the layout
 */
export function findUnmetAttributes(
  constraint: CertificateConstraint,
  { subject, names }: Pick<Certificate, 'subject' | 'names'>,
  root: string,
  roots: ReadonlySet<string>,
): readonly UnmetAttribute[] {
  const lists: readonly (readonly [ConstrainedAttribute, readonly string[], readonly string[]])[] = [
    ['common_name', [constraint.commonName], subject.commonNames],
    ['dns_names', constraint.dnsNames, names.dnsNames],
    ['emails', constraint.emails, names.emails],
    ['organizations', constraint.organizations, subject.organizations],
    ['uris', constraint.uris, names.uris],
  ];
  const unmet = lists.flatMap(([attribute, expected, found]) =>
    isMet(expected, found) ? [] : [{ attribute, expected: withoutEmpty(expected), found: withoutEmpty(found) }],
  );
  if (isRootMet(constraint.roots, root, roots)) return unmet;
  return [...unmet, { attribute: 'roots', expected: withoutEmpty(constraint.roots), found: [root] }];
}

/** The same names, in any order, none twice in the certificate; `*` alone is anything, the empty text alone is nothing. */
function isMet(expected: readonly string[], found: readonly string[]): boolean {
  if (isAnything(expected)) return true;
  const missing = new Set(withoutEmpty(expected));
  return withoutEmpty(found).every((name) => missing.delete(name)) && missing.size === 0;
}

/** A name that the layout has no root for is a mistake, and must not go unnoticed. */
function isRootMet(expected: readonly string[], root: string, roots: ReadonlySet<string>): boolean {
  return isAnything(expected) || (expected.includes(root) && expected.every((name) => roots.has(name)));
}

function isAnything(expected: readonly string[]): boolean {
  return expected.length === 1 && expected[0] === ANYTHING;
}

function withoutEmpty(list: readonly string[]): readonly string[] {
  return list.length === 1 && list[0] === '' ? [] : list;
}
