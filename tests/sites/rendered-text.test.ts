import { afterEach, describe, expect, it } from 'vitest';
import { closeFrames, openFrame } from '@/tests/sites/frame';
import { comparable, RENDERED_CASES } from '@/tests/support/rendered-cases';
import { type Rendered, readRendered } from '@/utils/adapters/rendered-text';
import { MAX_TEXT_CHARS } from '@/utils/schema/limits';

const never = new AbortController().signal;

async function bodyOf(html: string): Promise<Element> {
  const page = await openFrame(
    `<!DOCTYPE html><body style="background:#fff"><div id="mail">${html}</div></body>`,
  );
  const body = page.querySelector('#mail');
  if (!body) throw new Error('no mail');
  return body;
}

async function read(html: string): Promise<Rendered> {
  return readRendered([await bodyOf(html)], { signal: never });
}

afterEach(closeFrames);

describe('what the eye sees', () => {
  it.each([
    [
      'joins words split over inline tags',
      'I filmed y<b>o</b>u and want bit<span><i>co</i></span>in',
      'I filmed you and want bitcoin',
    ],
    [
      'joins floated letters',
      '<span style="float:left">bit</span><span style="float:left">coin</span>',
      'bitcoin',
    ],
    [
      'joins inline blocks',
      '<b style="display:inline-block">bit</b><b style="display:inline-block">coin</b>',
      'bitcoin',
    ],
    ['breaks at blocks', '<p>one</p><div>two<div>three</div></div>four', 'one\ntwo\nthree\nfour'],
    ['breaks at br and keeps one empty line', 'one<br>two<br><br><br>three', 'one\ntwo\n\nthree'],
    [
      'keeps cells of a row on a line',
      '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>',
      'a b\nc',
    ],
    ['folds blanks', '  one \n\t two   <b> three</b> ', 'one two three'],
    ['keeps the lines of preformatted text', '<pre>one\n two\n\nthree</pre>', 'one\ntwo\n\nthree'],
    ['includes descriptions of pictures', 'Pay <img alt="1300 euro"> now', 'Pay 1300 euro now'],
    ['leaves out code', '<style>.a{}</style>seen<script type="text/plain">code</script>', 'seen'],
    [
      'reads a child made visible again',
      '<div style="visibility:hidden">no<b style="visibility:visible">yes</b></div>',
      'yes',
    ],
  ])('%s', async (_, html, text) => {
    expect((await read(html)).text).toBe(text);
  });

  it('reads a form whose fields bear the names of DOM members', async () => {
    const fields = [
      'nodeType',
      'firstChild',
      'nextSibling',
      'localName',
      'textContent',
      'shadowRoot',
      'getBoundingClientRect',
    ];
    const form = `<form style="position:relative">${fields.map((name) => `<input name="${name}">`).join('')}in the form</form>after`;
    expect((await read(form)).text).toBe('in the form\nafter');
  });

  it('reads open shadow roots, slots and frames of the same origin', async () => {
    const body = await bodyOf('<section>slotted</section><p>end</p>');
    const host = body.querySelector('section');
    const root = host?.attachShadow({ mode: 'open' });
    const page = body.ownerDocument;
    root?.append('before ', page.createElement('slot'), ' after');
    const frame = page.createElement('iframe');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.srcdoc = '<p>framed <span style="display:none">not</span></p>';
    body.append(frame);
    await loaded;
    const { text, hidden } = await readRendered([body], { signal: never });
    expect(text).toBe('before slotted after\nend\nframed');
    expect(hidden).toEqual({ characters: 3, ways: ['display'] });
  });

  it('collects targets of links once, the sender’s own before a rewritten one', async () => {
    const { links } = await read(
      '<a href="https://a.example/x">a</a><a href="https://a.example/x">b</a><a href="https://safe.example" originalsrc="https://b.example">c</a><a href="#top">d</a>',
    );
    expect(links).toEqual(['https://a.example/x', 'https://b.example']);
  });

  it('counts pictures but not counters', async () => {
    const { images } = await read(
      '<img width="200" height="100"><img width="1" height="1"><img width="50" height="50" style="display:none">',
    );
    expect(images).toBe(1);
  });

  it('changes nothing in the page', async () => {
    const body = await bodyOf(
      '<p style="text-indent:-900px">x</p><div style="overflow:hidden;height:10px">y<br>z</div>',
    );
    const before = body.ownerDocument.documentElement.outerHTML;
    await readRendered([body], { signal: never });
    expect(body.ownerDocument.documentElement.outerHTML).toBe(before);
  });
});

