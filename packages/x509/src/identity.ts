import type { Certificate } from './certificate.ts';

/**
 * Whom a certificate stands for, as texts: two certificates that share one belong to the same functionary.
 *
 * A workload with SPIFFE IDs (`spiffe://…`) is its SPIFFE IDs, under whichever root: they name their trust domain themselves.
 * Any other holder is each of the alternative names; or the common name, where there is none; or the whole subject; always
 * together with the root, since two authorities may give the same name to two people. Case does not tell people apart.
 *
 * @param root - the name of the root that the certificate leads to
 */
export function identify({ subject, names }: Pick<Certificate, 'subject' | 'names'>, root: string): readonly string[] {
  const spiffeIds = names.uris.filter((uri) => uri.startsWith('spiffe://'));
  if (spiffeIds.length > 0) return spiffeIds.map((uri) => identityText('spiffe', uri));
  const alternatives = [
    ...names.uris.map((uri) => identityText('uri', uri, root)),
    ...names.dnsNames.map((name) => identityText('dns', name, root)),
    ...names.emails.map((email) => identityText('email', email, root)),
  ];
  if (alternatives.length > 0) return alternatives;
  if (subject.commonNames.length > 0) return subject.commonNames.map((name) => identityText('cn', name, root));
  return [identityText('subject', subject.der, root)];
}

function identityText(kind: string, name: string, root?: string): string {
  return JSON.stringify(root === undefined ? [kind, name.toLowerCase()] : [kind, name.toLowerCase(), root]);
}
