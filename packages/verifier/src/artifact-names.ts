/**
 * Whether an artifact name is in normal form: the only spelling of what it names, so that a rule which names the artifact
 * cannot be evaded by another spelling (CVE-2021-41087).
 *
 * A path has no empty segment and no `.`; `..` only leads a relative path; an absolute path starts with one `/`.
 * A URI (ITE-4; its scheme has two characters at least) is judged by what follows the scheme: like a path,
 * but with an authority (`//host/…`) only `.` and `..` are refused, and a `dir:` may be `.` or end with `/`.
 */
export function isNormalArtifactName(name: string): boolean {
  const uri = /^([A-Za-z][A-Za-z0-9+.-]+):(.*)$/s.exec(name);
  const scheme = uri?.[1]?.toLowerCase();
  const rest = uri?.[2];
  if (scheme === undefined || rest === undefined) return isNormalPath(name);
  if (rest.startsWith('//')) return !rest.slice(2).split('/').slice(1).some(isDotSegment);
  if (scheme === 'dir') return rest === '.' || rest === '/' || isNormalPath(rest.replace(/\/$/, ''));
  return rest === '' || isNormalPath(rest);
}

function isNormalPath(path: string): boolean {
  return pathSegments(path).every((segment) => segment !== '' && !isDotSegment(segment));
}

/** The segments of a path; without `..` at the start of a relative one, which nothing can resolve. */
function pathSegments(path: string): string[] {
  if (path.startsWith('/')) return path.slice(1).split('/');
  const segments = path.split('/');
  const first = segments.findIndex((segment) => segment !== '..');
  return first === -1 ? [] : segments.slice(first);
}

function isDotSegment(segment: string): boolean {
  return segment === '.' || segment === '..';
}
