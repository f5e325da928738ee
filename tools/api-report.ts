/**
 * Holds the public API of every package to its committed report `etc/NAME.api.md`: a change of the API shows in review.
 *
 *     node tools/api-report.ts [--update]
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

import { PACKAGES } from './floors.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const update = process.argv.includes('--update');
let failed = false;
mkdirSync(`${ROOT}etc`, { recursive: true });
for (const name of PACKAGES) {
  const folder = `${ROOT}packages/${name}`;
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: `${folder}/package.json`,
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: folder,
      newlineKind: 'lf',
      mainEntryPointFilePath: `${folder}/dist/index.d.ts`,
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
          files: [`${folder}/dist/index.d.ts`],
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
console.log(`api reports: ${PACKAGES.length} packages`);
process.exitCode = failed ? 1 : 0;
