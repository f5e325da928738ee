/**
 * Turns the TypeScript examples of every README, guide and doc comment into tests, written to `docs/.doctest`.
 * A fence that is not meant to run is marked ```ts no-run and is still type-checked.
 *
 *     node tools/doctest.ts
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Example {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly run: boolean;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = `${ROOT}docs/.doctest`;
const FENCE = /^([ \t]*(?:\*[ \t])?)```ts( no-run)?\n([\s\S]*?)^[ \t]*(?:\*[ \t])?```$/gmu;

function examplesOf(file: string): Example[] {
  const source = readFileSync(`${ROOT}${file}`, 'utf8');
  return [...source.matchAll(FENCE)].map(([whole, indent = '', noRun, body = '']) => {
    const margin = indent.trimEnd();
    const code = body
      .split('\n')
      .map((line) =>
        line.startsWith(indent)
          ? line.slice(indent.length)
          : line.startsWith(margin)
            ? line.slice(margin.length)
            : line,
      )
      .join('\n');
    return {
      file,
      line: source.slice(0, source.indexOf(whole)).split('\n').length + 1,
      code,
      run: noRun === undefined,
    };
  });
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const files = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'packages/*/README.md',
  'docs/*.md',
  'packages/*/src/**/*.ts',
]
  .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
  .sort();
const cases = files.flatMap(examplesOf).map((example, index) => {
  const name = `example-${index}`;
  writeFileSync(`${OUT}/${name}.ts`, `// ${example.file}:${example.line}\n${example.code}\nexport {};\n`);
  return { name, title: `${example.file}:${example.line}`, run: example.run };
});
writeFileSync(
  `${OUT}/examples.test.ts`,
  [
    "import { it } from 'vitest';",
    ...cases
      .filter(({ run }) => run)
      .map(({ name, title }) => `it('${title} runs', async () => { await import('./${name}.ts'); });`),
    '',
  ].join('\n'),
);
writeFileSync(
  `${OUT}/tsconfig.json`,
  JSON.stringify({
    extends: '../../tsconfig.test.json',
    // Without a pattern: folders that begin with a dot are passed over.
    files: [...cases.map(({ name }) => `./${name}.ts`), './examples.test.ts'],
    include: [],
    compilerOptions: { noUnusedLocals: false, rootDir: '../..', tsBuildInfoFile: './.tsbuildinfo' },
    references: globSync('packages/*/tsconfig.json', { cwd: ROOT }).map((path) => ({ path: `../../${path}` })),
  }),
);
console.log(`doctest: ${cases.length} examples, ${cases.filter(({ run }) => run).length} to run`);
