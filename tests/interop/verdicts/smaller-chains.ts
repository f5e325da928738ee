import { shorterLists } from '../differential/shrink.ts';
import { type Chain, type ChainFile, type Document, isDocument, LAYOUT_PATH } from './chain.ts';
import { editTree, listPaths, partAt } from './tree.ts';

/** Chains with one thing less each, large things first. */
export function* smallerChains(chain: Chain): Generator<Chain> {
  const [layout, ...others] = chain.files;
  if (layout === undefined) return;
  for (const files of shorterLists(others)) yield { ...chain, files: [layout, ...files] };
  if (chain.parameters !== undefined) {
    yield { ...chain, parameters: undefined };
    for (const entries of shorterLists(Object.entries(chain.parameters)))
      yield { ...chain, parameters: Object.fromEntries(entries) };
  }
  for (const keys of shorterLists(chain.keys)) yield { ...chain, keys };
  for (const [index, file] of chain.files.entries()) {
    if (!isDocument(file.content)) continue;
    for (const content of smallerDocuments(file.content)) {
      const smaller: ChainFile = { ...file, content };
      yield { ...chain, files: chain.files.with(index, smaller) };
    }
  }
  if (chain.linkDirectory !== '.') yield moveLinks(chain);
}

function moveLinks(chain: Chain): Chain {
  const files = chain.files.map((file) =>
    file.path === LAYOUT_PATH ? file : { ...file, path: file.path.replace(/^links\//u, '') },
  );
  return { ...chain, linkDirectory: '.', files };
}

function* smallerDocuments(document: Document): Generator<Document> {
  const { payload, signedPayload } = document;
  for (const damages of shorterLists(document.damages)) yield { ...document, damages };
  if (signedPayload !== undefined) {
    yield { ...document, signedPayload: undefined };
    yield { ...document, payload: signedPayload, signedPayload: undefined };
  }
  for (const signatures of shorterLists(document.signatures)) yield { ...document, signatures };
  for (const [index, signature] of document.signatures.entries()) {
    if (signature.flaw === undefined) continue;
    yield { ...document, signatures: document.signatures.with(index, { ...signature, flaw: undefined }) };
  }
  for (const path of listPaths(payload)) {
    const without = { ...document, payload: editTree(payload, path, () => []) };
    yield without;
    const signedPart = signedPayload && partAt(signedPayload, path);
    if (signedPart !== undefined && signedPayload !== undefined)
      yield { ...without, signedPayload: editTree(signedPayload, path, () => []) };
  }
  if (document.blank !== '') yield { ...document, blank: '' };
}
