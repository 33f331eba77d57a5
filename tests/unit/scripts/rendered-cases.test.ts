import { describe, expect, it } from 'vitest';
import { htmlToText } from '@/scripts/support/html-to-text';
import { comparable, RENDERED_CASES } from '@/tests/support/rendered-cases';

describe('the command line reads as the page does', () => {
  it.each(RENDERED_CASES)('$name', (one) => {
    const { html, text: seen, hidden: characters = 0, ways = [] } = one;
    const { text, hidden } = htmlToText(`<!DOCTYPE html><body style="background:#fff">${html}`);
    expect({ text: comparable(text, one), hidden }).toEqual({ text: seen, hidden: { characters, ways } });
  });
});