describe('both readers agree on', () => {
  it.each(RENDERED_CASES)('$name', async (one) => {
    const { html, text: seen, hidden: characters = 0, ways = [] } = one;
    const { text, hidden } = await read(html);
    expect({ text: comparable(text, one), hidden }).toEqual({
      text: seen,
      hidden: { characters, ways },
    });
  });
});

describe('text kept from the eye', () => {
  it.each([
    ['display', 'display:none'],
    ['display', 'content-visibility:hidden'],
    ['visibility', 'visibility:hidden'],
    ['opacity', 'opacity:0'],
    ['size', 'font-size:0'],
    ['size', 'font-size:1px'],
    ['size', 'display:block;transform:scale(0)'],
    ['colour', 'color:#fff'],
    ['colour', 'color:#fdfdfd'],
    ['colour', 'color:transparent'],
    ['colour', 'background:#123456;color:#123457'],
    ['colour', '-webkit-text-fill-color:#fff'],
    ['off-screen', 'position:absolute;left:-9999px'],
    ['off-screen', 'display:block;margin-left:-9999px;width:500px'],
    ['off-screen', 'display:block;text-indent:-9999px'],
    ['off-screen', 'position:absolute;top:-9999px'],
    ['off-screen', 'display:block;transform:translateX(-5000px)'],
    ['clip', 'position:absolute;clip:rect(0,0,0,0)'],
    ['clip', 'display:block;clip-path:inset(50%)'],
    ['clip', 'display:block;clip-path:circle(0)'],
    ['clip', 'display:block;max-height:0;overflow:hidden'],
    ['clip', 'display:inline-block;width:1px;height:1px;overflow:hidden'],
  ])('by %s (%s) is left out and counted', async (way, style) => {
    const { text, hidden } = await read(`seen <span style="${style}">filler words</span> too`);
    expect(text.replace(/\s+/g, ' ')).toBe('seen too');
    expect(hidden).toEqual({ characters: 11, ways: [way] });
  });

  it('is found under hidden ancestors and inherited colours', async () => {
    const { text, hidden } = await read(
      '<div style="background:#000;color:#fff"><p>white on black</p><div style="background:#fff"><b>gone</b></div></div><div style="opacity:.2"><i style="opacity:.1">faint</i></div>',
    );
    expect(text).toBe('white on black');
    expect(hidden).toEqual({ characters: 9, ways: ['opacity', 'colour'] });
  });

  it('is found below the fold of a box that cannot be scrolled', async () => {
    const { text, hidden } = await read(
      '<div style="height:20px;overflow:hidden;line-height:20px"><div>first line</div><div>below</div></div>',
    );
    expect(text).toBe('first line');
    expect(hidden.ways).toEqual(['clip']);
  });

  it.each([
    ['text under a picture', 'background-image:url(data:image/gif;base64,R0lGODlhAQABAAAAACw=);color:#fff'],
    ['pale but readable text', 'color:#aaa'],
    ['a box with a scrollbar', 'display:block;height:5px;overflow:auto'],
    ['a modest indent', 'display:block;text-indent:-20px'],
    ['a positioned box', 'position:relative;left:20px'],
    ['a colour space that we do not read', 'color:oklch(0.5 0.2 30)'],
  ])('is not seen in %s', async (_, style) => {
    const { text, hidden } = await read(`<span style="${style}">words</span>`);
    expect(text).toBe('words');
    expect(hidden).toEqual({ characters: 0, ways: [] });
  });

  it('is not held against the sender where the site itself folds it away', async () => {
    const body = await bodyOf('answer<div class="fold" style="display:none">old mail</div>');
    const { text, hidden } = await readRendered([body], { signal: never, folded: '.fold' });
    expect(text).toBe('answer');
    expect(hidden.characters).toBe(0);
  });

  it('is no matter of a pane that fades in or is scrolled', async () => {
    const body = await bodyOf('<p>words</p><div style="position:relative"><p>more</p></div>');
    const page = body.ownerDocument;
    page.body.style.cssText = 'opacity:0;height:300px;overflow:auto';
    body.insertAdjacentHTML('beforeend', '<div style="height:2000px"></div>');
    page.body.scrollTop = 1_000;
    expect((await readRendered([body], { signal: never })).text).toBe('words\nmore');
  });
});

