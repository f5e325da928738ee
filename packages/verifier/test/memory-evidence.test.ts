import { type Candidate, createMemoryEvidence, type MemoryLink } from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

const BOB = '776a00e29f3559e0141b3b096f696abc6cfb0c657ab40f441132b345b08453f5';
const CARL = '2f89b9272acfc8f4a0a0f094d789fdb0ba798b0fe41f2f5f417c12f0085ff498';
/** Shares its first 8 digits with bob's. */
const BEN = '776a00e2ffffffffffffffffffffffffffffffffffffffffffffffffffffffff';

const keyIds = [BOB, CARL];

function link(name: string, more: Partial<MemoryLink> = {}): MemoryLink {
  return { name, bytes: name, ...more };
}

function summarize(candidates: readonly Candidate[]): (readonly [string, readonly string[]])[] {
  return candidates.map(({ location, keyIds: claimed }) => [location, claimed] as const);
}

describe('evidence in memory', () => {
  it('answers as a directory with those files would', async () => {
    const evidence = createMemoryEvidence({
      links: [
        link('build.776a00e2.link'),
        link('build.2f89b927.link'),
        link('build.aaaaaaaa.link'),
        link('build.link'),
        link('build.776a00e2.LINK'),
        link('build.776a00e2'),
        link('build.test.776a00e2.link'),
        link('rebuild.776a00e2.link'),
        link('sub/build.776a00e2.link'),
        link('notes.txt'),
      ],
    });
    const found = await evidence.find({ step: 'build', keyIds: [...keyIds, BEN] });
    expect(summarize(found)).toEqual([
      ['build.776a00e2.link', [BOB, BEN]],
      ['build.2f89b927.link', [CARL]],
      ['build.aaaaaaaa.link', []],
      ['build.link', []],
    ]);
    expect(await evidence.find({ step: 'package', keyIds })).toEqual([]);
    expect(summarize(await evidence.find({ step: 'build.test', keyIds }))).toEqual([
      ['build.test.776a00e2.link', [BOB]],
    ]);
  });

  it('keeps the links of sublayouts apart', async () => {
    const evidence = createMemoryEvidence({
      links: [
        link('build.776a00e2/cc.2f89b927.link'),
        link('build.776a00e2/cc.2f89b927/as.776a00e2.link'),
        link('cc.776a00e2.link'),
      ],
      description: 'an archive',
    });
    const sub = evidence.sublayout('build', BOB);
    expect(summarize(await sub.find({ step: 'cc', keyIds }))).toEqual([['build.776a00e2/cc.2f89b927.link', [CARL]]]);
    const subsub = sub.sublayout('cc', CARL);
    expect(summarize(await subsub.find({ step: 'as', keyIds }))).toEqual([
      ['build.776a00e2/cc.2f89b927/as.776a00e2.link', [BOB]],
    ]);
    expect(summarize(await evidence.find({ step: 'cc', keyIds }))).toEqual([['cc.776a00e2.link', [BOB]]]);
    expect([evidence.description, sub.description]).toEqual(['an archive', 'an archive, build.776a00e2/']);
    expect(await evidence.sublayout('build', CARL).find({ step: 'cc', keyIds })).toEqual([]);
  });

  it('takes links whose names tell nothing', async () => {
    const evidence = createMemoryEvidence({
      links: [
        link('https://host/1', { step: 'build', keyId: CARL }),
        link('https://host/2', { step: 'build' }),
        link('https://host/3', { step: 'build', keyId: BEN }),
        link('https://host/4', { step: 'cc', keyId: BOB, sublayouts: [{ step: 'build', keyId: BOB }] }),
        link('https://host/5', { step: 'cc' }),
      ],
    });
    expect(summarize(await evidence.find({ step: 'build', keyIds }))).toEqual([
      ['https://host/1', [CARL]],
      ['https://host/2', [BOB, CARL]],
      ['https://host/3', []],
    ]);
    expect(summarize(await evidence.find({ step: 'cc', keyIds }))).toEqual([['https://host/5', [BOB, CARL]]]);
    expect(summarize(await evidence.sublayout('build', BOB).find({ step: 'cc', keyIds }))).toEqual([
      ['https://host/4', [BOB]],
    ]);
  });

  it('takes text and bytes', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const evidence = createMemoryEvidence({
      links: [link('a.776a00e2.link', { bytes }), link('a.2f89b927.link', { bytes: 'ä' })],
    });
    const [first, second] = await evidence.find({ step: 'a', keyIds });
    expect(await first?.read(10)).toEqual(bytes);
    expect(await second?.read(10)).toEqual(Uint8Array.of(0xc3, 0xa4));
    const [broken] = await createMemoryEvidence({ links: [link('a.776a00e2.link', { bytes: '\ud800' })] }).find({
      step: 'a',
      keyIds,
    });
    await expect(broken?.read(10)).rejects.toMatchObject({ code: 'ERR_UTF8' });
  });
});
