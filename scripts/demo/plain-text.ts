import { html, Markup } from '@/scripts/demo/html';

/** `> > text` → depth 2 and `text`. */
function quoteDepth(line: string): { depth: number; rest: string } {
  const marks = /^(?:> ?)+/.exec(line)?.[0] ?? '';
  return { depth: marks.replaceAll(/[^>]/g, '').length, rest: line.slice(marks.length) };
}

/** Depth of quotation that is still drawn. */
const MAX_QUOTES = 20;

/** A plain mail as Roundcube shows it: lines end in `br`, quotations are `blockquote`s in each other. */
export function plainText(text: string): Markup {
  let depth = 0;
  const out: string[] = [];
  for (const line of text.trimEnd().split(/\r?\n/)) {
    const quote = quoteDepth(line);
    const wanted = Math.min(quote.depth, MAX_QUOTES);
    for (; depth < wanted; depth += 1) out.push('<blockquote>');
    for (; depth > wanted; depth -= 1) out.push('</blockquote>');
    out.push(html`${quote.rest}`.text, '<br>\n');
  }
  out.push('</blockquote>'.repeat(depth));
  return new Markup(out.join(''));
}
