import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fillText, guardSend } from '@/utils/report/compose-page';

let life = new AbortController();
const sent = vi.fn();

beforeEach(() => {
  life = new AbortController();
  sent.mockClear();
  const field = document.createElement('textarea');
  field.name = '_message';
  const button = document.createElement('button');
  button.setAttribute('onclick', "return rcmail.command('send','',this,event)");
  button.onclick = sent;
  button.append(document.createElement('span'));
  document.body.replaceChildren(field, button);
});
afterEach(() => life.abort());

const field = () => document.querySelector('textarea') as HTMLTextAreaElement;
const press = () => (document.querySelector('button > span') as HTMLElement).click();
const settle = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('the compose window of a report', () => {
  it('gets a sentence where nothing is written, and keeps what is', () => {
    fillText(document, 'Our sentence.', life.signal);
    expect(field().value).toBe('Our sentence.');
    field().value = 'Mine.';
    fillText(document, 'Our sentence.', life.signal);
    expect(field().value).toBe('Mine.');
  });

  it('sends once, after the original was found', async () => {
    const check = vi.fn(async () => 'attached' as const);
    guardSend(document, check, () => {}, life.signal);
    press();
    expect(sent).not.toHaveBeenCalled();
    await settle();
    expect(sent).toHaveBeenCalledTimes(1);
    expect(check).toHaveBeenCalledTimes(1);
  });

  it('does not send without the original', async () => {
    const onMissing = vi.fn();
    guardSend(document, async () => 'missing', onMissing, life.signal);
    press();
    await settle();
    expect(sent).not.toHaveBeenCalled();
    expect(onMissing).toHaveBeenCalledTimes(1);
  });

  it('lets the click through when the server cannot be asked', async () => {
    guardSend(
      document,
      async () => 'unknown',
      () => {},
      life.signal,
    );
    press();
    await settle();
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('holds nothing back after its life', () => {
    guardSend(
      document,
      async () => 'missing',
      () => {},
      life.signal,
    );
    life.abort();
    press();
    expect(sent).toHaveBeenCalledTimes(1);
  });
});
