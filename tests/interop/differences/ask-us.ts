import { join } from 'node:path';

import { DEFAULT_EXCLUDE_PATTERNS, recordArtifacts } from '@intoto/artifacts';
import { checkSignature, loadPublicKey } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import { encodeCanonicalJson, InTotoError, parseJson } from '@intoto/encoding';
import { parseMetadata, parsePayload, parsePublicKey, readPayload } from '@intoto/models';
import { createDirectoryEvidence, readMetadata } from '@intoto/node';
import { matchPattern } from '@intoto/rules';
import { createExecInspectionRunner } from '@intoto/runner';
import { evaluateLayout, type Profile } from '@intoto/verifier';

import { withScratchFolder } from '../src/index.ts';
import { type KeyPairs, LAYOUT_FILE, writeChain } from './chain-files.ts';
import type { ChainSketch, Input } from './difference.ts';
import { printNames, printText } from './print.ts';
import { writeTree } from './recorded-tree.ts';
import { ruleChain } from './rule-chain.ts';

const DIALECTS = { reference: 'python', strict: 'strict' } as const;
const FORMS = { reference: 'reference', strict: 'received' } as const;

async function verdict(sketch: ChainSketch, profile: Profile, pairs: KeyPairs): Promise<string> {
  return withScratchFolder(async (cwd) => {
    const owner = await writeChain(cwd, sketch, pairs, 'current');
    const report = await evaluateLayout(await readMetadata(join(cwd, LAYOUT_FILE)), {
      layoutKeys: new Map([[owner.keyid, parsePublicKey(parseJson(JSON.stringify(owner)))]]),
      evidence: createDirectoryEvidence(cwd),
      backend: nodeBackend,
      now: new Date(),
      profile,
      inspectionRunner: createExecInspectionRunner({ cwd }),
      parameters: sketch.parameters === undefined ? undefined : new Map(Object.entries(sketch.parameters)),
    });
    if (!report.ok) return `fails: ${report.failures[0]?.code ?? ''}`;
    return report.checks.some(({ status }) => status === 'warning') ? 'passes, with a warning' : 'passes';
  });
}

async function answer(input: Input, profile: Profile, pairs: KeyPairs): Promise<string> {
  const dialect = DIALECTS[profile];
  switch (input.kind) {
    case 'canonical-json':
      return printText(Buffer.from(encodeCanonicalJson(parseJson(input.text, { dialect }))).toString());
    case 'pattern':
      return matchPattern(input.pattern, input.name) ? 'matches' : 'does not match';
    case 'read':
      parsePayload(readPayload(parseMetadata(JSON.stringify(input.document), { dialect }), { dialect }));
      return 'read';
    case 'key-id':
      return printText((await loadPublicKey(input.pem, { backend: nodeBackend })).keyId.slice(0, 8));
    case 'signature': {
      const key = parsePublicKey(parseJson(JSON.stringify(input.key)));
      const metadata = parseMetadata(JSON.stringify(input.document), { dialect });
      const check = await checkSignature(metadata, key, { backend: nodeBackend, form: FORMS[profile] });
      return check.ok ? 'good' : 'not good';
    }
    case 'rules':
      return verdict(ruleChain(input), profile, pairs);
    case 'chain':
      return verdict(input, profile, pairs);
    case 'recording':
      return withScratchFolder(async (cwd) => {
        await writeTree(cwd, input.tree);
        const recorded = await recordArtifacts(input.artifacts, {
          cwd,
          excludePatterns: input.exclude ?? DEFAULT_EXCLUDE_PATTERNS,
          stripPrefixes: input.strip,
          followSymlinkDirs: input.follow ?? false,
        });
        return printNames([...recorded.keys()]);
      });
    default:
      return input satisfies never;
  }
}

/** What ours does under a profile. */
export async function askUs(input: Input, profile: Profile, pairs: KeyPairs): Promise<string> {
  try {
    return await answer(input, profile, pairs);
  } catch (error) {
    if (InTotoError.is(error)) return 'refused';
    throw error;
  }
}
