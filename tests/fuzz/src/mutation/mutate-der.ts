import type { Random } from '../random.ts';
import { mutateBytes } from './mutate-bytes.ts';

/** A DER element; those that hold others hold `parts`, the rest `content`. */
interface DerNode {
  tag: number;
  content: Uint8Array;
  parts: DerNode[] | undefined;
}

/** Content of object identifiers that keys may have. */
const OBJECT_IDENTIFIERS = [
  '2a864886f70d010101',
  '2a864886f70d01010a',
  '2a8648ce3d0201',
  '2a8648ce3d030107',
  '2b81040022',
  '2b81040023',
  '2b8104000a',
  '2b6570',
  '2b6571',
  '2a864886f70d01050d',
  '2a864886f70d01050c',
  '2b06010401da47040b',
  '2a864886f70d0207',
  '2a864886f70d020b',
  '608648016503040102',
  '60864801650304012a',
  '',
  '80',
  'ffffffffffffffffff7f',
].map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));

/** Content of integers: signs, limits, and costs that a reader must not pay. */
const INTEGERS = [
  '',
  '00',
  '01',
  '02',
  '03',
  '7f',
  '80',
  'ff',
  '0001',
  '00ff',
  '0100',
  '010000',
  '7fffffff',
  '0080000000',
]
  .map((hex) => Buffer.from(hex, 'hex'))
  .concat([Buffer.alloc(256, 0x7f), Buffer.alloc(2050, 0x11), Buffer.alloc(600, 0x55)])
  .map((bytes) => new Uint8Array(bytes));

/** Changes the structure of a DER file and writes it anew, lengths and all; or its bytes, where it is no DER. */
export function mutateDer(der: Uint8Array, random: Random): Uint8Array {
  const root: DerNode = { tag: 0, content: new Uint8Array(), parts: readElements(der) };
  if (root.parts === undefined) return mutateBytes(der, random);
  for (let count = 1 + random.size(3); count > 0; count--) edit(root, random);
  return writeParts(root.parts, random);
}

function edit(root: DerNode, random: Random): void {
  const nodes = listNodes(root).slice(1);
  if (nodes.length === 0) return;
  const node = random.pick(nodes);
  const list = listNodes(root).find(({ parts }) => parts?.includes(node) === true)?.parts ?? [];
  const index = list.indexOf(node);
  switch (random.below(14)) {
    case 0:
      list.splice(index, 1);
      break;
    case 1:
      list.splice(index, 0, ...Array.from({ length: 1 + random.size(20) }, () => structuredClone(node)));
      break;
    case 2:
      list[index] = structuredClone(random.pick(nodes));
      break;
    case 3:
      node.tag = random.pick([0x02, 0x03, 0x04, 0x05, 0x06, 0x30, 0x31, 0xa0, 0xa1, 0x1f, random.below(256)]);
      break;
    case 4:
      Object.assign(node, { parts: undefined, content: random.bytes(random.size(64)) });
      break;
    default: {
      // The structure stays, a value changes: these get past the first checks.
      const leaves = nodes.filter(({ parts }) => parts === undefined);
      const leaf = leaves.length === 0 ? node : random.pick(leaves);
      const values = leaf.tag === 0x02 ? INTEGERS : leaf.tag === 0x06 ? OBJECT_IDENTIFIERS : [];
      const isListed = values.length > 0 && random.chance(0.5);
      leaf.content = isListed ? random.pick(values) : alterContent(leaf.content, random);
    }
  }
}

/** Other bytes, no more and no fewer; an integer stays positive. */
function alterContent(content: Uint8Array, random: Random): Uint8Array {
  const [first = 0, ...rest] = random.bytes(content.length);
  if (random.chance(0.5)) return Uint8Array.from(content.length === 0 ? [] : [first & 0x7f, ...rest]);
  const at = random.below(content.length);
  return content.map((byte, index) => (index === at ? byte ^ (1 << random.below(8)) : byte));
}

function listNodes(node: DerNode): DerNode[] {
  return [node, ...(node.parts ?? []).flatMap(listNodes)];
}

/** @returns `undefined` for what is not DER throughout. */
function readElements(bytes: Uint8Array): DerNode[] | undefined {
  const nodes: DerNode[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const tag = bytes[offset] ?? 0;
    const first = bytes[offset + 1] ?? 0xff;
    const digits = first < 0x80 ? 0 : first & 0x7f;
    if (digits > 3) return undefined;
    const length =
      digits === 0 ? first : bytes.subarray(offset + 2, offset + 2 + digits).reduce((sum, byte) => sum * 256 + byte, 0);
    const start = offset + 2 + digits;
    if (start + length > bytes.length) return undefined;
    const content = bytes.slice(start, start + length);
    nodes.push({ tag, content, parts: readParts(tag, content) });
    offset = start + length;
  }
  return nodes;
}

function readParts(tag: number, content: Uint8Array): DerNode[] | undefined {
  if ((tag & 0x20) !== 0) return readElements(content);
  // Octet strings often hold a structure of their own.
  return tag === 0x04 && content[0] === 0x30 ? readElements(content) : undefined;
}

function writeParts(parts: readonly DerNode[], random: Random): Uint8Array {
  return new Uint8Array(Buffer.concat(parts.map((part) => writeNode(part, random))));
}

function writeNode({ tag, content, parts }: DerNode, random: Random): Uint8Array {
  const body = parts === undefined ? content : writeParts(parts, random);
  const length = random.chance(0.01) ? random.below(2 * body.length + 2) : body.length;
  return new Uint8Array(Buffer.concat([Uint8Array.of(tag, ...writeLength(length)), body]));
}

function writeLength(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, (length >> 8) & 255, length & 255];
}
