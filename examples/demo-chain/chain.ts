/** One command of one person, run in that person's folder. */
export interface Scene {
  readonly who: string;
  readonly command: string;
  /** Carried out without being shown: what is not part of the story. */
  readonly quiet?: boolean;
}

interface Act {
  readonly title: string;
  readonly scenes: readonly Scene[];
}

/** The supply chain, from keys to the packed product. */
export const CHAIN: readonly Act[] = [
  {
    title: 'A git repository, and everybody’s keys',
    scenes: [
      {
        who: 'upstream',
        command: `git init -q -b main project && cd project &&
  echo 1.0.0 > VERSION && echo 'echo hello from $(cat VERSION)' > hello.sh &&
  git add . && git -c user.name=up -c user.email=up@example.org commit -qm first`,
      },
      { who: 'owner', command: 'in-toto key new owner' },
      { who: 'bob', command: 'in-toto key new bob --type rsa' },
      { who: 'carl', command: 'in-toto key new carl --type ecdsa' },
      { who: 'dana', command: 'in-toto key new dana' },
      { who: 'erin', command: 'in-toto key new erin' },
      { who: 'frank', command: 'in-toto key new frank --type ecdsa-p384' },
      { who: 'owner', command: 'cp ../[!o]*/*.pub . && mkdir ../links', quiet: true },
    ],
  },
  {
    title: 'The owner lays down who may do what: clone, change the version, package',
    scenes: [
      {
        who: 'owner',
        command: `in-toto layout new root.layout --expires 90d --signing-key owner \\
  --step clone --signers bob.pub \\
    --expect-materials 'DISALLOW *' \\
    --expect-products 'CREATE project/*' 'DISALLOW *' \\
  --step change-version --signers carl.pub dana.pub --threshold 2 \\
    --expect-materials 'MATCH project/* WITH PRODUCTS FROM clone' \\
      'DISALLOW *' \\
    --expect-products 'MODIFY project/VERSION' \\
      'MATCH project/* WITH PRODUCTS FROM clone' 'DISALLOW *' \\
  --step package --signers erin.pub \\
    --expect-materials \\
      'MATCH project/* WITH PRODUCTS FROM change-version' 'DISALLOW *' \\
    --expect-products 'CREATE project.tgz' 'DISALLOW *' \\
  --inspection unpack --run 'tar xzf project.tgz' \\
    --expect-materials 'MATCH project.tgz WITH PRODUCTS FROM package' \\
      'DISALLOW *' \\
    --expect-products 'MATCH project.tgz WITH PRODUCTS FROM package' \\
      'MATCH project/* WITH PRODUCTS FROM change-version' 'DISALLOW *'`,
      },
    ],
  },
  {
    title: 'Step 1, clone: bob (RSA)',
    scenes: [
      {
        who: 'bob',
        command: `in-toto run --step-name clone --signing-key bob \\
  --products project --metadata-directory ../links \\
  -- git clone -q ../upstream/project project`,
      },
    ],
  },
  {
    title: 'Step 2, change-version: carl (ECDSA) and dana (Ed25519) must agree',
    scenes: [
      {
        who: 'carl',
        command: `cp -R ../bob/project . &&
in-toto record start --step-name change-version --signing-key carl \\
  --materials project &&
echo 1.1.0 > project/VERSION &&
in-toto record stop --step-name change-version --signing-key carl \\
  --products project --metadata-directory ../links`,
      },
      {
        who: 'dana',
        command: `cp -R ../bob/project . &&
in-toto run --step-name change-version --signing-key dana \\
  --materials project --products project --metadata-directory ../links \\
  -- sh -c 'echo 1.1.0 > project/VERSION'`,
      },
    ],
  },
  {
    title: 'Step 3, package: erin (Ed25519) hands it on to frank with a sublayout',
    scenes: [
      {
        who: 'erin',
        command: `cp ../frank/frank.pub . &&
step=package.$(in-toto key id --short erin.pub) &&
in-toto layout new ../links/$step.link --expires 30d --signing-key erin \\
  --step archive --signers frank.pub \\
    --expect-command 'tar czf project.tgz --exclude .git project' \\
    --expect-materials 'ALLOW project/*' 'DISALLOW *' \\
    --expect-products 'CREATE project.tgz' 'DISALLOW *' &&
mkdir ../links/$step`,
      },
      {
        who: 'frank',
        command: `cp -R ../carl/project . &&
in-toto run --step-name archive --signing-key frank \\
  --materials project --products project.tgz \\
  --metadata-directory ../links/package.*/ \\
  -- tar czf project.tgz --exclude .git project`,
      },
      { who: 'customer', command: 'cp ../frank/project.tgz ../owner/root.layout ../owner/owner.pub .. ', quiet: true },
    ],
  },
];

/** What a customer does with the product. */
export const VERIFY: Scene = {
  who: 'customer',
  command: `rm -rf ./* && cp ../project.tgz . &&
in-toto verify --layout ../root.layout --verification-keys ../owner.pub \\
  --link-dir ../links`,
};
