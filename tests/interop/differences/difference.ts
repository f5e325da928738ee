import type { KeyForm, PeerName, RuleLink } from '../src/index.ts';

/** Who is asked: the other implementations, and ours under both profiles. */
export const COLUMNS = ['python', 'python-2.3', 'go', 'rust', 'reference', 'strict'] as const satisfies readonly (
  | PeerName
  | 'reference'
  | 'strict'
)[];

export type Column = (typeof COLUMNS)[number];

/** Members of metadata; `<alice>` in any text stands for her key's id. */
export type Members = Readonly<Record<string, unknown>>;

export type Signatory = 'owner' | 'alice' | 'bob';

/** A signature as it is put into a file; without a flaw it is a good one. */
export interface SignatureSketch {
  readonly by: Signatory;
  /**
   * `wrong`: it is one over something else; `upper-case`, `blanks`: so are its hex digits; `no-keyid`: it says not whose it is;
   * `not-base64`: it cannot be decoded.
   */
  readonly flaw?: 'wrong' | 'upper-case' | 'blanks' | 'no-keyid' | 'not-base64';
}

/** A file of evidence. */
export interface LinkSketch {
  readonly step: string;
  /** Members besides, or instead of, those of an empty link. */
  readonly link?: Members;
  /** @defaultValue one by alice; the first names the file */
  readonly signatures?: readonly SignatureSketch[];
  /** The whole content of the file, where it is no link. */
  readonly text?: string;
}

/** A supply chain, with what is usual left out. */
export interface ChainSketch {
  /** @defaultValue `'metablock'` */
  readonly container?: 'metablock' | 'dsse';
  /** How keys stand in the layout. @defaultValue as the implementation that is asked writes them */
  readonly keys?: KeyForm;
  /** Members besides, or instead of, those of a layout with alice's and bob's keys, no steps and no inspections. */
  readonly layout?: Members;
  /** Members besides, or instead of, those of a step that alice may sign and that has no rules. */
  readonly steps?: readonly Members[];
  readonly inspect?: readonly Members[];
  readonly links?: readonly LinkSketch[];
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Artifact rules of one step over the artifacts of some. */
export interface RulesSketch {
  readonly item: string;
  readonly list: 'materials' | 'products';
  readonly rules: readonly (readonly string[])[];
  readonly links: Readonly<Record<string, RuleLink>>;
}

/** Files by path: text, or where a symbolic link leads. */
export type TreeSketch = Readonly<Record<string, string | { readonly to: string }>>;

/** What is put before everyone. */
export type Input =
  | { readonly kind: 'canonical-json'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: string; readonly name: string }
  | ({ readonly kind: 'rules' } & RulesSketch)
  | { readonly kind: 'read'; readonly document: Members }
  | { readonly kind: 'key-id'; readonly pem: string }
  | { readonly kind: 'signature'; readonly document: Members; readonly key: Members }
  | ({ readonly kind: 'chain' } & ChainSketch)
  | {
      readonly kind: 'recording';
      readonly tree: TreeSketch;
      readonly artifacts: readonly string[];
      readonly exclude?: readonly string[];
      readonly strip?: readonly string[];
      readonly follow?: boolean;
    };

/** Something that not all do alike. */
export interface Difference {
  readonly topic: string;
  /** What is put before everyone, in words. */
  readonly title: string;
  /** What the specification (v1.0) says. */
  readonly specification: string;
  /** Why ours does what it does, where that is not what Python 3.1 does or needs a word. */
  readonly remark?: string;
  readonly input: Input;
  /** Set where our `reference` profile does not do as Python 3.1. */
  readonly deviates?: boolean;
  /** Who does not do the same each time, and so is not asked. */
  readonly omit?: readonly Column[];
  /** What each does; nothing for one that has no such thing. */
  readonly outcomes: Readonly<Partial<Record<Column, string>>>;
}
