import { afterEach, describe, expect, it, vi } from 'vitest';
import { isCovered } from '@/utils/shield/cover';
import { isOwnHost } from '@/utils/shield/hosts';
import { type Mount, mount } from '@/utils/shield/mount';

let life = new AbortController();
afterEach(() => {
  life.abort();
  life = new AbortController();
  document.body.replaceChildren();
});

function place(over: Partial<Parameters<typeof mount>[1]> = {}): { anchor: HTMLElement; mounted: Mount } {
  const anchor = document.createElement('article');
  document.body.append(anchor);
  const mounted = mount(document, {
    name: 'unbluff-shield',
    css: 'div{color:black}',
    place: (host) => {
      anchor.before(host);
      return true;
    },
    signal: life.signal,
    ...over,
  });
  if (!mounted) throw new Error('not mounted');
  mounted.container.textContent = 'a warning';
  return { anchor, mounted };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the mount', () => {
  it('shows the page no root and tells its own hosts by identity', () => {
    const { mounted } = place();
    expect(document.querySelector('unbluff-shield')?.shadowRoot).toBeNull();
    expect(isOwnHost(mounted.host)).toBe(true);
    expect(isOwnHost(document.createElement('unbluff-shield'))).toBe(false);
  });

  it('comes back where it was when the page removes it', async () => {
    const { anchor, mounted } = place();
    mounted.host.remove();
    await settle();
    expect(anchor.previousElementSibling).toBe(mounted.host);
  });

  it('gives in after a few times, once, and says so', async () => {
    const onFight = vi.fn();
    const { mounted } = place({ onFight });
    for (let round = 0; round < 20; round += 1) {
      mounted.host.remove();
      await settle();
    }
    expect(mounted.host.isConnected).toBe(false);
    expect(onFight).toHaveBeenCalledTimes(1);
  });

  it('stays seen whatever the page writes on it', async () => {
    const { mounted } = place();
    const style = document.createElement('style');
    style.textContent =
      'unbluff-shield { display: none !important; opacity: 0 !important; visibility: hidden !important }';
    document.body.append(style);
    mounted.host.hidden = true;
    mounted.host.inert = true;
    mounted.host.setAttribute('style', 'display:none!important;transform:scale(0)');
    await settle();
    expect(mounted.host.checkVisibility({ opacityProperty: true, visibilityProperty: true })).toBe(true);
    expect(mounted.host.getAttributeNames()).toEqual([]);
    expect(mounted.host.getBoundingClientRect().height).toBeGreaterThan(5);
  });

  it('lets no made-up press through, and no press out', async () => {
    const { mounted } = place();
    const button = document.createElement('button');
    mounted.container.append(button);
    const pressed = vi.fn();
    const heard = vi.fn();
    button.addEventListener('click', pressed);
    document.addEventListener('click', heard, { signal: life.signal });
    document.addEventListener('keydown', heard, { signal: life.signal });
    button.click();
    button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, composed: true }));
    expect(pressed).not.toHaveBeenCalled();
    expect(heard).not.toHaveBeenCalled();
  });

  it('lets a click on a mark through to its row', () => {
    const heard = vi.fn();
    const { mounted } = place({ inline: true });
    document.body.addEventListener('click', heard, { signal: life.signal });
    mounted.container.click();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('leaves nothing behind when its life ends', async () => {
    const { anchor, mounted } = place();
    life.abort();
    await settle();
    expect(mounted.host.isConnected).toBe(false);
    anchor.before(mounted.host);
    mounted.host.remove();
    await settle();
    expect(mounted.host.isConnected).toBe(false);
  });

  it('is not there where there is no place', () => {
    const none = mount(document, {
      name: 'unbluff-shield',
      css: '',
      place: () => false,
      signal: life.signal,
    });
    expect(none).toBeNull();
  });
});

describe('covering', () => {
  it('is seen when an element of the page lies over the host', () => {
    const { mounted } = place();
    expect(isCovered(mounted.host)).toBe(false);
    const lid = document.createElement('div');
    lid.style.cssText = 'position:fixed;inset:0;background:white';
    document.body.append(lid);
    expect(isCovered(mounted.host)).toBe(true);
  });

  it('is seen when an ancestor is made invisible', () => {
    const { mounted } = place();
    document.body.style.opacity = '0';
    expect(isCovered(mounted.host)).toBe(true);
    document.body.style.opacity = '';
  });
});
