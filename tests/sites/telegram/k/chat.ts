/**
 * An open chat of client K: the order of events when it opens is that of the real one (peer, history,
 * bubbles, voices and files, header, address, pictures), and its list lets go of what is far away.
 */
import type { Build } from '@/tests/sites/telegram/build';
import { sleep } from '@/tests/sites/telegram/cloud';
import { el, one } from '@/tests/sites/telegram/dom';
import { type Drawn, draw } from '@/tests/sites/telegram/k/bubbles';
import { type KPeer, mirrors, rootScope, useAppSettings } from '@/tests/sites/telegram/k/globals';
import { avatarUrl, type Limits } from '@/tests/sites/telegram/k/media';
import type { KMessage } from '@/tests/sites/telegram/k/shapes';

const SLICE = 40;
/** Bubbles that stay, as was counted in the real one. */
const KEPT = 73;
const TRANSITION_MS = 60;

type Group = readonly [KMessage, ...KMessage[]];

export class Chat {
  readonly type = 'chat';
  peerId: number;
  /** Looked at whenever a bubble is drawn. */
  autoDownload: Limits;
  readonly container: HTMLElement;
  readonly #build: Build;
  #list: HTMLElement = el('div.bubbles-inner');
  #scroller: HTMLElement = el('div.scrollable.scrollable-y.bubbles-scrollable');
  #oldest = 0;
  #loading = false;
  #done = false;
  #drawn = new Map<number, Drawn>();

  constructor(peerId: number, build: Build) {
    this.peerId = peerId;
    this.#build = build;
    this.autoDownload = { photo: 1, video: 1, file: 1 };
    this.container = el('div.chat', { 'data-type': 'chat' });
  }

  get peer(): KPeer | undefined {
    return mirrors.peers[String(this.peerId)];
  }

