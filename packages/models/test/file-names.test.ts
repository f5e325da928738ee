import { linkFileName, sublayoutDirectoryName, unfinishedLinkFileName, unsignedLinkFileName } from '@intoto/models';
import { expect, it } from 'vitest';

const KEY_ID = '776a00e29f3559e0141b3b096f696abc6cfb0c657ab40f441132b345b08453f5';

it('file names carry the first eight characters of the key id', () => {
  expect(linkFileName('write code', KEY_ID)).toBe('write code.776a00e2.link');
  expect(unfinishedLinkFileName('write', KEY_ID)).toBe('.write.776a00e2.link-unfinished');
  expect(sublayoutDirectoryName('write', KEY_ID)).toBe('write.776a00e2');
  expect(unsignedLinkFileName('untar')).toBe('untar.link');
});

it('a shorter key id is used whole, characters are counted as in Python', () => {
  expect(linkFileName('a', 'ab')).toBe('a.ab.link');
  expect(linkFileName('a', '')).toBe('a..link');
  expect(linkFileName('a', '😀😀😀😀😀😀😀😀😀')).toBe('a.😀😀😀😀😀😀😀😀.link');
  expect(linkFileName('a', 'a\nb')).toBe('a.a\nb.link');
});
