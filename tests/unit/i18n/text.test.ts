import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createText, fill } from '@/utils/i18n/text';

test('fills every place, each as often as it stands', () => {
  expect(fill('{name} and {name}: {count}', { name: 'A', count: 2 })).toBe('A and A: 2');
});

test('leaves a place without a value visible', () => {
  expect(fill('to {address}', {})).toBe('to {address}');
  expect(fill('{constructor} {toString}', {})).toBe('{constructor} {toString}');
});

test('never fills in what a value brings along', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(fill('<{a}>', { a: value, b: 'secret' })).toBe(`<${value}>`);
    }),
  );
  expect(fill('{a}', { a: '{b} $& $1', b: 'secret' })).toBe('{b} $& $1');
});

test('shows the key where a string is missing', () => {
  const text = createText({ 'shield.hide': 'Hide' });
  expect(text('shield.hide')).toBe('Hide');
  expect(text('shield.show')).toBe('shield.show');
});
