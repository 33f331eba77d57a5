import { test } from '@playwright/test';
import { sampleFaults } from '@/tests/support/faults/sample';

test('faults on the way of a list leave the reader protected', async () => {
  test.setTimeout(300_000);
  await sampleFaults('chromium');
});
