import { describe, expect, it } from 'vitest';
import { inAnyOrder } from '@/utils/text/any-order';
import { PhraseError } from '@/utils/text/phrase-error';

describe('a notation in any order', () => {
  it('stands for its parts in every order', () => {
    expect(inAnyOrder('send* <~6> contacts')).toEqual(['send*  <6>  contacts', ' contacts <6> send* ']);
    const three = inAnyOrder('a <~4> b <~4> (c|d)').map((phrase) => phrase.replace(/\s+/g, ' ').trim());
    expect(three.toSorted()).toEqual([
      '(c|d) <4> a <4> b',
      '(c|d) <4> b <4> a',
      'a <4> (c|d) <4> b',
      'a <4> b <4> (c|d)',
      'b <4> (c|d) <4> a',
      'b <4> a <4> (c|d)',
    ]);
  });

  it('is itself where it names no such gap', () => {
    expect(inAnyOrder('film* <3> you')).toEqual(['film* <3> you']);
  });

  it.each(['a <~3> b <~4> c', 'a <~3> b <3> c', 'a <~2> b <~2> c <~2> d'])('refuses %s', (notation) => {
    expect(() => inAnyOrder(notation)).toThrow(PhraseError);
  });
});
