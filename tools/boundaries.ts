/**
 * Refuses arrows that point upward, neutral packages that depend on Node ones, imports that package.json does not declare,
 * imports that leave the package folder, and imports of optional packages that are not put off until somebody needs them.
 * Reads every import of `src`, type-only ones included.
 *
 *     node tools/boundaries.ts [ROOT]
 */
import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';

import { FLOORS } from './floors.ts';

const SCOPE = '@intoto/';
const IMPORT = /\b(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/gu;

/** Where `specifier` may not be imported from `file`, and why; nothing when it may. */
function refuse(
  root: string,
  name: string,
  file: string,
  specifier: string,
  declared: ReadonlySet<string>,
): string | undefined {
  const house = FLOORS.get(name);
  if (house === undefined) return `${name} has no floor in tools/floors.ts`;
  if (specifier.startsWith('.')) {
    const target = resolve(dirname(join(root, file)), specifier);
    const inside = resolve(root, 'packages', name) + sep;
    return target.startsWith(inside) ? undefined : 'leaves the package folder';
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    if (house.runtime === 'neutral') return 'a neutral package imports a Node built-in';
    return specifier.startsWith('node:') ? undefined : 'write node: before the name of a built-in';
  }
  const packageName = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (!declared.has(packageName)) return `${packageName} is not among the dependencies in package.json`;
  if (!packageName.startsWith(SCOPE)) return undefined;
  const other = FLOORS.get(packageName.slice(SCOPE.length));
  if (other === undefined) return `${packageName} has no floor in tools/floors.ts`;
  if (other.floor >= house.floor)
    return `an arrow from floor ${house.floor} to floor ${other.floor} does not point down`;
  if (house.runtime === 'neutral' && other.runtime === 'node') return 'a neutral package imports a Node package';
  return undefined;
}

const root = resolve(process.argv[2] ?? '.');
const refusals: string[] = [];
let imports = 0;
for (const manifest of globSync('packages/*/package.json', { cwd: root }).sort()) {
  const folder = dirname(manifest);
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(join(root, manifest), 'utf8')) as {
    dependencies?: Record<string, string>;
    peerDependencies?: Record<string, string>;
  };
  const declared = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
  const name = relative('packages', folder);
  for (const used of declared) {
    const why = refuse(root, name, manifest, used, declared);
    if (why !== undefined) refusals.push(`${manifest}: depends on ${used}: ${why}`);
  }
  for (const file of globSync(`${folder}/src/**/*.ts`, { cwd: root }).sort()) {
    const source = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu, '');
    for (const match of source.matchAll(IMPORT)) {
      imports += 1;
      const specifier = match[2] ?? '';
      const why =
        specifier in peerDependencies && !match[0].includes('(')
          ? 'it is optional: import it when somebody asks for it'
          : refuse(root, name, file, specifier, declared);
      if (why !== undefined) refusals.push(`${file}: imports ${specifier}: ${why}`);
    }
  }
}
if (imports === 0) refusals.push(`no imports found under ${root}/packages: nothing was checked`);
for (const line of refusals) console.error(line);
console.log(`boundaries: ${imports} imports, ${refusals.length} refused`);
process.exitCode = refusals.length === 0 ? 0 : 1;
