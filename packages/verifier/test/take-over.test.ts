import { describe, expect, it } from 'vitest';

import { takeOver } from '../src/take-over.ts';

const LARGE = 1 << 20;

/** The memory of a WebAssembly module. */
function ofModule(descriptor: WebAssembly.MemoryDescriptor): Uint8Array {
  return new Uint8Array(new WebAssembly.Memory(descriptor).buffer);
}

/** Bytes of which each tells where it is. */
function number(bytes: Uint8Array): Uint8Array {
  bytes.forEach((_, at) => {
    bytes[at] = at % 251;
  });
  return bytes;
}

describe('memory that is taken over', () => {
  it.each([
    ['whole', new ArrayBuffer(LARGE)],
    ['but for the byte that shows the end of a file', new ArrayBuffer(LARGE + 1)],
  ])('is taken away where it is handed over %s', (_, buffer) => {
    const given = number(new Uint8Array(buffer, 0, LARGE));
    const taken = takeOver(given, true);
    expect(taken.length).toBe(LARGE);
    expect(taken.every((byte, at) => byte === at % 251)).toBe(true);
    expect(given.length).toBe(0);
  });

  it.each([
    ['it is not handed over', () => new Uint8Array(LARGE), false],
    ['it is small', () => new Uint8Array(LARGE - 1), true],
    ['there is more before it', () => new Uint8Array(new ArrayBuffer(LARGE + 1), 1), true],
    ['there is more behind it', () => new Uint8Array(new ArrayBuffer(LARGE + 2), 0, LARGE), true],
    ['it is shared', () => ofModule({ initial: 16, maximum: 16, shared: true }), true],
    ['it cannot be taken away', () => ofModule({ initial: 16 }), true],
  ])('is copied where %s', (_, create, isHandedOver) => {
    const given = number(create());
    const { length } = given;
    const taken = takeOver(given, isHandedOver);
    given.fill(255);
    expect(given.length).toBe(length);
    expect(taken.length).toBe(length);
    expect(taken.every((byte, at) => byte === at % 251)).toBe(true);
    expect(taken.buffer).toBeInstanceOf(ArrayBuffer);
  });
});
