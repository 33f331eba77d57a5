import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import type { Figure } from '@/scripts/bench/figure';
import type { Input } from '@/scripts/bench/suite';
import { chromiumFlags } from '@/scripts/browsers/flags';
import { ROOT } from '@/scripts/support/build';

const LIMIT_MS = 900_000;

/**
 * The suite in a service worker of Chromium, where the extension's background
 * lives: bundled as the extension is, served from this computer to a page that
 * registers it. Isolated from other origins, for the browser's clock is finer then.
 */
export async function measureInChromium(input: Input): Promise<Figure[]> {
  const files: Record<string, [type: string, body: string]> = {
    '/': ['text/html', '<!doctype html><title>bench</title>'],
    '/worker.js': ['text/javascript', await bundle()],
    '/input.json': ['application/json', JSON.stringify(input)],
  };
  const server = createServer(({ url = '/' }, answer) => {
    const [type, body] = files[url] ?? ['text/plain', ''];
    answer.writeHead(url in files ? 200 : 404, {
      'Content-Type': `${type}; charset=utf-8`,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    answer.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: chromiumFlags(),
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(LIMIT_MS);
    await page.goto(`http://127.0.0.1:${port}/`);
    const answer = await page.evaluate(async () => {
      await navigator.serviceWorker.register('/worker.js');
      const { active } = await navigator.serviceWorker.ready;
      const channel = new MessageChannel();
      return new Promise<{ figures?: Figure[]; error?: string }>((resolve) => {
        channel.port1.onmessage = ({ data }) => resolve(data);
        active?.postMessage('measure', [channel.port2]);
      });
    });
    if (!answer.figures) throw new Error(answer.error ?? 'no answer');
    return answer.figures;
  } finally {
    await browser.close();
    server.close();
  }
}

async function bundle(): Promise<string> {
  const made = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': ROOT } },
    build: {
      write: false,
      minify: true,
      lib: {
        entry: join(ROOT, 'scripts/bench/worker.ts'),
        formats: ['iife'],
        name: 'bench',
        fileName: 'worker',
      },
    },
  });
  const outputs = (Array.isArray(made) ? made : [made]) as { output: { type: string; code?: string }[] }[];
  const code = outputs[0]?.output.find(({ type }) => type === 'chunk')?.code;
  if (code === undefined) throw new Error('the worker was not bundled');
  return code;
}
