import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call } from '@/utils/rpc/client';

const runtime = vi.hoisted(() => ({
  id: 'us' as string | undefined,
  sendMessage: vi.fn<(what: unknown) => Promise<unknown>>(),
}));
vi.mock('wxt/browser', () => ({ browser: { runtime } }));

const never = () => new Promise<never>(() => {});

beforeEach(() => {
  vi.useFakeTimers();
  runtime.id = 'us';
  runtime.sendMessage.mockReset();
});
afterEach(() => vi.useRealTimers());

describe('a call', () => {
  it('gives the answer', async () => {
    runtime.sendMessage.mockResolvedValue({ ok: { paused: false, marks: true } });
    expect(await call({ call: 'hello', site: 'gmail' })).toEqual({ paused: false, marks: true });
  });

  it('goes to the next background when the one that took it was just ending', async () => {
    runtime.sendMessage.mockImplementationOnce(never).mockResolvedValue({ ok: null });
    const answer = call({ call: 'words' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await answer).toBeNull();
    expect(runtime.sendMessage).toHaveBeenCalledTimes(2);
  });

  it('gives up on a background that never answers', async () => {
    runtime.sendMessage.mockImplementation(never);
    const answer = expect(call({ call: 'words' })).rejects.toMatchObject({ code: 'no-answer' });
    await vi.advanceTimersByTimeAsync(30_000);
    await answer;
    expect(runtime.sendMessage).toHaveBeenCalledTimes(3);
  });

  it('is made once where twice would open two windows', async () => {
    runtime.sendMessage.mockRejectedValue(new Error('no receiver'));
    await expect(call({ call: 'pending-done', outcome: 'missing' })).rejects.toMatchObject({
      code: 'no-answer',
    });
    expect(runtime.sendMessage).toHaveBeenCalledTimes(1);
  });

  it.each([
    [{ error: 'refused' }, 'refused'],
    [{ error: 'failed' }, 'failed'],
  ])('says %j as it is, at once', async (answer, code) => {
    runtime.sendMessage.mockResolvedValue(answer);
    await expect(call({ call: 'words' })).rejects.toMatchObject({ code });
    expect(runtime.sendMessage).toHaveBeenCalledTimes(1);
  });

  it('knows when the extension is gone from under it', async () => {
    runtime.id = undefined;
    await expect(call({ call: 'words' })).rejects.toMatchObject({ code: 'gone' });
    expect(runtime.sendMessage).not.toHaveBeenCalled();
  });
});
