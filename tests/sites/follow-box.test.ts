import { afterEach, describe, expect, it } from 'vitest';
import { type Box, followBox } from '@/utils/shield/follow-box';

const made: HTMLElement[] = [];
let life = new AbortController();

function lay(id: string, left: number, width: number): void {
  const element = document.createElement('div');
  element.id = id;
  element.style.cssText = `position:fixed;top:0;height:400px;left:${left}px;width:${width}px`;
  document.body.append(element);
  made.push(element);
}

function boxOf(list: [number, number] | null, column: [number, number]): Box | undefined {
  if (list) lay('list', ...list);
  lay('column', ...column);
  const boxes: Box[] = [];
  followBox(document, { column: '#column', list: '#list' }, (box) => boxes.push(box), life.signal);
  return boxes.at(-1);
}

afterEach(() => {
  life.abort();
  life = new AbortController();
  for (const element of made.splice(0)) element.remove();
});

describe('the box of a column', () => {
  it('leaves free the list of chats that lies over its side', () => {
    expect(boxOf([0, 120], [60, 340])).toMatchObject({ left: 120, width: 280, height: 400 });
  });

  it('is whole beside a list, without one, and where the list lies over most of it', () => {
    for (const [list, column] of [
      [
        [0, 60],
        [60, 300],
      ],
      [null, [60, 300]],
      [
        [0, 320],
        [0, 360],
      ],
    ] as const) {
      expect(boxOf(list && [...list], [...column])).toMatchObject({ left: column[0], width: column[1] });
      for (const element of made.splice(0)) element.remove();
    }
  });
});
