import {
  ARTIFACT_ERROR_CODES,
  ArtifactError,
  DEFAULT_RESOLVERS,
  directoryResolver,
  fileResolver,
  recordArtifacts,
  type RecordOptions,
  type RecordProgress,
  type Resolver,
} from '@intoto/artifacts';
import { InTotoError } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import { createTree, dir, failureOf, record, recordNames } from './tree.ts';

function manyFiles(count: number): ReturnType<typeof dir> {
  return new Map(Array.from({ length: count }, (_, index) => [`f${index}`, 'x']));
}

describe('recordArtifacts', () => {
  it('records nothing for no artifacts, and looks at nothing', async () => {
    expect(await record([], { cwd: '/does/not/exist', excludePatterns: ['!'] })).toEqual({});
  });

  it('uses the process’s working directory by default', async () => {
    const recorded = await recordArtifacts(['package.json']);
    expect(recorded.has('package.json')).toBe(true);
  });

  it('takes artifacts of different schemes', async () => {
    const cwd = createTree({ f: '', d: dir({ g: '' }) });
    expect(await recordNames(['f', 'dir:d', 'file:f', 'd'], { cwd })).toEqual(['d/g', 'dir:d', 'f', 'file:f']);
  });

  it.each([
    ['artifacts', 'abc', {}],
    ['artifacts', [1], {}],
    ['artifacts', undefined, {}],
    ['excludePatterns', ['f'], { excludePatterns: '*.pyc' }],
    ['includePatterns', ['f'], { includePatterns: [1] }],
    ['stripPrefixes', ['f'], { stripPrefixes: 'abc' }],
    ['basePath', ['f'], { basePath: 1 }],
    ['cwd', ['f'], { cwd: new URL('file:///') }],
    ['algorithms', ['f'], { algorithms: [] }],
    ['algorithms', ['f'], { algorithms: ['sha256', 'md5'] }],
    ['limits.maxArtifacts', ['f'], { limits: { maxArtifacts: -1 } }],
    ['limits.maxArtifacts', ['f'], { limits: { maxArtifacts: Number.NaN } }],
    ['resolvers', ['f'], { resolvers: [fileResolver, fileResolver] }],
  ])('refuses wrong %s of a caller without types', async (name, artifacts, options) => {
    const call = recordArtifacts(artifacts as readonly string[], options as RecordOptions);
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(name);
  });

  it('fails with errors that say so across copies of the package', async () => {
    const error = await failureOf(recordArtifacts(['dir:missing'], { cwd: createTree({}) }));
    expect(error).toBeInstanceOf(ArtifactError);
    expect(error).toBeInstanceOf(InTotoError);
    expect(error.name).toBe('ArtifactError');
    expect(Object.keys(ARTIFACT_ERROR_CODES)).toContain(error.code);
  });
});

describe('resolvers', () => {
  const echo: Resolver = {
    scheme: 'echo',
    resolve: async (artifacts, recording) => {
      const digests = await recording.hashFile(`${recording.basePath}/f`);
      return new Map(artifacts.map((artifact) => [artifact, digests ?? {}]));
    },
  };

  it('may be added', async () => {
    const cwd = createTree({ f: 'x' });
    const resolvers = [...DEFAULT_RESOLVERS, echo];
    expect(await recordNames(['echo:1', 'f', 'echo:2'], { cwd, resolvers })).toEqual(['echo:1', 'echo:2', 'f']);
    expect(await recordNames(['echo:1'], { cwd })).toEqual([]);
  });

  it('are called once, with all that is theirs', async () => {
    const batches: (readonly string[])[] = [];
    const spy: Resolver = {
      scheme: 'file',
      resolve: async (artifacts) => {
        batches.push(artifacts);
        return new Map();
      },
    };
    await recordArtifacts(['a', 'dir:.', 'file:b', 'x:c'], {
      cwd: createTree({}),
      resolvers: [directoryResolver, spy],
    });
    expect(batches).toEqual([['a', 'file:b', 'x:c']]);
  });

  it('must be there for each artifact', async () => {
    const cwd = createTree({ f: '' });
    await expect(record(['f'], { cwd, resolvers: [echo] })).rejects.toMatchObject({
      code: 'ERR_ARTIFACT_SCHEME',
      details: { artifact: 'f' },
    });
  });
});

describe('limits', () => {
  it('end a recording of too many files', async () => {
    const cwd = createTree({ d: manyFiles(3) });
    const call = (maxArtifacts: number, artifact: string): Promise<unknown> =>
      record([artifact], { cwd, limits: { maxArtifacts } });
    await expect(call(2, 'd')).rejects.toMatchObject({ code: 'ERR_ARTIFACT_LIMIT', details: { maxArtifacts: 2 } });
    await expect(call(2, 'dir:d')).rejects.toMatchObject({ code: 'ERR_ARTIFACT_LIMIT' });
    await expect(call(3, 'd')).resolves.toBeDefined();
    await expect(call(0, 'missing')).resolves.toEqual({});
  });
});

describe('progress', () => {
  it('is reported while the process can do other things', async () => {
    const cwd = createTree({ large: Buffer.alloc(64 * 1024 * 1024), small: manyFiles(100) });
    const reports: RecordProgress[] = [];
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await recordArtifacts(['.'], { cwd, onProgress: (progress) => reports.push(progress) });
    clearInterval(timer);
    const total = { files: 101, bytes: 64 * 1024 * 1024 + 100 };
    expect(reports.at(-1)).toEqual({ ...total, total, isLast: true });
    expect(reports.slice(0, -1).some(({ isLast }) => isLast)).toBe(false);
    expect(reports.length).toBeGreaterThan(1);
    expect(turns).toBeGreaterThan(0);
    const growing = reports.every(({ bytes }, index) => bytes >= (reports[index - 1]?.bytes ?? 0));
    expect(growing).toBe(true);
  });

  it('ends the recording if its receiver throws', async () => {
    const options: RecordOptions = {
      cwd: createTree({ f: '' }),
      onProgress: () => {
        throw new Error('enough');
      },
    };
    await expect(record(['f'], options)).rejects.toThrow('enough');
  });
});

describe('an abort signal', () => {
  it('is heeded before anything is looked at', async () => {
    const reason = new Error('changed my mind');
    await expect(record(['.'], { cwd: '/does/not/exist', signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it.each([
    ['in the middle of a large file', { large: Buffer.alloc(64 * 1024 * 1024) }],
    ['among many small files', { d: manyFiles(3000) }],
  ])('ends a recording %s', async (_where, tree) => {
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const reports: RecordProgress[] = [];
    const onProgress = (progress: RecordProgress): void => {
      reports.push(progress);
      controller.abort(reason);
    };
    await expect(record(['.'], { cwd: createTree(tree), signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(reports).toHaveLength(1);
    expect(reports[0]?.bytes).toBeLessThan(64 * 1024 * 1024);
  });

  it('does not keep recordings that run at the same time from each other', async () => {
    const cwd = createTree({ a: Buffer.alloc(3_000_000, 'a'), b: Buffer.alloc(3_000_000, 'b'), d: manyFiles(200) });
    const alone = await record(['.'], { cwd });
    const together = await Promise.all([
      record(['.'], { cwd }),
      record(['b', 'a', 'd'], { cwd }),
      record(['.'], { cwd }),
    ]);
    expect(together).toEqual([alone, alone, alone]);
  });
});
