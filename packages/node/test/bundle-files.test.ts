import { chmod } from 'node:fs/promises';
import { join } from 'node:path';

import { createLayout, createMetablock, createStep, encodeLayout, writeMetadata } from '@intoto/models';
import { describe, expect, it, onTestFinished } from 'vitest';

import { createBundleFile } from '../src/bundle-files.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const NOBODY = 65_534;

/** A layout, not signed, with a folder for links. */
async function createFiles(): Promise<string> {
  const layout = createLayout({ expires: '2035-01-01T00:00:00Z', keys: [], steps: [createStep({ name: 'build' })] });
  return createTemporaryDirectory({
    'root.layout': writeMetadata(createMetablock(encodeLayout(layout))),
    'links/build.link': '{}',
  });
}

describe('createBundleFile', () => {
  it.runIf(process.seteuid !== undefined)('names a folder of links that cannot be listed', async () => {
    const cwd = await createFiles();
    const links = join(cwd, 'links');
    await chmod(cwd, 0o755);
    await chmod(links, 0o300);
    // The super-user may list everything.
    if (process.geteuid?.() === 0) {
      process.seteuid?.(NOBODY);
      onTestFinished(() => process.seteuid?.(0));
    }
    const options = { layout: join(cwd, 'root.layout'), linkDirectory: links, output: join(cwd, 'app.intoto.zip') };
    await expect(createBundleFile(options)).rejects.toMatchObject({
      code: 'ERR_FILE_UNREADABLE',
      message: `${links} cannot be read (EACCES).`,
      details: { path: links },
    });
  });
});
