import { type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5';
import { Markup } from '@/scripts/demo/html';

/**
 * Makes the HTML of a mail fit to stand in a page, as Roundcube does.
 *
 * The mail is hostile. What is not on the list is dropped: elements that run,
 * load, submit or restyle the page go with their content; unknown elements leave
 * their content behind. Nothing is loaded from elsewhere: pictures of the mail
 * itself (`cid:`) are served by us, all others lose their address. Inline style
 * stays, because hidden text is part of what the extension must see through, but
 * a declaration that could load something is dropped.
 *
 * The page's Content-Security-Policy stops again what should slip through here.
 */

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const KEPT = words(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr',
);
const DROPPED_WHOLE = words(
  'script style title head noscript template iframe frame frameset object embed applet svg math form input button select textarea option audio video source track canvas link meta base dialog portal',
);
const ATTRIBUTES = words(
  'align alt bgcolor border cellpadding cellspacing color colspan dir face height lang rowspan size style title valign width',
);
const STYLE_REFUSED = /url\s*\(|image|@import|expression|behavior|binding|position|z-index|\\/i;

/** Declarations that neither load anything nor leave the mail's own place. */
function cleanStyle(style: string): string {
  return style
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .split(';')
    .map((declaration) => declaration.trim())
    .filter((declaration) => declaration !== '' && !STYLE_REFUSED.test(declaration))
    .join('; ');
}

const LINK_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** The address, if it is whole and leads to a page, a mailbox or a phone. */
function cleanLink(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  return LINK_SCHEMES.has(url.protocol) ? url.href : undefined;
}

function cleanAttributes(element: Element, picture: (cid: string) => string | undefined): boolean {
  const kept = element.attrs.filter(({ name }) => ATTRIBUTES.has(name));
  for (const attribute of kept) if (attribute.name === 'style') attribute.value = cleanStyle(attribute.value);
  const value = (name: string) => element.attrs.find((attribute) => attribute.name === name)?.value ?? '';
  let blocked = false;
  if (element.tagName === 'a') {
    const href = cleanLink(value('href'));
    if (href !== undefined) {
      kept.push(
        { name: 'href', value: href },
        { name: 'target', value: '_blank' },
        { name: 'rel', value: 'noreferrer noopener' },
      );
    }
  }
  if (element.tagName === 'img') {
    const source = value('src').trim();
    const own = source.toLowerCase().startsWith('cid:') ? picture(source.slice(4)) : undefined;
    blocked = own === undefined && /^(?:https?:)?\/\//i.test(source);
    if (!kept.some((attribute) => attribute.name === 'alt')) kept.push({ name: 'alt', value: '' });
    kept.push({ name: 'src', value: own ?? '/demo/blocked.png' });
  }
  element.attrs = kept;
  return blocked;
}

/** Depth up to which a mail's markup is followed; deeper is dropped, so that a mail cannot exhaust the stack. */
const MAX_DEPTH = 200;

function clean(
  parent: Parent,
  picture: (cid: string) => string | undefined,
  depth: number,
): { nodes: Node[]; blocked: number } {
  const nodes: Node[] = [];
  let blocked = 0;
  for (const node of parent.childNodes) {
    if (node.nodeName === '#text') nodes.push(node);
    if (!('tagName' in node) || DROPPED_WHOLE.has(node.tagName) || depth > MAX_DEPTH) continue;
    const inner = clean(node, picture, depth + 1);
    blocked += inner.blocked;
    if (!KEPT.has(node.tagName)) {
      nodes.push(...inner.nodes);
      continue;
    }
    if (cleanAttributes(node, picture)) blocked += 1;
    node.childNodes = inner.nodes;
    nodes.push(node);
  }
  return { nodes, blocked };
}

const VOID = words('area base br col embed hr img input link meta source track wbr');
/** Elements open at once, from which the parser's time grows with their square: 10,000 take under a second. */
const MAX_OPEN = 10_000;

/** Built to keep a parser busy: no person writes so. */
export function isTooDeep(source: string): boolean {
  let open = 0;
  for (const [, end, name] of source.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (VOID.has(name?.toLowerCase() ?? '')) continue;
    open += end === '/' ? -1 : 1;
    if (open > MAX_OPEN) return true;
  }
  return false;
}

/**
 * The mail's HTML without anything that runs or loads, and how many pictures
 * from elsewhere were left out. `picture` gives the address of a picture that
 * came with the mail.
 */
export function sanitise(
  source: string,
  picture: (cid: string) => string | undefined,
): { markup: Markup; blocked: number } {
  const fragment = parseFragment(source);
  const { nodes, blocked } = clean(fragment, picture, 0);
  fragment.childNodes = nodes;
  return { markup: new Markup(serialize(fragment)), blocked };
}
