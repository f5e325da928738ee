import { quoteText } from '@intoto/encoding';

import type { Cryptoki, Handle, LibraryInfo, SlotInfo, TokenInfo } from './cryptoki.ts';
import { Pkcs11Error } from './pkcs11-error.ts';
import { ReturnValueError } from './return-values.ts';

/** Which token: what is given must all be equal, to the letter. With nothing given the only token is meant. */
export interface TokenSelector {
  readonly label?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly model?: string | undefined;
  readonly serial?: string | undefined;
  /** The number of its slot, which may change when tokens are plugged in and out. */
  readonly slotId?: number | undefined;
  readonly slotDescription?: string | undefined;
  readonly slotManufacturer?: string | undefined;
  readonly libraryDescription?: string | undefined;
  readonly libraryManufacturer?: string | undefined;
  /** E.g. `2.6`. */
  readonly libraryVersion?: string | undefined;
}

/** A token and where it is. */
export interface FoundToken {
  readonly slot: Handle;
  readonly token: TokenInfo;
}

const MAX_LISTED = 5;

/**
 * The one token that is meant. Tokens that nobody has initialized do not count.
 * @throws {@link Pkcs11Error} `ERR_PKCS11_TOKEN_NOT_FOUND`, `ERR_PKCS11_TOKEN_AMBIGUOUS`.
 */
export async function selectToken(cryptoki: Cryptoki, selector: TokenSelector): Promise<FoundToken> {
  const library = await cryptoki.getLibraryInfo();
  const present = await listTokens(cryptoki);
  const fitting = present.filter((each) => fits(selector, library, each));
  const [only, ...others] = fitting;
  if (only === undefined)
    throw new Pkcs11Error(
      present.length === 0
        ? 'There is no token that could be used. Is it plugged in, and initialized?'
        : `No token fits. There is ${describe(present)}.`,
      { code: 'ERR_PKCS11_TOKEN_NOT_FOUND', details: { tokens: present.map(({ token }) => token.label) } },
    );
  if (others.length > 0)
    throw new Pkcs11Error(`${fitting.length} tokens fit; say which one by its serial: ${describe(fitting)}.`, {
      code: 'ERR_PKCS11_TOKEN_AMBIGUOUS',
      details: { serials: fitting.map(({ token }) => token.serial) },
    });
  return only;
}

interface PresentToken extends FoundToken {
  readonly slotInfo: SlotInfo;
}

async function listTokens(cryptoki: Cryptoki): Promise<readonly PresentToken[]> {
  const tokens: PresentToken[] = [];
  for (const slot of await cryptoki.getSlots())
    try {
      const token = await cryptoki.getTokenInfo(slot);
      if (token.flags.initialized) tokens.push({ slot, token, slotInfo: await cryptoki.getSlotInfo(slot) });
    } catch (error) {
      // One that is broken, or was unplugged a moment ago, must not hide the others.
      if (!(error instanceof ReturnValueError)) throw error;
    }
  return tokens;
}

function fits(selector: TokenSelector, library: LibraryInfo, { slot, token, slotInfo }: PresentToken): boolean {
  const pairs: readonly (readonly [wanted: string | undefined, actual: string])[] = [
    [selector.label, token.label],
    [selector.manufacturer, token.manufacturer],
    [selector.model, token.model],
    [selector.serial, token.serial],
    [selector.slotId?.toString(), slot.toString()],
    [selector.slotDescription, slotInfo.description],
    [selector.slotManufacturer, slotInfo.manufacturer],
    [selector.libraryDescription, library.description],
    [selector.libraryManufacturer, library.manufacturer],
    [selector.libraryVersion, library.version],
  ];
  return pairs.every(([wanted, actual]) => wanted === undefined || wanted === actual);
}

function describe(tokens: readonly PresentToken[]): string {
  const listed = tokens
    .slice(0, MAX_LISTED)
    .map(({ token, slot }) => `${quoteText(token.label)} (serial ${quoteText(token.serial)}, slot-id ${slot})`);
  return `${listed.join(', ')}${tokens.length > MAX_LISTED ? ` and ${tokens.length - MAX_LISTED} more` : ''}`;
}