  async open(isOpen: () => boolean): Promise<void> {
    const step = () => sleep(this.#build.stepMs);
    rootScope.dispatchEvent('peer_changing', this);
    this.autoDownload = limitsOf(this.peer);
    await step();
    const groups = await this.#ask(0);
    if (!isOpen()) return;
    this.#frame();
    const before = one('.chats-container').querySelectorAll('.chat');
    one('.chats-container').append(this.container);
    for (const each of before) each.classList.remove('active');
    this.container.classList.add('active');
    setTimeout(() => {
      for (const each of before) each.remove();
    }, TRANSITION_MS);
    for (const group of groups.toReversed()) this.#add(group, 'end');
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    await step();
    for (const { start } of this.#drawn.values()) start('early');
    await step();
    if (!isOpen()) return;
    rootScope.dispatchEvent('peer_changed', this);
    this.#head();
    await step();
    const username = (this.peer as { username?: string } | undefined)?.username;
    history.replaceState(null, '', `#${username ? `@${username}` : this.peerId}`);
    await step();
    for (const { start } of this.#drawn.values()) start('late');
    this.#scroller.addEventListener('scroll', () => void this.#scrolled());
  }

  /** A new message, or one that was edited: then the whole bubble is another. */
  take(message: KMessage): void {
    const before = this.#drawn.get(message.mid);
    if (!before) {
      this.#add([message], 'end');
      const added = this.#drawn.get(message.mid);
      added?.start('early');
      added?.start('late');
      return;
    }
    const after = draw([message], this.autoDownload);
    before.bubble.replaceWith(after.bubble);
    this.#drawn.set(message.mid, after);
    after.start('early');
    after.start('late');
  }

  async #ask(before: number): Promise<Group[]> {
    const call = rootScope.managers.appMessagesManager?.getHistory;
    const asked = { peerId: this.peerId, offsetId: before, limit: SLICE, threadId: undefined };
    const answer = (await call?.(asked)) as { history: number[] } | undefined;
    const known = mirrors.messages[`${this.peerId}_history`] ?? {};
    const messages = (answer?.history ?? []).flatMap((mid) => known[mid] ?? []);
    this.#oldest = messages.at(-1)?.mid ?? this.#oldest;
    if (messages.length < SLICE) this.#done = true;
    return grouped(messages);
  }

  #frame(): void {
    const { peer } = this;
    const kind = peer?.pFlags.broadcast ? ['is-broadcast'] : peer?._ === 'user' ? [] : ['is-chat'];
    this.#list = el('div.bubbles-inner');
    this.#list.classList.add(...kind);
    const group = el('section.bubbles-date-group', {}, el('div.bubbles-group'));
    this.#list.append(group);
    this.#scroller.append(this.#list);
    const input = el('div.input-message-input', {
      contenteditable: 'true',
      'data-peer-id': String(this.peerId),
    });
    this.container.append(
      el('div.sidebar-header.topbar', {}, el('div.chat-info')),
      el('div.bubbles', {}, this.#scroller),
      el('div.chat-input', {}, input),
    );
  }

  #head(): void {
    const { peer } = this;
    const id = String(this.peerId);
    const avatar = el('div.person-avatar', { 'data-peer-id': id });
    const title = el('span.peer-title', { 'data-peer-id': id }, peer?.title ?? peer?.first_name ?? '');
    const members = `${peer?.participants_count ?? 0} ${peer?.pFlags.broadcast ? 'subscribers' : 'members'}`;
    const info = one('.chat-info', this.container);
    info.replaceChildren(avatar, title, el('div.bottom', {}, el('span.info', {}, members)));
    if (peer)
      void avatarUrl(id, peer.photo)
        .then((url) => avatar.append(el('img.avatar-photo', { src: url, alt: '' })))
        .catch(() => {});
  }

  #add(group: Group, where: 'start' | 'end'): void {
    const drawn = draw(group, this.autoDownload);
    this.#drawn.set(group.at(-1)?.mid ?? 0, drawn);
    const list = one('.bubbles-group', this.#list);
    if (where === 'end') list.append(drawn.bubble);
    else list.prepend(drawn.bubble);
  }

  async #scrolled(): Promise<void> {
    if (this.#scroller.scrollTop > 600 || this.#loading || this.#done) return;
    this.#loading = true;
    const groups = await this.#ask(this.#oldest);
    const height = this.#scroller.scrollHeight;
    for (const group of groups) this.#add(group, 'start');
    this.#scroller.scrollTop += this.#scroller.scrollHeight - height;
    for (const group of groups) {
      const drawn = this.#drawn.get(group.at(-1)?.mid ?? 0);
      drawn?.start('early');
      drawn?.start('late');
    }
    const far = [...this.#drawn.keys()].sort((a, b) => b - a).slice(0, Math.max(0, this.#drawn.size - KEPT));
    for (const mid of far) {
      this.#drawn.get(mid)?.bubble.remove();
      this.#drawn.delete(mid);
    }
    this.#loading = false;
  }
}

function grouped(messages: readonly KMessage[]): Group[] {
  const groups: [KMessage, ...KMessage[]][] = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (last && message.grouped_id !== undefined && last[0].grouped_id === message.grouped_id)
      last.unshift(message);
    else groups.push([message]);
  }
  return groups;
}

export function limitsOf(peer: KPeer | undefined): Limits {
  const [{ autoDownload, autoDownloadNew: now }] = useAppSettings();
  const kind =
    peer?._ === 'user'
      ? peer.pFlags.contact
        ? 'contacts'
        : 'private'
      : peer?.pFlags.broadcast
        ? 'channels'
        : 'groups';
  const allowed = (type: 'photo' | 'video' | 'file', most: number) =>
    now.pFlags.disabled || !autoDownload[type][kind] ? 0 : most;
  return {
    photo: allowed('photo', now.photo_size_max),
    video: allowed('video', now.video_size_max),
    file: allowed('file', now.file_size_max),
  };
}
