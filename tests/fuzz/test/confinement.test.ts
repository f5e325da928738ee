import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { writeCaseFiles } from '../src/campaign/case-folder.ts';
import { generateCase } from '../src/campaign/plan.ts';
import { listFolder } from '../src/folder/listing.ts';
import { SCENARIOS } from '../src/folder/scenario.ts';
import { alice, idOf } from '../src/people.ts';
import { layoutPayload, stepJson } from '../src/sample-metadata.ts';
import { foldersTarget } from '../src/targets/folders.ts';
import { verifyInChild } from './child.ts';
import { large, THOROUGH } from './scale.ts';
import { createFolder, nameOf, type VerificationFolder } from './verification.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'in-toto-confined-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a verification', () => {
  it('needs no right to write, nor to start anything', { timeout: 120_000 }, async () => {
    const folders: string[] = [];
    for (const { name, files } of SCENARIOS) {
      writeCaseFiles(join(root, name), files);
      folders.push(join(root, name));
    }
    for (let index = 0; index < large(300); index++) {
      const folder = join(root, String(index));
      writeCaseFiles(folder, (await generateCase(foldersTarget, 'confined', index)).files);
      folders.push(folder);
    }
    const before = listFolder(root);
    const { verdicts, status, stderr } = verifyInChild(folders, ['--permission', '--allow-fs-read=*']);
    expect({ status, stderr: stderr.includes('ERR_ACCESS_DENIED') }).toEqual({ status: 0, stderr: false });
    expect(verdicts).toHaveLength(folders.length);
    expect(JSON.stringify(verdicts)).not.toContain('ACCESS_DENIED');
    expect(verdicts[0]?.verdicts).toEqual(['passes', 'passes']);
    expect(listFolder(root)).toBe(before);
  });
});

describe('the memory that a verification takes', () => {
  const bytes = THOROUGH ? 2 ** 20 : 2 ** 17;
  const folders: VerificationFolder[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => folder.remove()));

  function fill(open: string, item: (index: number) => string, close: string): string {
    let text = open;
    for (let index = 0; text.length < bytes; index++) text += item(index);
    return text + close;
  }

  it('is bounded by the size of what is read', { timeout: 120_000 }, async () => {
    const link = '{"signatures":[],"signed":{"_type":"link","name":"x","materials":{},"products":{},"environment":{},';
    const contents = [
      fill(`${link}"byproducts":{},"command":[`, () => '0,', '0]}}'),
      fill(`${link}"byproducts":{},"command":[`, () => '[[]],', '0]}}'),
      fill(`${link}"byproducts":{},"command":[`, (index) => `"${index.toString(36)}",`, '0]}}'),
      fill(`${link}"command":[],"byproducts":{`, (index) => `"${index.toString(36)}":0,`, '"-":0}}}'),
      fill(`${link}"command":[],"byproducts":{"a":"`, () => String.raw`\u0001`, '"}}}'),
      fill('{"signed":{"_type":"layout","steps":[', () => '{},', '0],"inspect":[]}}'),
      fill('{"signatures":[', () => '0,', '0],"signed":{}}'),
    ];
    const layout = layoutPayload([stepJson('x', { pubkeys: [idOf(alice)] })]);
    for (const content of contents) folders.push(await createFolder(layout, { [nameOf('x', alice)]: content }));
    const { verdicts, status, stderr } = verifyInChild(
      folders.map(({ path }) => path),
      [`--max-old-space-size=${THOROUGH ? 96 : 64}`],
    );
    expect({ status, stderr: stderr.slice(-500) }).toEqual({ status: 0, stderr: '' });
    expect(verdicts.map(({ verdicts: [strict] }) => strict?.split(' ')[0])).toEqual([
      ...Array.from({ length: 5 }, () => 'ERR_LINK_THRESHOLD'),
      'ERR_LINK_FORMAT',
      'ERR_LIMIT',
    ]);
  });
});
