import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createWorkshop, inToto } from './in-toto.ts';

/** A directory with the report of a failed verification in all formats, and what was printed. */
async function createReport(): Promise<{ readonly cwd: string; readonly printed: string }> {
  const cwd = await createWorkshop();
  await inToto(cwd, ['layout', 'new', 'root.layout', '-k', 'owner', '--step', 'build', '--signers', 'alice.pub']);
  const files = ['html', 'json', 'sarif', 'xml', 'md', 'mmd', 'dot'].flatMap((extension) => [
    '--report',
    `r.${extension}`,
  ]);
  const { status, stdout } = await inToto(cwd, ['verify', '-l', 'root.layout', '-k', 'owner.pub', ...files]);
  expect(status).toBe(1);
  return { cwd, printed: stdout };
}

const NOTE = 'in-toto: r.json is shown as it was saved; nothing was verified.\n';

describe('in-toto explain', () => {
  it('shows a saved report as it was shown, with what expires when', async () => {
    const { cwd, printed } = await createReport();
    const { status, stdout, stderr } = await inToto(cwd, ['explain', 'r.json', '-k', 'owner.pub']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: NOTE });
    expect(stdout.replace(/What expires when[^]*layout\n\n/, '')).toBe(printed);
    expect(stdout).toContain('ERR_LINK_NOT_FOUND');
  });

  it('makes every other format of it, just as verify did', async () => {
    const { cwd } = await createReport();
    const formats = {
      html: 'html',
      json: 'json',
      sarif: 'sarif',
      junit: 'xml',
      markdown: 'md',
      mermaid: 'mmd',
      dot: 'dot',
    };
    for (const [format, extension] of Object.entries(formats)) {
      const { stdout } = await inToto(cwd, ['explain', 'r.json', '-k', 'owner.pub', '--format', format]);
      expect(stdout).toBe(await readFile(join(cwd, `r.${extension}`), 'utf8'));
    }
    await inToto(cwd, ['explain', 'r.json', '-k', 'owner.pub', '--report', 'again.html']);
    expect(await readFile(join(cwd, 'again.html'), 'utf8')).toBe(await readFile(join(cwd, 'r.html'), 'utf8'));
  });

  it.each([
    ['no JSON', () => 'hello', 'ERR_JSON_SYNTAX'],
    ['a layout', () => '{"signed": {}, "signatures": []}', 'ERR_REPORT_FORMAT'],
    ['another verdict', (text: string) => text.replace('"ok": false', '"ok": true'), 'ERR_REPORT_FORMAT'],
    [
      'a later version',
      (text: string) => text.replace('"reportVersion": 1', '"reportVersion": 2'),
      'ERR_REPORT_VERSION',
    ],
  ])('refuses %s', async (_what, change, code) => {
    const { cwd } = await createReport();
    await writeFile(join(cwd, 'bad.json'), change(await readFile(join(cwd, 'r.json'), 'utf8')));
    const { status, stdout, stderr } = await inToto(cwd, ['explain', 'bad.json']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^in-toto: bad\\.json: .*\\[${code}\\]\\n$`));
  });

  it('refuses what is not there', async () => {
    const { status, stderr } = await inToto(await createWorkshop(), ['explain', 'r.json']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'in-toto: r.json does not exist. [ERR_FILE_NOT_FOUND]\n' });
  });
});