/** The page's own first layout of a huge mail is not our time. */
async function laidOut(body: Element): Promise<void> {
  body.getBoundingClientRect();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
}

/** Longest stretch in which nothing else could run, while `work` went on. */
async function longestStretch(work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  let going = true;
  const { port1, port2 } = new MessageChannel();
  const beat = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (going) port2.postMessage(null);
  };
  port1.onmessage = beat;
  port2.postMessage(null);
  await work;
  beat();
  going = false;
  port1.close();
  return longest;
}

/** A shared machine stalls now and then; the figure aimed at is 8 ms. */
const LOOSE_MS = 50;

describe('a large mail', () => {
  it('of 100,000 nodes is read at head and tail, in slices', async () => {
    const body = await bodyOf('');
    const page = body.ownerDocument;
    for (let i = 0; i < 33_400; i += 1) {
      const p = page.createElement('p');
      const b = page.createElement('b');
      b.append(i === 0 ? 'first' : i === 33_399 ? 'last' : `${i % 10}`);
      p.append(b);
      body.append(p);
    }
    await laidOut(body);
    const started = performance.now();
    const reading = readRendered([body], { signal: never });
    const longest = await longestStretch(reading);
    const { text, truncated } = await reading;
    console.info(
      `100,000 nodes: ${Math.round(performance.now() - started)} ms, longest ${longest.toFixed(1)} ms`,
    );
    expect(truncated).toBe(true);
    expect(text.startsWith('first')).toBe(true);
    expect(text.endsWith('last')).toBe(true);
    expect(longest).toBeLessThan(LOOSE_MS * 4);
  });

  it.each([
    ['one text', () => 'palaver '.repeat(650_000)],
    ['many paragraphs', () => `<p>${'palaver '.repeat(30)}</p>`.repeat(21_000)],
    ['hidden paragraphs', () => `<p style="color:#fff">${'palaver '.repeat(30)}</p>`.repeat(21_000)],
  ])('of 5 MB (%s) is read at head and tail, in slices', async (name, fill) => {
    const body = await bodyOf(`<p>head words</p>${fill()}<p>tail words</p>`);
    await laidOut(body);
    const started = performance.now();
    const reading = readRendered([body], { signal: never });
    const longest = await longestStretch(reading);
    const { text, truncated } = await reading;
    console.info(
      `5 MB, ${name}: ${Math.round(performance.now() - started)} ms, longest ${longest.toFixed(1)} ms`,
    );
    expect(truncated).toBe(true);
    expect(text.length).toBeLessThanOrEqual(MAX_TEXT_CHARS);
    expect([text.slice(0, 10), text.slice(-10)]).toEqual(['head words', 'tail words']);
    expect(longest).toBeLessThan(LOOSE_MS * 4);
  });

  it('just over the head is read whole, each word once', async () => {
    const words = Array.from({ length: 25_000 }, (_, i) => `w${i}`);
    const { text, truncated } = await read(words.map((word) => `<p>${word}</p>`).join(''));
    expect(truncated).toBe(false);
    expect(text.split('\n')).toEqual(words);
  });

  it('ends at once when aborted', async () => {
    const body = await bodyOf('<p>x</p>'.repeat(30_000));
    const controller = new AbortController();
    const reading = readRendered([body], { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('left')), 5);
    await expect(reading).rejects.toThrow('left');
  });

  it('that is ordinary is read in one go within milliseconds', async () => {
    const html = `<table>${'<tr><td style="padding:4px"><p>Dag allemaal, <b>zaterdag</b> is het feest. <a href="https://a.example">Meer</a></p></td></tr>'.repeat(60)}</table>`;
    const body = await bodyOf(html);
    const times: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      const started = performance.now();
      await readRendered([body], { signal: never });
      times.push(performance.now() - started);
    }
    const median = times.sort((a, b) => a - b)[7] ?? 0;
    console.info(`ordinary mail (${body.querySelectorAll('*').length} elements): ${median.toFixed(1)} ms`);
    expect(median).toBeLessThan(LOOSE_MS);
  });
});
