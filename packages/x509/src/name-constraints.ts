import { quoteText } from '@intoto/encoding';

import type { Certificate, NameConstraints, NameForm } from './certificate.ts';

/**
 * Whether an authority with these constraints may have given a certificate its names (RFC 5280, 4.2.1.10). DNS names, e-mail
 * addresses and the hosts of URIs are compared; a certificate with a name of another form that is constrained is refused, since
 * nobody here can tell.
 *
 * @returns what is wrong, for the end of a sentence
 */
export function findNameProblem(
  certificate: Certificate,
  { permitted, excluded }: NameConstraints,
): string | undefined {
  const form = formsOf(certificate).find((name) => permitted.others.includes(name) || excluded.others.includes(name));
  if (form !== undefined) return `constraints on a name of the form "${form}" are not understood`;
  const { names, subject } = certificate;
  return (
    findOutside(names.dnsNames, permitted.dnsNames, excluded.dnsNames, isWithinDomain, mayBeWithinDomain) ??
    findOutside(
      [...names.emails, ...subject.emails],
      permitted.emails,
      excluded.emails,
      isWithinMailboxes,
      mayBeWithinMailboxes,
    ) ??
    findOutside(names.uris, permitted.uris, excluded.uris, isWithinHosts, mayBeWithinHosts)
  );
}

/** The forms of names that are not compared, of a certificate. A subject is a directory name. */
function formsOf({ names, subject }: Certificate): readonly NameForm[] {
  return subject.text === '' ? names.others : [...names.others, 'directory name'];
}

type Comparison = (name: string, constraint: string) => boolean;

/** Where it is not clear, a name is neither surely permitted nor surely not excluded. */
function findOutside(
  names: readonly string[],
  permitted: readonly string[],
  excluded: readonly string[],
  isWithin: Comparison,
  mayBeWithin: Comparison,
): string | undefined {
  for (const name of names) {
    const constraint = excluded.find((candidate) => mayBeWithin(name, candidate));
    if (constraint !== undefined) return `${quoteText(name)} is excluded by ${quoteText(constraint)}`;
    if (permitted.length > 0 && !permitted.some((candidate) => isWithin(name, candidate)))
      return `${quoteText(name)} is not within ${permitted.map(quoteText).join(' or ')}`;
  }
  return undefined;
}

/** `example.com` has itself and what lies below; `.example.com` only what lies below. */
function isWithinDomain(name: string, constraint: string): boolean {
  return isHostName(name) && isInDomain(name, constraint);
}

function mayBeWithinDomain(name: string, constraint: string): boolean {
  if (!isHostName(name)) return true;
  const base = name.startsWith('*.') ? name.slice(2) : name;
  // A wildcard stands for names of which some may be excluded.
  return (
    isInDomain(name, constraint) ||
    isInDomain(base, constraint) ||
    (base !== name && isInDomain(constraint.replace(/^\./u, ''), base))
  );
}

/** `a@example.com` is itself, `example.com` all of that host, `.example.com` all of the hosts below. */
function isWithinMailboxes(name: string, constraint: string): boolean {
  const { local, host } = splitMailbox(name);
  if (local === undefined || !isHostName(host)) return false;
  if (!constraint.includes('@')) return isHost(host, constraint);
  const own = splitMailbox(constraint);
  return own.local === local && own.host.toLowerCase() === host.toLowerCase();
}

function mayBeWithinMailboxes(name: string, constraint: string): boolean {
  const { local, host } = splitMailbox(name);
  if (local === undefined || !isHostName(host)) return true;
  if (!constraint.includes('@')) return isInDomain(host, constraint);
  return name.toLowerCase() === constraint.toLowerCase();
}

/** `example.com` is that host, `.example.com` the hosts below. A URI without a host that is a name cannot be compared. */
function isWithinHosts(uri: string, constraint: string): boolean {
  const host = hostOf(uri);
  return host !== undefined && isHost(host, constraint);
}

function mayBeWithinHosts(uri: string, constraint: string): boolean {
  const host = hostOf(uri);
  return host === undefined || isInDomain(host, constraint);
}

function isHost(host: string, constraint: string): boolean {
  return constraint.startsWith('.') ? isInDomain(host, constraint) : host.toLowerCase() === constraint.toLowerCase();
}

function isInDomain(name: string, constraint: string): boolean {
  const [own, domain] = [name.toLowerCase(), constraint.toLowerCase()];
  if (domain === '') return true;
  if (domain.startsWith('.')) return own.endsWith(domain) && own.length > domain.length;
  return own === domain || own.endsWith(`.${domain}`);
}

function isHostName(name: string): boolean {
  return /^(?:\*\.)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/u.test(name) && !isAddress(name);
}

function isAddress(host: string): boolean {
  return /^[0-9.]+$/u.test(host);
}

function splitMailbox(mailbox: string): { local: string | undefined; host: string } {
  const [local = '', host = '', ...more] = mailbox.split('@');
  return local === '' || more.length > 0 ? { local: undefined, host: mailbox } : { local, host };
}

function hostOf(uri: string): string | undefined {
  const [, authority = ''] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/u.exec(uri) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:[0-9]*$/u, '');
  return isHostName(host) && !host.startsWith('*') ? host : undefined;
}
