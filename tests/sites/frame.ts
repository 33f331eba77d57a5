/** A replica in a frame of the test page, its scripts run. */
export async function openFrame(html: string): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width:1000px;height:700px;border:0';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.srcdoc = html;
  document.body.append(frame);
  await loaded;
  const page = frame.contentDocument;
  if (!page) throw new Error('the frame has no document');
  return page;
}

export function closeFrames(): void {
  for (const frame of document.querySelectorAll('iframe')) if (!frame.dataset.vitest) frame.remove();
}
