/** Made by gpg 2.2.40 for the README of @intoto/openpgp, valid from 2026-11-28 for ten years. */
export const ARMORED = `-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEawp3PxYJKwYBBAHaRw8BAQdA/uE8bSmE6a6c9NRhKkXU+iTSgGCZNNd/+/UF
UvZkbW+0D2luLXRvdG8gZXhhbXBsZYiWBBMWCAA+FiEE3quQPxoHnfJJkYg5UOVQ
95QeoVwFAmsKdz8CGwMFCRLMAwAFCwkIBwIGFQoJCAsCBBYCAwECHgECF4AACgkQ
UOVQ95QeoVzfdAEA7WxaTZpwSxJMx7Yy1khCWnTscNU4L+mHKjX+b7Dg8MIBALKG
dVdAR+vYDwHgY1TTo8IVr3ruSjWNwUkzFv2gNy4O
=tr5T
-----END PGP PUBLIC KEY BLOCK-----
`;

export const KEY_ID = 'deab903f1a079df24991883950e550f7941ea15c';

/** A link for the step `build` that the key has signed. */
export const LINK = JSON.stringify({
  signatures: [
    {
      keyid: KEY_ID,
      other_headers: '04001608001d162104deab903f1a079df24991883950e550f7941ea15c05026b0a7740',
      signature:
        'e4d11b67935e8dba996023c8ce3bfe4821564341005fbdc1dcdd0315891acb2773fc28a4773bbf3c08b7d87f1faf1d4eb8579515bf3bdf6e0616adb8d07c0501',
    },
  ],
  signed: {
    _type: 'link',
    name: 'build',
    materials: {},
    products: { app: { sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' } },
    byproducts: {},
    command: [],
    environment: {},
  },
});

/** The packets in {@link ARMORED}. */
export const PACKETS: Uint8Array = Buffer.from(ARMORED.split('\n').slice(2, -3).join(''), 'base64');
