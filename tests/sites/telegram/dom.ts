type Attributes = Record<string, string>;

/** An element from a short description: `div.a.b`, attributes, children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  what: K | `${K}.${string}`,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const [tag = 'div', ...classes] = what.split('.');
  const made = document.createElement(tag) as HTMLElementTagNameMap[K];
  made.classList.add(...classes);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function one(css: string, within: ParentNode = document): HTMLElement {
  const found = within.querySelector<HTMLElement>(css);
  if (!found) throw new Error(`no ${css}`);
  return found;
}
