/**
 * How a pattern matched a path: `direct` if it names the path itself, `below` if it names a directory above it.
 */
export type GlobMatch = 'direct' | 'below';

/** One instruction of a {@link GlobProgram}. Places to go on at are relative, so programs can be put together freely. */
export type GlobInstruction =
  /** Consumes one code point that is accepted, then goes on with the next instruction. */
  | { readonly op: 'one'; readonly accepts: (codePoint: number) => boolean }
  /** Goes on at both places; what `first` leads to is preferred. */
  | { readonly op: 'fork'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly by: number }
  /** Passes at the end of the path only. */
  | { readonly op: 'end' }
  | { readonly op: 'match'; readonly match: GlobMatch };

/** A pattern as a small program for {@link createGlobMatcher}. */
export type GlobProgram = readonly GlobInstruction[];

const LINE_FEED = 0x0a;

/** Consumes one code point that is accepted. */
export function one(accepts: (codePoint: number) => boolean): GlobInstruction {
  return { op: 'one', accepts };
}

/** Consumes as many as possible, and at least one, of what `instruction` consumes. */
export function oneOrMore(instruction: GlobInstruction): GlobProgram {
  return [instruction, { op: 'fork', first: -1, second: 1 }];
}

/** Consumes as many as possible of what `instruction` consumes. */
export function zeroOrMore(instruction: GlobInstruction): GlobProgram {
  return [{ op: 'fork', first: 1, second: 3 }, instruction, { op: 'jump', by: -2 }];
}

/** Runs the program if that leads to a match, else passes over it. */
export function optional(program: GlobProgram): GlobProgram {
  return [{ op: 'fork', first: 1, second: program.length + 1 }, ...program];
}

/**
 * Makes the function that runs a program over a path given as code points.
 *
 * It explores all alternatives side by side, in order of preference, and so gives the match that a backtracking
 * expression would find first, but in time proportional to the path's length times the program's, whatever they hold.
 * Like Python's `$`, the end is also before a final line feed.
 */
export function createGlobMatcher(program: GlobProgram): (path: readonly number[]) => GlobMatch | undefined {
  // A thread is the index of the instruction it is at; an instruction joins the list of one position only once.
  let current: number[] = [];
  let next: number[] = [];
  const joined = program.map(() => 0);
  let round = 0;

  function join(threads: number[], at: number, atEnd: boolean): void {
    const instruction = program[at];
    if (instruction === undefined || joined[at] === round) return;
    joined[at] = round;
    switch (instruction.op) {
      case 'jump':
        return join(threads, at + instruction.by, atEnd);
      case 'fork':
        join(threads, at + instruction.first, atEnd);
        return join(threads, at + instruction.second, atEnd);
      case 'end':
        if (atEnd) join(threads, at + 1, atEnd);
        return;
      case 'one':
      case 'match':
        threads.push(at);
        return;
      default:
        instruction satisfies never;
    }
  }

  return (path) => {
    const length = path.length;
    const end = path[length - 1] === LINE_FEED ? length - 1 : length;
    let found: GlobMatch | undefined;
    round++;
    current.length = 0;
    join(current, 0, end === 0);
    for (let position = 0; current.length > 0; position++) {
      const codePoint = path[position];
      round++;
      next.length = 0;
      for (const at of current) {
        const instruction = program[at];
        if (instruction?.op === 'match') {
          found = instruction.match;
          break; // The threads that follow are less preferred.
        }
        if (instruction?.op === 'one' && codePoint !== undefined && instruction.accepts(codePoint)) {
          join(next, at + 1, position + 1 >= end);
        }
      }
      [current, next] = [next, current];
    }
    return found;
  };
}
