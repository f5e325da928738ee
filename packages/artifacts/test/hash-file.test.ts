import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';

import { DIGEST_ALGORITHMS, recordArtifacts } from '@intoto/artifacts';
import { describe, expect, it } from 'vitest';

import { createTree, record, sha256 } from './tree.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

describe('hashing a file', () => {
  it('makes an object without a prototype, in lowercase hex, with SHA-256 alone by default', async () => {
    const recorded = await recordArtifacts(['f'], { cwd: createTree({ f: 'abc' }) });
    const digests = recorded.get('f');
    // The example of FIPS 180-2, appendix B.1.
    expect({ ...digests }).toEqual({ sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' });
    expect(Object.getPrototypeOf(digests)).toBeNull();
  });

  it('makes several digests in one go', async () => {
    const recorded = await recordArtifacts(['f'], { cwd: createTree({ f: 'abc' }), algorithms: DIGEST_ALGORITHMS });
    const expected = DIGEST_ALGORITHMS.map((name) => [name, createHash(name).update('abc').digest('hex')]);
    expect({ ...recorded.get('f') }).toEqual(Object.fromEntries(expected));
  });

  it.each([0, 1, 128 * KIB - 1, 128 * KIB, 128 * KIB + 1, 256 * KIB, MIB - 1, MIB, MIB + 1, 2 * MIB, 3 * MIB + 7])(
    'reads all of %i bytes',
    async (size) => {
      const content = Buffer.alloc(size, 'lorem ipsum ');
      expect(await record(['f'], { cwd: createTree({ f: content }) })).toEqual({ f: sha256(content) });
    },
  );

  it('hashes CRLF and CR as LF on request, in large files and at chunk boundaries too', async () => {
    const texts = [
      'one\ntwo\n',
      '\n'.repeat(9000),
      `${'x'.repeat(128 * KIB - 1)}\ny\n`,
      `${'line\n'.repeat(400_000)}z`,
    ];
    for (const text of texts) {
      const tree = { lf: text, cr: text.replaceAll('\n', '\r'), crlf: text.replaceAll('\n', '\r\n') };
      const digest = sha256(text);
      const cwd = createTree(tree);
      expect(await record(['.'], { cwd, normalizeLineEndings: true })).toEqual({
        lf: digest,
        cr: digest,
        crlf: digest,
      });
      expect(await record(['cr'], { cwd })).toEqual({ cr: sha256(tree.cr) });
    }
  });

  it.runIf(process.platform === 'linux')(
    'reads what the system makes while it is read, which has no size before',
    async () => {
      const content = readFileSync('/proc/version');
      expect(statSync('/proc/version').size).toBe(0);
      expect(await record(['/proc/version'], {})).toEqual({ '/proc/version': sha256(content) });
    },
  );

  it('counts what was read if the file changes meanwhile', async () => {
    const cwd = createTree({ growing: Buffer.alloc(2 * MIB), shrinking: Buffer.alloc(2 * MIB) });
    let changes = 0;
    const timer = setInterval(() => {
      if (changes++ === 0) truncateSync(`${cwd}/shrinking`, 10);
      if (changes < 50) appendFileSync(`${cwd}/growing`, 'more');
    }, 0);
    const recorded = await record(['.'], { cwd });
    clearInterval(timer);
    expect(Object.keys(recorded).sort()).toEqual(['growing', 'shrinking']);
  });

  it.runIf(process.platform === 'linux')('leaves no file open, even after a failure', async () => {
    const cwd = createTree({ small: 'a', large: Buffer.alloc(32 * MIB) });
    const nextDescriptor = (): number => {
      const descriptor = openSync(cwd, 'r');
      closeSync(descriptor);
      return descriptor;
    };
    const before = nextDescriptor();
    await record(['.'], { cwd });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 0);
    await expect(record(['large'], { cwd, signal: controller.signal })).rejects.toThrow('aborted');
    await expect(record(['.', '/proc/self/mem'], { cwd })).rejects.toThrow('Cannot read');
    expect(nextDescriptor()).toBe(before);
  });

  it.runIf(process.platform === 'linux')('says which file cannot be read and why', async () => {
    expect(statSync('/proc/self/mem').isFile()).toBe(true);
    await expect(record(['/proc/self/mem'], {})).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_UNREADABLE',
      details: { location: '/proc/self/mem' },
      cause: { code: 'EIO' },
      message: expect.stringContaining('/proc/self/mem'),
    });
  });
});
