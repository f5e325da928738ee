import { readdir, readFile } from 'node:fs/promises';
import { delimiter, dirname } from 'node:path';

import { webcryptoBackend } from '@intoto-tests/support';
import { createSigner, loadPrivateKey, type Signer } from '@intoto/crypto';

/** What `vectors/make.py` records. */
export const TREE: Readonly<Record<string, string>> = {
  'src/a.txt': 'alpha\n',
  'src/sub/b.txt': 'beta\r\n',
  'src/sub/keep.log': 'log\n',
  'with blank.txt': '',
  'ä😀.txt': 'emoji\n',
  'cache.pyc': 'excluded',
  'draft~': 'excluded',
  'old.abcdef01.link': 'excluded',
};

/** Commands of `vectors/make.py`; `node` is looked up in the PATH of {@link ENVIRONMENT}. */
export const BUILD: readonly string[] = [
  'node',
  '-e',
  String.raw`require('fs').writeFileSync('out.txt', 'built\n'); console.log('not recorded')`,
];
export const TALK: readonly string[] = [
  'node',
  '-e',
  String.raw`process.stdout.write('one\r\ntwo\rthree ä😀\x7f\x00\n'); process.stderr.write('warning\n'); process.exitCode = 3`,
];
export const DIE: readonly string[] = ['node', '-e', "process.kill(process.pid, 'SIGKILL')"];

/** Has the Node.js of the test first in its PATH. */
export const ENVIRONMENT: Readonly<Record<string, string | undefined>> = {
  ...process.env,
  PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
};

const PKCS8_PREFIX = '302e020100300506032b657004220420';

async function signerOf(seed: string): Promise<Signer> {
  const privateKey = await loadPrivateKey(Buffer.from(PKCS8_PREFIX + seed, 'hex'), { backend: webcryptoBackend });
  return createSigner(privateKey, { backend: webcryptoBackend });
}

/** The key of RFC 8032, 7.1, test 1. */
export function createReferenceSigner(): Promise<Signer> {
  return signerOf('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
}

/** The key of RFC 8032, 7.1, test 2. */
export function createOtherSigner(): Promise<Signer> {
  return signerOf('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
}

/** The file that the Python reference wrote for a case. */
export async function readVector(name: string): Promise<{ readonly fileName: string; readonly text: string }> {
  const directory = new URL(`vectors/${name}/`, import.meta.url);
  const [fileName = ''] = await readdir(directory);
  return { fileName, text: await readFile(new URL(encodeURIComponent(fileName), directory), 'utf8') };
}
