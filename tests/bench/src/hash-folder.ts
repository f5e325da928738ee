/** `hash-folder.ts FOLDER OUTPUT`: writes the digests of a folder's files by two algorithms to a file. */
import { writeFileSync } from 'node:fs';

import { recordArtifacts } from '@intoto/artifacts';

const [folder = '', output = ''] = process.argv.slice(2);
const recorded = await recordArtifacts([folder], { algorithms: ['sha256', 'sha512'] });
writeFileSync(output, JSON.stringify([...recorded], null, 2));
