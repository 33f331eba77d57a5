import { type Input, measure } from '@/scripts/bench/suite';

/** The service worker in which the suite runs in Chromium: told what to measure, it answers with the figures. */
interface Port {
  postMessage(answer: unknown): void;
}
interface Asked {
  readonly ports: readonly Port[];
  waitUntil(work: Promise<unknown>): void;
}
interface WorkerScope {
  addEventListener(type: 'message', hear: (event: Asked) => void): void;
  addEventListener(type: 'install', hear: () => void): void;
  skipWaiting(): Promise<void>;
}

const scope = globalThis as unknown as WorkerScope;

scope.addEventListener('install', () => void scope.skipWaiting());
scope.addEventListener('message', (event) => {
  const [port] = event.ports;
  // Without it the worker is ended in the middle.
  event.waitUntil(
    fetch('/input.json')
      .then((answer) => answer.json())
      .then((input: Input) => port?.postMessage({ figures: measure(input, 'chromium') }))
      .catch((error: unknown) => port?.postMessage({ error: String(error) })),
  );
});
