import type { ArgumentGroupTarget, ProgramTarget } from '../argument-target.ts';

/** The reference's default limit for commands and inspections, in seconds. */
export const DEFAULT_TIMEOUT_SECONDS = 10;

/** `-v` and `-q`. */
export function declareVerbosity(parser: ProgramTarget): void {
  const group = parser.add_mutually_exclusive_group();
  group.add_argument('-v', '--verbose', { action: 'store_true', help: 'print more' });
  group.add_argument('-q', '--quiet', { action: 'store_true', help: 'print nothing' });
}

/** `--gpg-home`. */
export function declareGpgHome(parser: ArgumentGroupTarget): void {
  parser.add_argument('--gpg-home', { metavar: '<path>', help: 'home directory of GPG; default is its own' });
}

/** `-n`, `-g`, `--signing-key` among the named arguments. */
export function declareSigner(named: ArgumentGroupTarget): void {
  named.add_argument('-n', '--step-name', {
    required: true,
    metavar: '<name>',
    help: "the step's name, as in the layout",
  });
  named.add_argument('-g', '--gpg', {
    nargs: '?',
    const: true,
    metavar: '<id>',
    help: 'sign with this GPG key, or with the default one; <id> is hexadecimal',
  });
  named.add_argument('--signing-key', { metavar: '<path>', help: 'sign with this private key in a PKCS8/PEM file' });
}

/** `-P`. */
export function declarePassword(parser: ArgumentGroupTarget): void {
  parser.add_argument('-P', '--password', {
    nargs: '?',
    const: true,
    metavar: '<password>',
    help: 'password of an encrypted --signing-key; without <password> it is asked for',
  });
}

/** `--exclude`, `--base-path`, `--lstrip-paths`. */
export function declareRecording(parser: ArgumentGroupTarget): void {
  parser.add_argument('--exclude', {
    dest: 'exclude_patterns',
    nargs: '+',
    metavar: '<pattern>',
    help: "gitignore patterns of paths not to record; replace the default '*.link*' '.git' '*.pyc' '*~'",
  });
  parser.add_argument('--base-path', {
    metavar: '<path>',
    help: 'locate and name artifacts relative to this directory',
  });
  declareStripPaths(parser);
}

/** `--lstrip-paths`. */
export function declareStripPaths(parser: ArgumentGroupTarget): void {
  parser.add_argument('--lstrip-paths', {
    nargs: '+',
    metavar: '<path>',
    help: 'prefixes to cut off recorded paths; none may be a prefix of another',
  });
}

/** `-m`. */
export function declareMaterials(parser: ArgumentGroupTarget): void {
  parser.add_argument('-m', '--materials', {
    nargs: '+',
    metavar: '<path>',
    help: 'files and directories to record before',
  });
}

/** `-p`. */
export function declareProducts(parser: ArgumentGroupTarget): void {
  parser.add_argument('-p', '--products', {
    nargs: '+',
    metavar: '<path>',
    help: 'files and directories to record after',
  });
}

/** `-d`. */
export function declareMetadataDirectory(parser: ArgumentGroupTarget): void {
  parser.add_argument('-d', '--metadata-directory', {
    metavar: '<directory>',
    help: 'where the link goes; default is the working directory',
  });
}

/** `--use-dsse`. */
export function declareDsse(parser: ArgumentGroupTarget): void {
  parser.add_argument('--use-dsse', { action: 'store_true', help: 'write a DSSE envelope' });
}
