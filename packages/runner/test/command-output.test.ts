import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { ExecuteCommandOptions } from '../src/command-options.ts';
import { executeCommand } from '../src/execute-command.ts';
import { createOutputTail } from '../src/output-record.ts';
import { nodeScript } from './node-script.ts';

function record(source: string, options: Partial<ExecuteCommandOptions> = {}) {
  return executeCommand({ command: nodeScript(source), streams: 'record', onOutput: () => {}, ...options });
}

async function recordedPart(content: string, maxOutputBytes: number): Promise<string> {
  const { stdout } = await record(`process.stdout.write('${content}')`, { maxOutputBytes });
  const totalBytes = Buffer.byteLength(content);
  expect(stdout).toMatchObject({ truncated: totalBytes > maxOutputBytes, totalBytes });
  return stdout.text;
}

describe('recorded output', () => {
  it('has all line ends turned into \\n, as in the Python reference', async () => {
    const { stdout } = await record(String.raw`process.stdout.write('a\r\nb\rc\r\r\n\nd\r')`);
    expect(stdout).toEqual({ text: 'a\nb\nc\n\n\nd\n', truncated: false, totalBytes: 12 });
  });

  it('keeps every other character, NUL and a byte order mark included', async () => {
    const { stdout } = await record(String.raw`process.stdout.write('\uFEFF\0\t\x1b[1mä😀\u2028\x85')`);
    expect(stdout.text).toBe('\uFEFF\0\t\x1b[1mä😀\u2028\x85');
  });

  it.each(['ff', 'c3', 'eda080', 'f8888080', 'c080'])('is refused where it is not UTF-8: %s', async (hex) => {
    const source = (stream: string): string => `process.${stream}.write(Buffer.from('61${hex}', 'hex'))`;
    for (const stream of ['stdout', 'stderr']) {
      await expect(record(source(stream))).rejects.toMatchObject({
        code: 'ERR_COMMAND_OUTPUT_ENCODING',
        details: { stream },
      });
    }
    const { stdout } = await record(source('stdout'), { invalidOutput: 'replace' });
    expect(stdout.text).toMatch(/^a\uFFFD+$/);
  });

  it('may be anything where it is not recorded', async () => {
    const command = nodeScript("process.stdout.write(Buffer.from('ff', 'hex'))");
    expect((await executeCommand({ command, streams: 'discard' })).exitStatus).toBe(0);
  });

  it('is complete for 10 MB on both streams at once', async () => {
    const size = 10_000_000;
    const hash = createHash('sha256');
    const { exitStatus, stdout, stderr } = await record(
      `const line = 'x'.repeat(99) + '\\n'; const all = line.repeat(${size / 100});
       process.stdout.write(all); process.stderr.write(all);`,
      {
        onOutput(chunk, stream) {
          if (stream === 'stdout') hash.update(chunk);
        },
      },
    );
    const all = `${'x'.repeat(99)}\n`.repeat(size / 100);
    expect(exitStatus).toBe(0);
    expect(stdout).toEqual({ text: all, truncated: false, totalBytes: size });
    expect(stderr).toEqual({ text: all, truncated: false, totalBytes: size });
    expect(hash.digest('hex')).toBe(createHash('sha256').update(all).digest('hex'));
  });

  it('is cut at the limit, visibly and never inside a character', async () => {
    expect(await recordedPart('abcdef', 6)).toBe('abcdef');
    expect(await recordedPart('abcdef', 5)).toBe('abcde');
    expect(await recordedPart('abcdef', 0)).toBe('');
    expect(await recordedPart('aä', 2)).toBe('a');
    expect(await recordedPart('a€', 2)).toBe('a');
    expect(await recordedPart('a€', 3)).toBe('a');
    expect(await recordedPart('a😀', 2)).toBe('a');
    expect(await recordedPart('a😀', 3)).toBe('a');
    expect(await recordedPart('a😀', 4)).toBe('a');
    expect(await recordedPart('a😀b', 5)).toBe('a😀');
    expect(await recordedPart('😀', 3)).toBe('');
  });

  it('goes on being shown beyond the limit', async () => {
    let shown = 0;
    const { stdout } = await record('process.stdout.write("x".repeat(1000))', {
      maxOutputBytes: 10,
      onOutput: (chunk) => {
        shown += chunk.length;
      },
    });
    expect(stdout).toEqual({ text: 'x'.repeat(10), truncated: true, totalBytes: 1000 });
    expect(shown).toBe(1000);
  });

  it('waits for a listener that is slow', async () => {
    let active = 0;
    let most = 0;
    let shown = 0;
    const { stdout } = await record('process.stdout.write("x".repeat(500000))', {
      async onOutput(chunk) {
        most = Math.max(most, ++active);
        await new Promise((resolve) => setTimeout(resolve, 20));
        shown += chunk.length;
        active--;
      },
    });
    expect(stdout.totalBytes).toBe(500_000);
    expect(shown).toBe(500_000);
    expect(most).toBe(1);
  });

  it.each([
    [
      'throws',
      () => {
        throw new RangeError('no more');
      },
    ],
    ['rejects', () => Promise.reject(new RangeError('no more'))],
  ])('ends the command where the listener %s', async (_, onOutput) => {
    const running = record('console.log("x"); setInterval(() => {}, 1000)', { onOutput });
    await expect(running).rejects.toThrow(new RangeError('no more'));
  });

  it('is not waited for when a descendant keeps the pipe open', async () => {
    const source = `const { spawn } = require('node:child_process');
      spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], { stdio: 'inherit', detached: true }).unref();
      process.stdout.write('x'.repeat(200000));`;
    const start = performance.now();
    const { exitStatus, stdout } = await record(source);
    expect(performance.now() - start).toBeLessThan(5000);
    expect({ exitStatus, totalBytes: stdout.totalBytes }).toEqual({ exitStatus: 0, totalBytes: 200_000 });
  });

  it('is not waited for when a descendant never stops writing', async () => {
    const flood =
      'setInterval(() => process.stdout.write("y".repeat(65536)), 1); process.stdout.on("error", () => process.exit())';
    const source = `const { spawn } = require('node:child_process');
      process.stdout.write('x'.repeat(1000));
      spawn(process.execPath, ['-e', ${JSON.stringify(flood)}], { stdio: 'inherit', detached: true }).unref();`;
    const start = performance.now();
    const { exitStatus, stdout } = await record(source);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(exitStatus).toBe(0);
    expect(stdout.text.startsWith('x'.repeat(1000))).toBe(true);
  });
});

