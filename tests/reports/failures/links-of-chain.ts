import { type Chain, type ChainFile, type Document, isDocument, LAYOUT_PATH } from '../../interop/verdicts/chain.ts';
import { editTree, memberOf, partsOf, pathOf, type Plain, toTree, type Tree } from '../../interop/verdicts/tree.ts';

/** A link of a chain, and where its file lies. */
export interface LinkFile {
  readonly file: { readonly path: string; readonly content: Document };
  readonly step: string;
  /** The steps whose sublayouts it lies in, outermost first. */
  readonly path: readonly string[];
}

/** A step of the outermost layout all of whose evidence is links. */
export interface PlainStep {
  readonly name: string;
  /** Its place in the layout. */
  readonly index: number;
  readonly threshold: number;
  readonly links: readonly LinkFile[];
}

const ENDING = /\.[^./]{1,8}(?:\.link)?$/u;

export function textOf(tree: Tree | undefined): string {
  const value: unknown = tree?.kind === 'atom' ? JSON.parse(tree.text) : '';
  return typeof value === 'string' ? value : '';
}

function isLink({ payload }: Document): boolean {
  return textOf(memberOf(payload, '_type')) === 'link';
}

/** The links of a chain that are files as they should be, of sublayouts too. */
export function listLinks({ files, linkDirectory }: Chain): readonly LinkFile[] {
  const folder = linkDirectory === '.' ? '' : `${linkDirectory}/`;
  return files.flatMap((file): LinkFile[] => {
    const { content, path } = file;
    if (path === LAYOUT_PATH || !isDocument(content) || !isLink(content)) return [];
    const [name = '', ...folders] = path.slice(folder.length).split('/').toReversed();
    if (!ENDING.test(name)) return [];
    return [
      {
        file: { path, content },
        step: name.replace(ENDING, ''),
        path: folders.toReversed().map((part) => part.replace(ENDING, '')),
      },
    ];
  });
}

/** The steps with plain names, in the order of the layout. */
export function listPlainSteps(chain: Chain): readonly PlainStep[] {
  const steps = partsOf(memberOf(layoutOf(chain).payload, 'steps') ?? toTree([]));
  const links = listLinks(chain).filter(({ path }) => path.length === 0);
  const files = chain.files.filter(({ path }) => path.endsWith('.link'));
  return steps.flatMap((step, index): PlainStep[] => {
    const name = textOf(memberOf(step, 'name'));
    const threshold = memberOf(step, 'threshold');
    const own = links.filter((link) => link.step === name);
    const all = files.filter(({ path }) => path.replace(/^links\//u, '').replace(ENDING, '') === name);
    if (!/^[a-z]+$/u.test(name) || own.length === 0 || own.length !== all.length) return [];
    return [{ name, index, links: own, threshold: threshold?.kind === 'atom' ? Number(threshold.text) : 0 }];
  });
}

function layoutOf({ files }: Chain): Document {
  const [layout] = files;
  if (layout === undefined || !isDocument(layout.content)) throw new Error('a chain begins with its layout');
  return layout.content;
}

/** The chain with another layout. */
export function changeLayout(chain: Chain, change: (layout: Document) => Document): Chain {
  const changed = change(layoutOf(chain));
  return { ...chain, files: chain.files.map((file, at) => (at === 0 ? { ...file, content: changed } : file)) };
}

/** The chain with rules before all others of a list. */
export function addRules(chain: Chain, step: PlainStep, list: string, rules: readonly (readonly string[])[]): Chain {
  return changeLayout(chain, (layout) => {
    const place = pathOf(layout.payload, ['steps', step.index, list]);
    if (place === undefined) return layout;
    const payload = editTree(layout.payload, place, (old) => [toTree([...rules, ...partsOf(old)] as readonly Plain[])]);
    return { ...layout, payload };
  });
}

/** The chain with other files in the place of one. */
export function replaceFile(chain: Chain, { file }: LinkFile, ...made: readonly ChainFile[]): Chain {
  return { ...chain, files: chain.files.flatMap((other) => (other.path === file.path ? made : [other])) };
}

/** The chain with the artifacts of a link, or all links of a step, changed and signed again. */
export function changeArtifacts(
  chain: Chain,
  links: readonly LinkFile[],
  list: string,
  change: (artifacts: Tree) => Tree,
): Chain {
  return links.reduce<Chain>((made, link) => {
    const { content } = link.file;
    const place = pathOf(content.payload, [list]);
    if (place === undefined) return made;
    const payload = editTree(content.payload, place, (artifacts) => [change(artifacts)]);
    return replaceFile(made, link, { ...link.file, content: { ...content, payload } });
  }, chain);
}
