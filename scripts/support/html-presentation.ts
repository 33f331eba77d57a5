/** How an element looks by its tag and old attributes, before any style. */

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody ' +
    'tfoot thead tr ul'
  ).split(' '),
);

interface Presentation {
  readonly display: string;
  /** Declarations that the attributes stand for. */
  readonly style: string;
}

export function presentation(tag: string, attribute: (name: string) => string | undefined): Presentation {
  const style: string[] = [];
  if (tag === 'pre') style.push('white-space:pre');
  const ink = tag === 'font' ? attribute('color') : tag === 'body' ? attribute('text') : undefined;
  if (ink) style.push(`color:${ink}`);
  const paper = attribute('bgcolor');
  if (paper) style.push(`background-color:${paper}`);
  const direction = attribute('dir')?.toLowerCase();
  if (direction === 'rtl' || direction === 'ltr') style.push(`direction:${direction}`);
  if (tag === 'bdo') style.push('unicode-bidi:bidi-override');
  // A picture behind: nobody can say what colour the text stands on.
  if (attribute('background')) style.push('background-image:url()');
  return { display: attribute('hidden') === undefined ? displayOf(tag) : 'none', style: style.join(';') };
}

function displayOf(tag: string): string {
  if (tag === 'td' || tag === 'th') return 'table-cell';
  if (tag === 'tr') return 'table-row';
  if (tag === 'table') return 'table';
  if (tag === 'tbody' || tag === 'thead' || tag === 'tfoot') return 'table-row-group';
  return BLOCKS.has(tag) ? 'block' : 'inline';
}
