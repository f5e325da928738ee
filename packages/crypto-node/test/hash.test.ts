import { testHashing } from '@intoto-tests/support';
import { nodeBackend } from '@intoto/crypto-node';
import { describe, expect, it } from 'vitest';

testHashing(nodeBackend, { digests: ['sha224', 'sha256', 'sha384', 'sha512'], streams: true });

describe('nodeBackend', () => {
  it('cannot be changed', () => {
    expect(Object.isFrozen(nodeBackend)).toBe(true);
  });

  it('gives random bytes of the length asked for, each time others', () => {
    expect(nodeBackend.randomBytes(0)).toHaveLength(0);
    const [one, two] = [nodeBackend.randomBytes(32), nodeBackend.randomBytes(32)];
    expect(one).toHaveLength(32);
    expect(one).not.toEqual(two);
    expect(one.buffer.byteLength).toBe(32);
  });
});
