/**
 * Holds the public API of every package to its committed report `etc/NAME.api.md`, and that of its other entries to
 * `etc/NAME-ENTRY.api.md`: a change of the API shows in review.
 *
 *     node tools/api-report.ts [--update]
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

import { PACKAGES } from './floors.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const update = process.argv.includes('--update');
let failed = false;
mkdirSync(`${ROOT}etc`, { recursive: true });

interface Entry {
  /** Of the report. */
  readonly name: string;
  readonly folder: string;
  readonly types: string;
}

function entriesOf(name: string): readonly Entry[] {
  const folder = `${ROOT}packages/${name}`;
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    readonly exports: Readonly<Record<string, string | { readonly types?: string }>>;
  };
  return Object.entries(manifest.exports).flatMap(([path, target]) =>
    typeof target === 'object' && target.types !== undefined
      ? [{ name: path.replace('.', name).replaceAll('/', '-'), folder, types: `${folder}/${target.types}` }]
      : [],
  );
}

const entries = PACKAGES.flatMap(entriesOf);
for (const { name, folder, types } of entries) {
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: `${folder}/package.json`,
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: folder,
      newlineKind: 'lf',
      mainEntryPointFilePath: types,
      // Without customConditions, which would lead the extractor from declarations to sources.
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2023',
            module: 'nodenext',
            moduleResolution: 'nodenext',
            lib: ['es2023', 'webworker'],
            types: ['node'],
            strict: true,
            skipLibCheck: true,
          },
          files: [types],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: `${ROOT}etc`,
        reportTempFolder: `${ROOT}node_modules/.cache/api`,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
          // That every declaration is documented is typedoc's gate; not every member needs words.
          'ae-undocumented': { logLevel: ExtractorLogLevel.None },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
  const { succeeded, apiReportChanged, errorCount, warningCount } = Extractor.invoke(config, {
    localBuild: update,
    messageCallback: (message) => {
      message.handled = message.logLevel === ExtractorLogLevel.Verbose || message.messageId.startsWith('console-');
    },
  });
  const stale = apiReportChanged && !update;
  if (succeeded && !stale) continue;
  failed = true;
  console.error(
    `${name}: ${stale ? `etc/${name}.api.md is out of date` : `${errorCount} errors, ${warningCount} warnings`}`,
  );
}
if (failed) console.error('Run `pnpm api` and commit etc/ where the change is meant.');
console.log(`api reports: ${entries.length} entries of ${PACKAGES.length} packages`);
process.exitCode = failed ? 1 : 0;
