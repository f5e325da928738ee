/** Signals to this process that are passed on to a running command. */
export type ForwardedSignal = 'SIGHUP' | 'SIGINT' | 'SIGTERM';

const FORWARDED: readonly ForwardedSignal[] = ['SIGHUP', 'SIGINT', 'SIGTERM'];

type Receiver = (signal: ForwardedSignal) => void;

/** All running commands: one listener per signal serves them, however many there are. */
const receivers = new Set<Receiver>();

function receive(signal: NodeJS.Signals): void {
  for (const receiver of receivers) receiver(signal as ForwardedSignal);
}

/**
 * Calls `receiver` for every signal to this process, which therefore does not die of it.
 * @returns a function that ends this.
 */
export function receiveSignals(receiver: Receiver): () => void {
  if (receivers.size === 0) for (const signal of FORWARDED) process.on(signal, receive);
  receivers.add(receiver);
  return () => {
    if (receivers.delete(receiver) && receivers.size === 0) {
      for (const signal of FORWARDED) process.off(signal, receive);
    }
  };
}
