import { createOpenPgpKey } from '@intoto-tests/support';
import {
  createSigner,
  encodePublicKeyPem,
  generatePrivateKey,
  type GenerateKeyOptions,
  type MetadataSigner,
  type Signer,
  signMetadata,
} from '@intoto/crypto';
import { webBackend as backend } from '@intoto/crypto-web';
import {
  createLayout,
  createLink,
  createMetablock,
  createStep,
  encodeLayout,
  encodeLink,
  linkFileName,
  type PublicKey,
  type Step,
  writeMetadata,
} from '@intoto/models';

/** What a page gets to verify: nothing but texts. */
export interface Chain {
  readonly layout: string;
  /** The project owner's public key as PEM. */
  readonly owner: string;
  readonly links: readonly { readonly name: string; readonly bytes: string }[];
}

/** Who signs the steps of a chain. */
export type Functionary = 'ecdsa' | 'ed25519' | 'gpg';

async function createKey(options: Omit<GenerateKeyOptions, 'backend'>): Promise<Signer> {
  return createSigner(await generatePrivateKey({ ...options, backend }), { backend });
}

async function createFunctionary(
  kind: Functionary,
): Promise<{ readonly signer: MetadataSigner; readonly publicKey: PublicKey }> {
  if (kind === 'gpg') return createOpenPgpKey();
  const signer = await createKey({ type: kind });
  return { signer, publicKey: signer.publicKey };
}

/**
 * A chain whose layout is signed with RSA-PSS.
 * @param signers - of each step, which is named for them; all of them must have signed it.
 */
export async function createChain(signers: readonly (Functionary | readonly Functionary[])[]): Promise<Chain> {
  const owner = await createKey({ type: 'rsa' });
  const keys: PublicKey[] = [];
  const links: Chain['links'][number][] = [];
  const steps: Step[] = [];
  for (const kinds of signers.map((kind) => [kind].flat())) {
    const name = kinds.join(' and ');
    const pubkeys: string[] = [];
    for (const kind of kinds) {
      const { signer, publicKey } = await createFunctionary(kind);
      keys.push(publicKey);
      pubkeys.push(publicKey.keyId);
      const link = createMetablock(encodeLink(createLink({ name, command: ['true'] })));
      const bytes = writeMetadata(await signMetadata(link, signer));
      links.push({ name: linkFileName(name, publicKey.keyId), bytes });
    }
    steps.push(createStep({ name, pubkeys, threshold: kinds.length, expectedCommand: ['true'] }));
  }
  const layout = createLayout({ expires: '2099-01-01T00:00:00Z', keys, steps });
  const signed = await signMetadata(createMetablock(encodeLayout(layout)), owner);
  return { layout: writeMetadata(signed), owner: encodePublicKeyPem(owner.publicKey), links };
}
