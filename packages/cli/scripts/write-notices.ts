import { globSync, readFileSync } from 'node:fs';

/** The licences of all packages of others that stand in a bundle, as they ask for. Fails for one that has no licence's text. */
export function writeNotices(bundled: readonly string[]): string {
  const folders = new Set(
    bundled.flatMap((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u.exec(path)?.slice(0, 1) ?? []),
  );
  const notices = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
      readonly name: string;
      readonly version: string;
      readonly license: string;
    };
    const [text] = globSync(`${folder}/{LICENSE,LICENCE,license}*`);
    if (text === undefined) throw new Error(`${folder} has no file with its licence.`);
    return `${name} ${version} (${license})\n\n${readFileSync(text, 'utf8').trim()}\n`;
  });
  return notices.sort().join(`\n${'-'.repeat(80)}\n\n`);
}
