import {
  asCommonPeer,
  type KeyForm,
  type PeerName,
  type PeerOutcome,
  type Peers,
  withScratchFolder,
} from '../src/index.ts';
import { type KeyPairs, LAYOUT_FILE, writeChain } from './chain-files.ts';
import type { ChainSketch, Input } from './difference.ts';
import { asMatcher, asRecorder } from './peer-abilities.ts';
import { printNames, printText } from './print.ts';
import { writeTree } from './recorded-tree.ts';
import { patternRules, ruleChain } from './rule-chain.ts';

/** How each reads keys in the layouts of others' Metablocks too. */
const KEY_FORMS: Record<PeerName, KeyForm> = {
  python: 'current',
  'python-2.3': 'current',
  go: 'legacy',
  rust: 'python-2',
};

interface Failure {
  readonly type: string;
  readonly stages?: readonly string[];
  readonly stage?: string;
}

function printFailure({ type, stages, stage }: Failure): string {
  const place = stages?.at(-1) ?? stage ?? type;
  return place === '' ? 'fails' : `fails: ${place}`;
}

async function verdict(name: PeerName, peers: Peers, sketch: ChainSketch, pairs: KeyPairs): Promise<string> {
  return withScratchFolder(async (cwd) => {
    const owner = await writeChain(cwd, sketch, pairs, KEY_FORMS[name]);
    const outcome = await asCommonPeer(peers[name]).request('verify', {
      cwd,
      layout: LAYOUT_FILE,
      keys: [{ object: owner }],
      parameters: sketch.parameters,
    });
    if (!outcome.ok) return 'refused';
    if (outcome.result.verdict === 'fail') return printFailure(outcome.result);
    return outcome.log.length === 0 ? 'passes' : 'passes, with a warning';
  });
}

function print<T>(outcome: PeerOutcome<T>, good: (result: T) => string, bad = 'refused'): string {
  return outcome.ok ? good(outcome.result) : bad;
}

async function record(name: PeerName, peers: Peers, input: Extract<Input, { kind: 'recording' }>): Promise<string> {
  return withScratchFolder(async (cwd) => {
    await writeTree(cwd, input.tree);
    const request = {
      cwd,
      artifacts: input.artifacts,
      exclude_patterns: input.exclude,
      lstrip_paths: input.strip,
      follow_symlink_dirs: input.follow,
    };
    return print(await asRecorder(peers[name]).request('record', request), (recorded) =>
      printNames(Object.keys(recorded)),
    );
  });
}

/** What a peer does; nothing where it has no such thing. */
export async function askPeer(
  input: Input,
  name: PeerName,
  peers: Peers,
  pairs: KeyPairs,
): Promise<string | undefined> {
  const peer = asCommonPeer(peers[name]);
  switch (input.kind) {
    case 'canonical-json':
      return print(await peer.request('canonical', { text: input.text }), (result) =>
        printText(Buffer.from(result, 'base64').toString()),
      );
    case 'pattern': {
      if (name === 'rust') {
        const matched = await verdict(name, peers, ruleChain(patternRules(input.pattern, input.name)), pairs);
        return matched === 'passes' ? 'matches' : 'does not match';
      }
      const [digits] = await asMatcher(peers[name]).ask('match_patterns', { cases: [[input.pattern, [input.name]]] });
      return digits === '1' ? 'matches' : 'does not match';
    }
    case 'rules': {
      const { item, list, rules, links } = input;
      if (name === 'rust') return verdict(name, peers, ruleChain(input), pairs);
      const request = { item, list, rules, links };
      const result =
        name === 'go'
          ? await peers.go.ask('evaluate_rules', request)
          : await peers[name].ask('evaluate_rules', request);
      return result.verdict === 'pass' ? 'passes' : 'fails';
    }
    case 'read':
      return print(await peer.request('parse', { text: JSON.stringify(input.document) }), () => 'read');
    case 'key-id':
      return print(await peer.request('load_key', { key: { text: input.pem } }), ({ keyid }) =>
        printText(keyid.slice(0, 8)),
      );
    case 'signature': {
      const request = { text: JSON.stringify(input.document), key: { object: input.key } };
      return print(await peer.request('check_signature', request), () => 'good', 'not good');
    }
    case 'chain':
      if (name === 'rust' && (input.container === 'dsse' || input.parameters !== undefined)) return undefined;
      return verdict(name, peers, input, pairs);
    case 'recording':
      if (name === 'rust' && (input.exclude !== undefined || input.follow !== undefined)) return undefined;
      return record(name, peers, input);
    default:
      return input satisfies never;
  }
}
