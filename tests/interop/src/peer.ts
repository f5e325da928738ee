import { type DriverProcess, type DriverProgram, startDriver } from './driver-process.ts';
import type { PeerOutcome, WireOutcome } from './outcome.ts';
import { PeerError } from './peer-error.ts';

/** The operations of a driver: what each is asked and what it answers. */
export type Operations<O> = { readonly [K in keyof O]: { readonly request: object; readonly result: unknown } };

/** Members that every request may have. */
export interface RequestOptions {
  /** The working directory meanwhile. */
  readonly cwd?: string | undefined;
  /** Seconds until the request fails; not counting the requests before it. @defaultValue 60 */
  readonly deadline?: number | undefined;
}

/** A driver gets this long to notice by itself that a request takes too long. */
const GRACE_MS = 2000;
const DEFAULT_DEADLINE_S = 60;

interface Pending {
  readonly line: string;
  readonly timeoutMs: number;
  readonly resolve: (answer: WireOutcome) => void;
  readonly reject: (error: PeerError) => void;
}

/**
 * A driver of another implementation. Requests may be made without waiting for each other; the driver works them off in order.
 * It is started at the first request, and again after a crash or a request that took too long: only that request is lost.
 */
export class Peer<O extends Operations<O>> {
  readonly name: string;
  readonly #program: DriverProgram;
  #process: DriverProcess | undefined;
  #exit: Promise<void> = Promise.resolve();
  readonly #queue = new Map<number, Pending>();
  #timer: NodeJS.Timeout | undefined;
  #number = 0;
  #closing = false;

  constructor(name: string, program: DriverProgram) {
    this.name = name;
    this.#program = program;
  }

  /** What the driven program makes of the request. @throws PeerError where the driver is at fault, or is too slow */
  async request<K extends keyof O & string>(
    op: K,
    request: O[K]['request'] & RequestOptions,
  ): Promise<PeerOutcome<O[K]['result']>> {
    const answer = await this.#send({ ...request, op }, request.deadline ?? DEFAULT_DEADLINE_S);
    return this.#outcome(answer);
  }

  /** As {@link request}, for what is expected to succeed. @throws PeerError also for an error of the driven program */
  async ask<K extends keyof O & string>(op: K, request: O[K]['request'] & RequestOptions): Promise<O[K]['result']> {
    const outcome = await this.request(op, request);
    if (outcome.ok) return outcome.result;
    throw new PeerError(`${this.name} ${op}: ${outcome.error.type}: ${outcome.error.message}`);
  }

  /** Many requests of one kind, each with its own outcome. */
  async requestAll<K extends keyof O & string>(
    op: K,
    requests: readonly (O[K]['request'] & RequestOptions)[],
  ): Promise<PeerOutcome<O[K]['result']>[]> {
    return Promise.all(requests.map((request) => this.request(op, request)));
  }

  /** Ends the driver once it has answered everything. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#process?.finish();
    await this.#exit;
  }

  #outcome<T>(answer: WireOutcome): PeerOutcome<T> {
    const log = answer.log ?? [];
    if (answer.ok) return { ok: true, result: answer.result as T, log };
    const { kind, type, message } = answer.error ?? { kind: 'driver', type: 'Error', message: 'no reason given' };
    if (kind === 'driver') throw new PeerError(`${this.name}: ${type}: ${message}`);
    return { ok: false, error: { type, message }, log };
  }

  async #send(request: object, deadline: number): Promise<WireOutcome> {
    if (this.#closing) throw new PeerError(`${this.name} is closed`);
    const id = (this.#number += 1);
    return new Promise((resolve, reject) => {
      const line = JSON.stringify({ ...request, id });
      this.#queue.set(id, { line, timeoutMs: deadline * 1000 + GRACE_MS, resolve, reject });
      if (this.#process === undefined) this.#start();
      else this.#process.write(line);
      if (this.#queue.size === 1) this.#watch();
    });
  }

  #start(): void {
    this.#exit = new Promise((resolve) => {
      this.#process = startDriver(
        this.#program,
        (line) => this.#receive(line),
        (reason) => {
          resolve();
          this.#lose(reason);
        },
      );
    });
    for (const { line } of this.#queue.values()) this.#process?.write(line);
  }

  #receive(line: string): void {
    const answer = JSON.parse(line) as WireOutcome;
    const pending = this.#queue.get(answer.id ?? 0);
    if (pending === undefined) return;
    this.#queue.delete(answer.id ?? 0);
    this.#watch();
    pending.resolve(answer);
  }

  /** The driver works on the oldest request: only that one's time runs. */
  #watch(): void {
    clearTimeout(this.#timer);
    const [first] = this.#queue.values();
    if (first !== undefined) this.#timer = setTimeout(() => this.#process?.kill(), first.timeoutMs);
  }

  #lose(reason: string): void {
    this.#process = undefined;
    const [first] = this.#queue;
    if (first !== undefined) {
      const [id, pending] = first;
      this.#queue.delete(id);
      pending.reject(new PeerError(`${this.name} ${reason}\n${pending.line.slice(0, 1000)}`));
    }
    if (this.#queue.size > 0) this.#start();
    this.#watch();
  }
}
