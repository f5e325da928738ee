import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { asCommonPeer, PEER_NAMES, PeerError, withScratchFolder } from '../src/index.ts';
import { withPeers } from '../src/with-peers.ts';

const VERSIONS = { python: '3.1.0', 'python-2.3': '2.3.0', go: '0.11.0', rust: '0.4.0' };

describe.each(PEER_NAMES)('the driver of %s', (name) => {
  withPeers([name], 'protocol', (peers) => {
    const peer = asCommonPeer(peers[name]);

    it('drives the pinned version', async () => {
      expect(await peer.ask('info', {})).toMatchObject({ version: VERSIONS[name] });
    });

    it('answers many requests, each its own', async () => {
      const numbers = Array.from({ length: 2000 }, (_, number) => number);
      const outcomes = await peer.requestAll(
        'canonical',
        numbers.map((number) => ({ text: ` [ ${number} ] ` })),
      );
      const texts = outcomes.map((outcome) => outcome.ok && Buffer.from(outcome.result, 'base64').toString());
      expect(texts).toEqual(numbers.map((number) => `[${number}]`));
    });

    it('tells errors of the program from mistakes in requests', async () => {
      const outcome = await peer.request('canonical', { text: '{' });
      expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringMatching(/./u) } });
      await expect(peer.request('nothing' as 'info', {})).rejects.toThrow(PeerError);
      await expect(peer.request('canonical', {} as { text: string })).rejects.toThrow(/document|no member/u);
    });

    it('puts the working directory back', async () => {
      await withScratchFolder(async (folder) => {
        const failed = await peer.ask('verify', { cwd: folder, layout: 'absent' });
        expect(failed).toMatchObject({ verdict: 'fail' });
      });
      expect(await peer.ask('info', {})).toMatchObject({ version: VERSIONS[name] });
      await expect(peer.request('info', { cwd: join('no', 'such', 'folder') })).rejects.toThrow(PeerError);
    });
  });
});

withPeers(['go'], 'a driver that hangs', ({ go }) => {
  it('is started again, and only the request that hung is lost', async () => {
    await withScratchFolder(async (cwd) => {
      execFileSync('mkfifo', [join(cwd, 'pipe')]);
      const outcomes = await Promise.allSettled([
        go.request('info', {}),
        go.request('record', { cwd, artifacts: ['pipe'], deadline: 0.2 }),
        go.request('info', {}),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    });
  });
});

withPeers(['python'], 'a request that takes too long', ({ python }) => {
  it('fails, and leaves the driver running', async () => {
    const slow = python.request('run', { name: 'sleep', command: ['sleep', '20'], deadline: 0.2 });
    await expect(slow).rejects.toThrow('DeadlineExceeded');
    expect(await python.ask('info', {})).toMatchObject({ version: '3.1.0' });
  });

  it('does not let what it starts read the requests', async () => {
    const results = await python.requestAll('run', [
      { name: 'a', command: ['cat'] },
      { name: 'b', command: ['cat'] },
    ]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
  });
});
