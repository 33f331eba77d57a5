/**
 * As much of CSS as hides text in mails: declarations, and the rules of `<style>`
 * whose selectors are one element by tag, class and id (`p`, `.pre`, `td.a.b`,
 * `#x`, `*`), in lists. What stands in an at-rule is skipped, as are selectors
 * with ancestors or states: webmails rewrite or drop most of it, and a rule that
 * is not understood must not hide what a reader sees.
 */

export type Declarations = ReadonlyMap<string, string>;

/** An element, as selectors see it. */
export interface Subject {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
}

interface Rule {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
  readonly weight: number;
  readonly declarations: Map<string, Declared>;
}

interface Declared {
  readonly value: string;
  readonly important: boolean;
}

/** A real newsletter has 200 to 1,500 rules. */
const MAX_RULES = 5_000;
const MAX_SHEET_CHARS = 400_000;
const SELECTOR = /^(\*|[a-z][a-z0-9]*)?((?:[.#][\w-]+)*)$/i;

export function parseDeclarations(css: string): Map<string, Declared> {
  const found = new Map<string, Declared>();
  for (const part of withoutComments(css).split(';')) {
    const colon = part.indexOf(':');
    if (colon < 0) continue;
    const name = part.slice(0, colon).trim().toLowerCase();
    const raw = part
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    const important = raw.endsWith('!important') || /!\s*important$/.test(raw);
    const value = important ? raw.slice(0, raw.lastIndexOf('!')).trim() : raw;
    if (name === '' || value === '' || (found.get(name)?.important && !important)) continue;
    found.set(name, { value, important });
  }
  return found;
}

/** The rules of a mail's style elements, found by class, id and tag. */
export class Sheet {
  private readonly byKey = new Map<string, { rule: Rule; order: number }[]>();
  private count = 0;

  add(css: string): void {
    const text = withoutComments(css.slice(0, MAX_SHEET_CHARS)).replace(/<!--|-->/g, ' ');
    for (let at = 0; at < text.length && this.count < MAX_RULES; ) {
      const open = text.indexOf('{', at);
      if (open < 0) return;
      // `@import …;` has no block, and the rule after it is a rule of its own.
      const prelude = text.slice(
        text.lastIndexOf(';', open) >= at ? text.lastIndexOf(';', open) + 1 : at,
        open,
      );
      const close = prelude.trimStart().startsWith('@') ? endOfBlock(text, open) : text.indexOf('}', open);
      const end = close < 0 ? text.length : close;
      if (!prelude.trimStart().startsWith('@')) this.addRule(prelude, text.slice(open + 1, end));
      at = end + 1;
    }
  }

  private addRule(prelude: string, block: string): void {
    const declarations = parseDeclarations(block);
    if (declarations.size === 0) return;
    for (const selector of prelude.split(',')) {
      const [, tag = '', names = ''] = SELECTOR.exec(selector.trim()) ?? [];
      if (tag === '' && names === '') continue;
      const parts = names.match(/[.#][\w-]+/g) ?? [];
      const ids = parts.filter((part) => part.startsWith('#')).map((part) => part.slice(1));
      const classes = parts.filter((part) => part.startsWith('.')).map((part) => part.slice(1));
      if (ids.length > 1) continue;
      const named = tag === '*' ? '' : tag.toLowerCase();
      const weight = ids.length * 10_000 + classes.length * 100 + (named === '' ? 0 : 1);
      const rule = { tag: named, id: ids[0] ?? '', classes, weight, declarations };
      const key = ids[0] ? `#${ids[0]}` : classes[0] ? `.${classes[0]}` : named;
      const list = this.byKey.get(key) ?? [];
      list.push({ rule, order: this.count++ });
      this.byKey.set(key, list);
    }
  }

  /**
   * What holds for an element: what its old attributes say, above them the sheet's
   * rules by weight and order, then its own `style`, `!important` above all.
   */
  of(subject: Subject, inline: string, attributes = ''): Declarations {
    const keys = ['', subject.tag, ...subject.classes.map((name) => `.${name}`)];
    if (subject.id !== '') keys.push(`#${subject.id}`);
    const hits = keys
      .flatMap((key) => this.byKey.get(key) ?? [])
      .filter(({ rule }) => fits(rule, subject))
      .sort((a, b) => a.rule.weight - b.rule.weight || a.order - b.order);
    if (hits.length === 0 && inline === '' && attributes === '') return NOTHING;
    const layers = [
      parseDeclarations(attributes),
      ...hits.map(({ rule }) => rule.declarations),
      parseDeclarations(inline),
    ];
    const result = new Map<string, string>();
    for (const important of [false, true])
      for (const layer of layers)
        for (const [name, declared] of layer)
          if (declared.important === important) {
            for (const part of PARTS[name] ?? []) result.delete(part);
            result.set(name, declared.value);
          }
    return result;
  }
}

/** What a short form sets back, said or not. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  background: ['background-color', 'background-image'],
  font: ['font-size'],
  overflow: ['overflow-x', 'overflow-y'],
  margin: ['margin-left', 'margin-top'],
};

const NOTHING: Declarations = new Map();

function fits(rule: Rule, { tag, id, classes }: Subject): boolean {
  return (
    (rule.tag === '' || rule.tag === tag) &&
    (rule.id === '' || rule.id === id) &&
    rule.classes.every((name) => classes.includes(name))
  );
}

function withoutComments(css: string): string {
  if (!css.includes('/*')) return css;
  let out = '';
  let at = 0;
  for (;;) {
    const open = css.indexOf('/*', at);
    if (open < 0) return out + css.slice(at);
    out += css.slice(at, open);
    const close = css.indexOf('*/', open + 2);
    if (close < 0) return out;
    at = close + 2;
  }
}

/** The brace that closes the one at `open`, -1 where none does. */
function endOfBlock(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}
