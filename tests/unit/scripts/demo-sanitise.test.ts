import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, html } from '@/scripts/demo/html';
import { plainText } from '@/scripts/demo/plain-text';
import { isTooDeep, sanitise } from '@/scripts/demo/sanitise';

const none = () => undefined;
const clean = (source: string) => sanitise(source, none).markup.text;

describe('the mail in the demo page', () => {
  it.each([
    ['<script>alert(1)</script>text', 'text'],
    ['<p onclick="alert(1)">text</p>', '<p>text</p>'],
    ['<svg><script>alert(1)</script></svg>text', 'text'],
    ['<math><mi>x</mi></math>text', 'text'],
    ['<iframe src="https://x.example"></iframe>text', 'text'],
    ['<form action="https://x.example"><input name="a"></form>text', 'text'],
    ['<base href="https://x.example/"><link rel="stylesheet" href="a.css">text', 'text'],
    ['<meta http-equiv="refresh" content="0;url=https://x.example">text', 'text'],
    ['<style>body{display:none}</style>text', 'text'],
    ['<custom-thing>text</custom-thing>', 'text'],
    ['<template><p>a</p></template>text', 'text'],
    ['<p id="messagebody" class="rcmContactAddress" name="x">text</p>', '<p>text</p>'],
  ])('keeps the words of %j and nothing that acts', (source, expected) => {
    expect(clean(source)).toBe(expected);
  });

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '/?_task=mail',
  ])('does not link to %j', (href) => {
    expect(clean(`<a href="${href}">text</a>`)).toBe('<a>text</a>');
  });

  it('opens links elsewhere, without telling where from', () => {
    expect(clean('<a href="https://x.example/a">text</a>')).toBe(
      '<a href="https://x.example/a" target="_blank" rel="noreferrer noopener">text</a>',
    );
  });

  it('loads no picture from elsewhere, and counts them', () => {
    const source =
      '<img src="https://x.example/a.gif"><img src="//x.example/b.gif"><img src="cid:own"><img src="data:image/png,x">';
    const { markup, blocked } = sanitise(source, (cid) => (cid === 'own' ? './?part=2' : undefined));
    expect(blocked).toBe(2);
    expect(markup.text).not.toContain('x.example');
    expect(markup.text).toContain('src="./?part=2"');
  });

  it.each([
    ['color: red; background: url(https://x.example/a.gif)', 'color: red'],
    ['color: red; position: fixed', 'color: red'],
    ['background-image: image-set("https://x.example/a.gif" 1x)', ''],
    ['color: red; back/**/ground: u/**/rl(https://x.example)', 'color: red'],
    ['b\\61ckground: red', ''],
    ['display: none; font-size: 0', 'display: none; font-size: 0'],
  ])('keeps of the style %j only what stays in its place and loads nothing', (style, expected) => {
    expect(clean(`<p style='${style}'>text</p>`)).toBe(`<p style="${expected}">text</p>`);
  });

  it('does not run out of stack or time on nested elements', () => {
    expect(clean(`${'<div>'.repeat(9_000)}text`)).toContain('<div>');
    expect(isTooDeep('<div>'.repeat(100_000))).toBe(true);
    expect(isTooDeep('<p>a<br></p>'.repeat(100_000))).toBe(false);
  });

  it('leaves no element or attribute that was not allowed, whatever comes in', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '=',
      '/',
      ' ',
      'script',
      'img',
      'onerror',
      'a',
      'svg',
      '&lt;',
      '<!--',
      '-->',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const out = clean(pieces.join(''));
        expect(out).not.toMatch(/<(?:script|svg)/i);
        expect(out).not.toMatch(/<[^>]*\sonerror/i);
        // Cleaning what is clean changes nothing: there is no second meaning to find.
        expect(clean(out)).toBe(out);
      }),
    );
  });
});

describe('plain mails', () => {
  it('are escaped, and quotations stand in each other', () => {
    expect(plainText('a <b>\n> c\n>> d\ne').text).toBe(
      'a &lt;b&gt;<br>\n<blockquote>c<br>\n<blockquote>d<br>\n</blockquote></blockquote>e<br>\n',
    );
  });
});

describe('the page template', () => {
  it('escapes every value that is not markup', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const out = html`<p title="${text}">${text}</p>`.text;
        expect(out).toBe(`<p title="${escapeHtml(text)}">${escapeHtml(text)}</p>`);
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
      }),
    );
  });
});
