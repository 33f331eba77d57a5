import { type ComponentChild, render } from 'preact';
import { readWords } from '@/utils/reader/words';
import type { Words } from '@/utils/rpc/protocol';

/**
 * What our own pages (popup, options, welcome, report) share: the words are
 * read without the background, so that a page can say that it is broken.
 *
 * @returns the words, and how to draw.
 */
export async function openPage(): Promise<{ words: Words; draw: (content: ComponentChild) => void }> {
  const words = await readWords();
  document.documentElement.lang = words.language;
  const place = document.querySelector('#page');
  if (!place) throw new Error('no place on our own page');
  return { words, draw: (content) => render(content, place) };
}
