import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createJsonObject, type JsonObject, parseJson } from '@intoto/encoding';
import { createEnvelope, createLink, createMetablock, encodeLink, type Metadata, parsePayload } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { completeMetadata } from '../src/complete-metadata.ts';
import { readMetadata, readMetadataAndPayload, writeMetadataFile } from '../src/metadata-files.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const LINK = encodeLink(createLink({ name: 'build' }));
const BARE_LAYOUT = createJsonObject([
  ['_type', 'layout'],
  ['steps', []],
  ['inspect', []],
  ['color', 'red'],
]);

describe('metadata files', () => {
  it.each([
    ['a Metablock', createMetablock(LINK)],
    ['an envelope', createEnvelope(LINK)],
  ])('come back as they were written: %s', async (_name, metadata: Metadata) => {
    const directory = await createTemporaryDirectory();
    const path = join(directory, 'build.link');
    await writeMetadataFile(path, metadata);
    expect(await readMetadata(path)).toEqual(metadata);
    expect(await readMetadataAndPayload(path)).toMatchObject({ metadata, payload: { type: 'link', name: 'build' } });
    expect(await readdir(directory)).toEqual(['build.link']);
  });

  it('are not touched where writing fails', async () => {
    const directory = await createTemporaryDirectory({ file: 'as it was' });
    await expect(writeMetadataFile(join(directory, 'absent', 'x'), createMetablock(LINK))).rejects.toMatchObject({
      code: 'ERR_WRITE_DIRECTORY',
    });
    await expect(writeMetadataFile(directory, createMetablock(LINK))).rejects.toMatchObject({ code: 'ERR_WRITE' });
    expect(await readdir(directory)).toEqual(['file']);
    expect(await readFile(join(directory, 'file'), 'utf8')).toBe('as it was');
  });

  it.each([
    ['ERR_JSON_SYNTAX', '', {}],
    ['ERR_JSON_SYNTAX', '{"signed": {', {}],
    ['ERR_JSON_DEPTH', '['.repeat(10_000), {}],
    ['ERR_UTF8', new Uint8Array([0x22, 0xff, 0x22]), {}],
    ['ERR_JSON_DUPLICATE_NAME', '{"signed": 1, "signed": 2}', {}],
    ['ERR_JSON_SIZE', '{"signatures": [], "signed": {}}', { maxBytes: 10 }],
    ['ERR_METADATA_FORMAT', '[]', {}],
  ])('are refused with %s and their name: %o', async (code, content, options) => {
    const path = join(await createTemporaryDirectory({ file: content }), 'file');
    const error: unknown = await readMetadata(path, options).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code, details: { path } });
    expect((error as Error).message).toMatch(/file: /);
  });

  it('are refused with their name where the payload is neither a layout nor a link', async () => {
    const path = join(await createTemporaryDirectory({ file: '{"signatures": [], "signed": {"_type": "x"}}' }), 'file');
    await expect(readMetadataAndPayload(path)).rejects.toMatchObject({ code: 'ERR_MODEL_TYPE', details: { path } });
  });
});

function complete(tree: JsonObject, options = {}): JsonObject {
  const metadata = completeMetadata(createMetablock(tree), parsePayload(tree), options);
  return metadata.container === 'metablock' ? metadata.signed : tree;
}

describe('completeMetadata', () => {
  it('fills in the defaults of members that are absent', () => {
    expect(complete(BARE_LAYOUT)).toEqual({ ...BARE_LAYOUT, keys: {}, readme: '' });
    const link = createJsonObject([
      ['_type', 'link'],
      ['name', 'build'],
    ]);
    expect(complete(link)).toEqual(LINK);
  });

  it('drops unknown members and fills in an expiry where it is told to', () => {
    expect(complete(BARE_LAYOUT, { unknownMembers: 'omit', expires: '2030-01-01T00:00:00Z' })).toEqual(
      parseJson(
        '{"_type": "layout", "steps": [], "inspect": [], "keys": {}, "readme": "", "expires": "2030-01-01T00:00:00Z"}',
      ),
    );
  });

  it('keeps an expiry that is there', () => {
    const tree = createJsonObject([...Object.entries(BARE_LAYOUT), ['expires', '2040-01-01T00:00:00Z']]);
    expect(complete(tree, { expires: '2030-01-01T00:00:00Z' })['expires']).toBe('2040-01-01T00:00:00Z');
  });

  it('leaves an envelope alone, whose signatures cover bytes', () => {
    const envelope = createEnvelope(BARE_LAYOUT);
    expect(completeMetadata(envelope, parsePayload(BARE_LAYOUT), { expires: '2030-01-01T00:00:00Z' })).toBe(envelope);
  });
});
