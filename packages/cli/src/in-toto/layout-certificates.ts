import {
  type CertificateAuthority,
  type CertificateConstraint,
  createCertificateConstraint,
  readCertificateAuthorities,
} from '@intoto/node';

import { UsageError } from '../usage-error.ts';
import type { Draft } from './layout-parts.ts';

/** What may stand before the `=`. */
const ATTRIBUTES = ['cn', 'dns', 'email', 'org', 'uri', 'root'] as const;

type Attribute = (typeof ATTRIBUTES)[number];

/** The certificate authorities of a layout, and the names of its roots by the files that they come from. */
export interface LayoutCertificates {
  readonly rootCas: ReadonlyMap<string, CertificateAuthority>;
  readonly intermediateCas: ReadonlyMap<string, CertificateAuthority>;
  readonly rootNames: ReadonlyMap<string, string>;
}

/** Reads the files behind `--root-certs` and `--intermediate-certs`. */
export async function readLayoutCertificates(
  rootFiles: readonly string[],
  intermediateFiles: readonly string[],
): Promise<LayoutCertificates> {
  const roots = await Promise.all(
    rootFiles.map(async (file) => [file, [...(await readCertificateAuthorities([file]))]] as const),
  );
  return {
    rootCas: new Map(roots.flatMap(([, authorities]) => authorities)),
    intermediateCas: await readCertificateAuthorities(intermediateFiles),
    rootNames: new Map(roots.flatMap(([file, authorities]) => authorities.map(([name]) => [file, name] as const))),
  };
}

/** Reads what `--cert-signers` says: each argument is one constraint, e.g. `uri=spiffe://example.org/builder root=ca.pem`. */
export function readConstraints(draft: Draft, { rootCas, rootNames }: LayoutCertificates): CertificateConstraint[] {
  const texts = draft.parts.get('cert-signers') ?? [];
  if (texts.length > 0 && rootCas.size === 0) {
    throw new UsageError(
      `"${draft.name}" --cert-signers needs --root-certs: without a root nobody's certificate counts.`,
    );
  }
  return texts.map((text) => readConstraint(draft, text, rootNames));
}

function readConstraint(draft: Draft, text: string, rootNames: ReadonlyMap<string, string>): CertificateConstraint {
  const found = new Map<Attribute, string[]>();
  for (const word of text.split(/\s+/u).filter((part) => part !== '')) {
    const at = word.indexOf('=');
    const name = word.slice(0, Math.max(at, 0));
    const value = word.slice(at + 1);
    if (!isAttribute(name) || value === '') {
      throw new UsageError(
        `"${draft.name}" --cert-signers '${text}': "${word}" is not NAME=VALUE with one of ${ATTRIBUTES.join(', ')}.`,
      );
    }
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  const [commonName, ...more] = found.get('cn') ?? [];
  if (more.length > 0) throw new UsageError(`"${draft.name}" --cert-signers '${text}': give cn once.`);
  const roots = (found.get('root') ?? ['*']).map((root) => readRoot(draft, root, rootNames));
  if (found.size === (found.has('root') ? 1 : 0)) {
    throw new UsageError(
      `"${draft.name}" --cert-signers '${text}': say whose certificates, e.g. uri=spiffe://example.org/builder.`,
    );
  }
  return createCertificateConstraint({
    commonName,
    dnsNames: found.get('dns'),
    emails: found.get('email'),
    organizations: found.get('org'),
    uris: found.get('uri'),
    roots,
  });
}

function readRoot(draft: Draft, root: string, rootNames: ReadonlyMap<string, string>): string {
  if (root === '*') return root;
  const name = rootNames.get(root);
  if (name !== undefined) return name;
  throw new UsageError(`"${draft.name}" --cert-signers: root=${root} is not among the --root-certs.`);
}

function isAttribute(name: string): name is Attribute {
  return (ATTRIBUTES as readonly string[]).includes(name);
}
