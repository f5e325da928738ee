import type { ArgumentOptions } from 'argparse';

/** What arguments are declared on: argparse's parser, the reader of usual arguments, or the recorder behind shell completion. */
export interface ArgumentTarget extends ArgumentGroupTarget {
  add_argument_group(options: { readonly title: string }): ArgumentGroupTarget;
}

/** A group of arguments. */
export interface ArgumentGroupTarget {
  add_argument(...namesAndOptions: [...string[], ArgumentOptions]): unknown;
}

/** What a drop-in's arguments are declared on. */
export interface ProgramTarget extends ArgumentTarget {
  /** A group that the help begins with. */
  add_first_group(title: string): ArgumentGroupTarget;
  /** A group of which at most one argument may be given. */
  add_mutually_exclusive_group(): ArgumentGroupTarget;
}
