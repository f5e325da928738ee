import {
  encodeCanonicalJson,
  formatJson,
  InTotoError,
  type JsonFormat,
  type JsonValue,
  parseJson,
} from '@intoto/encoding';

import type { SeedRange } from '../differential/run-options.ts';
import { shorterLists, shrink } from '../differential/shrink.ts';
import type { Peer, PythonOperations } from '../src/index.ts';
import { generateDocument } from './generate-document.ts';

/** What is made of a document: bytes in base64, or nothing where it is refused. */
type Written = string | undefined;

/** Canonical JSON is what is signed, the styles are what is written into files. */
const FORMS = ['canonical', 'indented', 'line', 'compact'] as const;

type Form = (typeof FORMS)[number];

export interface DocumentComparison {
  readonly documents: number;
  /** How many have a canonical form. */
  readonly canonical: number;
  /** As JSON texts, the smallest document that could be found for each seed that differs; at most five. */
  readonly differences: readonly string[];
}

const DOCUMENTS_AT_ONCE = 2000;
const MOST_DIFFERENCES = 5;

function write(value: JsonValue, form: Form): Uint8Array {
  return form === 'canonical' ? encodeCanonicalJson(value) : Buffer.from(formatJson(value, form satisfies JsonFormat));
}

function ours(bytes: Uint8Array, form: Form): Written {
  try {
    return Buffer.from(write(parseJson(bytes, { dialect: 'python' }), form)).toString('base64');
  } catch (error) {
    if (InTotoError.is(error)) return undefined;
    throw error;
  }
}

async function theirs(
  python: Peer<PythonOperations>,
  documents: readonly Uint8Array[],
  form: Form,
): Promise<Written[]> {
  const sources = documents.map((bytes) => Buffer.from(bytes).toString('base64'));
  const outcomes =
    form === 'canonical'
      ? await python.requestAll(
          'canonical',
          sources.map((base64) => ({ base64 })),
        )
      : await python.requestAll(
          'format_json',
          sources.map((base64) => ({ base64, style: form })),
        );
  return outcomes.map((outcome) => (outcome.ok ? outcome.result : undefined));
}

/** The styles are those of metadata, which holds no floats; Python writes them. */
async function firstDifference(python: Peer<PythonOperations>, bytes: Uint8Array): Promise<Form | undefined> {
  for (const form of FORMS) {
    const [written] = await theirs(python, [bytes], form);
    const mine = ours(bytes, form);
    if (written !== mine && (form === 'canonical' || mine !== undefined)) return form;
  }
  return undefined;
}

function* smallerDocuments(bytes: Uint8Array): Generator<Uint8Array> {
  for (const list of shorterLists(Array.from(bytes))) yield Uint8Array.from(list);
}

/** Reads documents and writes them in the forms that in-toto has, here and with the reference's functions. */
export async function compareDocuments(
  python: Peer<PythonOperations>,
  { from, count }: SeedRange,
): Promise<DocumentComparison> {
  let canonical = 0;
  const differences: string[] = [];
  for (let start = from; start < from + count; start += DOCUMENTS_AT_ONCE) {
    const length = Math.min(DOCUMENTS_AT_ONCE, from + count - start);
    const documents = Array.from({ length }, (_, index) => generateDocument(start + index));
    const bytes = documents.map((document) => document.bytes);
    const signed = bytes.map((each) => ours(each, 'canonical'));
    const failing = new Set<number>();
    const expected = await theirs(python, bytes, 'canonical');
    for (const [index, written] of expected.entries()) if (written !== signed[index]) failing.add(index);
    canonical += expected.filter((written) => written !== undefined).length;
    // One style each, in turn.
    for (const [turn, form] of FORMS.slice(1).entries()) {
      const chosen = [...bytes.keys()].filter((index) => index % 3 === turn && signed[index] !== undefined);
      const styled = await theirs(
        python,
        chosen.map((index) => bytes[index] ?? Buffer.alloc(0)),
        form,
      );
      for (const [at, index] of chosen.entries()) {
        if (styled[at] !== ours(bytes[index] ?? Buffer.alloc(0), form)) failing.add(index);
      }
    }
    for (const index of failing) {
      if (differences.length >= MOST_DIFFERENCES) break;
      const smallest = await shrink<Uint8Array>(
        bytes[index] ?? Buffer.alloc(0),
        smallerDocuments,
        async (each) => (await firstDifference(python, each)) !== undefined,
      );
      const form = (await firstDifference(python, smallest)) ?? 'canonical';
      const [python_] = await theirs(python, [smallest], form);
      differences.push(
        JSON.stringify({
          seed: start + index,
          form,
          document: Buffer.from(smallest).toString('latin1'),
          python: python_ ?? null,
          ours: ours(smallest, form) ?? null,
        }),
      );
    }
  }
  return { documents: count, canonical, differences };
}
