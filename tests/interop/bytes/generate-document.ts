import { createRandom, type Random } from '../differential/random.ts';

/** A document that is JSON, or nearly. */
export interface GeneratedDocument {
  readonly seed: number;
  readonly bytes: Buffer;
}

const CHARACTERS = [
  ['a', 'b', 'z', 'A', '0', ' ', '/', "'", '\u007f', '\u0085', 'é', 'e\u0301', '\u2028', '\u2029', '\ud7ff'],
  ['\ue000', '\ufeff', '\uffff', '\u{10000}', '\u{1f600}', '\u{10ffff}'],
].flat();
const ESCAPES = [
  ['\\"', '\\\\', '\\/', '\\b', '\\f', '\\n', '\\r', '\\t', '\\u0000', '\\u001f', '\\u007F', '\\u00e9', '\\u2028'],
  ['\\ue000', '\\uFFFF', '\\ud83d\\ude00', '\\uD800\\uDC00', '\\udbff\\udfff'],
].flat();
const SURROGATES = ['\\ud800', '\\udfff', '\\ude00\\ud83d', '\\ud83d\\u0061', '\\ud83d\\ud83d\\ude00', '\\ud83d😀'];
const BAD_IN_STRINGS = [
  ['\n', '\t', '\u0000', '\u001f', '\\x', '\\u12', '\\u12g4', '\\u+123', '\\u 123', '\\U0041', '\\'],
].flat();
const NAMES = ['', 'a', 'b', '__proto__', 'constructor', 'toJSON', 'length', '0', '10', '2', 'sig', 'keyid', 'signed'];
const NUMBERS = [
  ['0', '-0', '1', '-1', '10', '9007199254740991', '9007199254740992', '9007199254740993', '-9007199254740993'],
].flat();
const FLOATS = ['1.0', '-0.0', '1e2', '1E+2', '1e-2', '0.1', '1e999', '-1e999', '1e0', 'NaN', 'Infinity', '-Infinity'];
const NOT_NUMBERS = [
  ['01', '-', '+1', '.5', '1.', '1e', '--1', '0x10', '1_0', '-NaN', 'nan', 'infinity', '１', '-01', '1e+'],
].flat();
const NOT_VALUES = [
  ['', 'True', 'None', 'nul', 'undefined', "'a'", '[1,]', '{"a":1,}', '{a:1}', '[,]', '{"a"}', '/**/1', '[1 2]'],
].flat();
const BLANKS = ['', '', '', '', ' ', '\n', '\t', '\r\n', '  '];
const BAD_BLANKS = ['\u00a0', '\u000b', '\u000c', '\u2028', '\ufeff', '\u0000', '\u001c', '\u3000'];

/** How a document goes wrong, if it does. */
type Fault = 'none' | 'float' | 'surrogate' | 'syntax';

function blank(random: Random, fault: Fault): string {
  if (fault === 'syntax' && random.chance(0.02)) return random.pick(BAD_BLANKS);
  return random.pick(BLANKS);
}

function text(random: Random, fault: Fault): string {
  const parts = random.several(0, random.chance(0.05) ? 30 : 5, () => {
    if (fault === 'surrogate' && random.chance(0.1)) return random.pick(SURROGATES);
    if (fault === 'syntax' && random.chance(0.03)) return random.pick(BAD_IN_STRINGS);
    if (random.chance(0.35)) return random.pick(ESCAPES);
    return random.pick(CHARACTERS);
  });
  return `"${parts.join('')}"`;
}

function name(random: Random, fault: Fault): string {
  return random.chance(0.6) ? `"${random.pick(NAMES)}"` : text(random, fault);
}

function integer(random: Random): string {
  if (random.chance(0.5)) return random.pick(NUMBERS);
  const digits = random.several(1, random.chance(0.02) ? 4400 : 40, () => String(random.below(10))).join('');
  return `${random.pick(['', '-'])}${digits.replace(/^0+(?=\d)/u, '')}`;
}

function scalar(random: Random, fault: Fault): string {
  if (fault === 'float' && random.chance(0.2)) return random.pick(FLOATS);
  if (fault === 'syntax' && random.chance(0.08)) return random.pick(random.chance(0.5) ? NOT_NUMBERS : NOT_VALUES);
  const kind = random.next();
  if (kind < 0.45) return text(random, fault);
  return kind < 0.75 ? integer(random) : random.pick(['true', 'false', 'null']);
}

function value(random: Random, fault: Fault, depth: number): string {
  if (depth <= 0 || random.chance(0.35)) return scalar(random, fault);
  const pad = (): string => blank(random, fault);
  if (random.chance(0.4)) {
    const items = random.several(0, 4, () => pad() + value(random, fault, depth - 1) + pad());
    return items.length === 0 ? `[${pad()}]` : `[${items.join(',')}]`;
  }
  const members = random.several(
    0,
    5,
    () => `${pad()}${name(random, fault)}${pad()}:${pad()}${value(random, fault, depth - 1)}${pad()}`,
  );
  return members.length === 0 ? `{${pad()}}` : `{${members.join(',')}}`;
}

/** Below our limit of 200 levels, which the reference does not have. */
function deep(random: Random): string {
  const levels = 1 + random.below(190);
  return random.chance(0.5)
    ? `${'['.repeat(levels)}${']'.repeat(levels)}`
    : `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}

function damaged(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  const byte = random.pick([0x22, 0x5c, 0x2c, 0x3a, 0x7b, 0x7d, 0x5b, 0x5d, 0x30, 0x2d, 0x65, random.below(256)]);
  const inserted = random.chance(0.6) ? [byte] : [];
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(inserted), bytes.subarray(at + random.below(3))]);
}

/** Two thirds are such as canonical JSON has a form for. */
export function generateDocument(seed: number): GeneratedDocument {
  const random = createRandom(seed);
  const draw = random.next();
  const fault: Fault = draw < 0.72 ? 'none' : draw < 0.8 ? 'float' : draw < 0.88 ? 'surrogate' : 'syntax';
  const body = random.chance(0.02) ? deep(random) : value(random, fault, random.below(5));
  const bytes = Buffer.from(blank(random, fault) + body + blank(random, fault));
  return { seed, bytes: random.chance(0.06) ? damaged(random, bytes) : bytes };
}
