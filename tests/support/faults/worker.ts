import { checkLists, listState, offerLists } from '@/entrypoints/background/feed';
import { judge } from '@/entrypoints/background/judge';
import type { Did, Task } from '@/tests/support/faults/task';
import { sha256, toBytes } from '@/utils/feed/bytes';
import type { Message } from '@/utils/schema/message';
import { database } from '@/utils/storage/database';
import { readFeedState, readListText } from '@/utils/storage/feed';
import { feedLog } from '@/utils/storage/feed-log';

/**
 * The background's own code for lists in a worker of its own, which can be killed:
 * real fetch, real WebCrypto, real IndexedDB, real locks.
 */
const PATIENCE = { answerMs: 2_500, pieceMs: 1_500, fileMs: 4_000 };

const scope = globalThis as unknown as {
  postMessage(answer: unknown): void;
  onmessage: ((event: { data: Task }) => void) | null;
};

scope.onmessage = ({ data }) => {
  void answer(data).then(
    (did) => scope.postMessage({ did }),
    (error: unknown) => scope.postMessage({ error: String(error) }),
  );
};

async function answer({ check, clock, bluff, quota, terminated, noLock }: Task): Promise<Did> {
  const asked = performance.now();
  const system = Date.now;
  if (clock !== undefined) Date.now = () => system() + clock;
  if (quota) fillUp();
  if (terminated) await endConnection();
  if (noLock) Object.defineProperty(navigator, 'locks', { value: freeLocks });
  offerLists(async () => {
    newAt = performance.now();
  });
  // As in the extension, where the list is read while the check is under way.
  const began = performance.now();
  const protects = judge();
  if (check) await checkLists(PATIENCE);
  await protects;
  const tookMs = performance.now() - began;
  const activeMs = Math.max(0, newAt - lastByte);
  const { engine } = await judge();
  const warns = engine.inspect(messageOf(bluff)).level === 'warning';
  const answeredMs = performance.now() - asked;
  const [{ revision, source, failure }, state, log] = await Promise.all([
    listState(),
    readFeedState().catch(() => null),
    feedLog.read(),
  ]);
  const text = state?.active ? await readListText(state.active).catch(() => null) : null;
  return {
    revision,
    source,
    failure: failure?.code ?? null,
    file: failure?.file ?? null,
    warns,
    isWhole: text === null || (await sha256(toBytes(text))) === state?.active,
    isStored: text !== null,
    tookMs,
    activeMs,
    answeredMs,
    due: (log.due ?? 0) - Date.now(),
  };
}

/** When the last body of a file ended. */
let lastByte = 0;
/** When another list began to judge. */
let newAt = 0;
const { read } = ReadableStreamDefaultReader.prototype;
ReadableStreamDefaultReader.prototype.read = async function (this: ReadableStreamDefaultReader) {
  const piece = await read.call(this);
  if (piece.done) lastByte = performance.now();
  return piece;
};

/** As the browser does it when a disk fails or storage is cleared. */
async function endConnection(): Promise<void> {
  const db = await database();
  db.close();
  db.dispatchEvent(new Event('close'));
}

/** A disk without room: what is written for the feed is refused as browsers do it. */
function fillUp(): void {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...of) {
    const request = put.apply(this, of);
    if (this.name === 'lists') {
      const { transaction } = this;
      request.addEventListener('success', () => transaction.abort());
    }
    return request;
  };
}

/** Locks that lock nothing: only the transaction is left to see who was faster. */
const freeLocks = {
  request: (_name: string, _options: object, work: (lock: object) => Promise<unknown>) => work({}),
};

function messageOf(text: string): Message {
  return {
    channel: 'mail',
    subject: '',
    text,
    truncated: false,
    to: [],
    attachments: [],
    links: [],
    images: 0,
    hidden: { characters: 0, ways: [] },
  };
}