describe('createOutputTail', () => {
  const encoder = new TextEncoder();
  const tailOf = (maxBytes: number, ...parts: readonly string[]): string => {
    const tail = createOutputTail(maxBytes);
    for (const part of parts) tail.add(encoder.encode(part));
    return tail.text();
  };

  it('keeps all of what is short', () => {
    expect(tailOf(10, 'abc', 'def')).toBe('abcdef');
    expect(tailOf(6, 'abc', 'def')).toBe('abcdef');
    expect(tailOf(6)).toBe('');
  });

  it('keeps the end of what is long and says how much is missing', () => {
    expect(tailOf(4, 'abc', 'def')).toBe('[2 bytes before this left out]\ncdef');
    expect(tailOf(4, ...Array.from('abcdefghijklmnopq'))).toBe('[13 bytes before this left out]\nnopq');
    expect(tailOf(4, 'x'.repeat(1000), 'yz')).toBe('[998 bytes before this left out]\nxxyz');
    expect(tailOf(0, 'abc')).toBe('[3 bytes before this left out]\n');
  });

  it('begins with a whole character', () => {
    expect(tailOf(4, 'ab😀c')).toBe('[6 bytes before this left out]\nc');
    expect(tailOf(5, 'ab😀c')).toBe('[2 bytes before this left out]\n😀c');
  });
});
