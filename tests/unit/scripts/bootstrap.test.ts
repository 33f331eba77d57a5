import { describe, expect, it } from 'vitest';
import { explainFailure, isInstalled } from '@/scripts/bootstrap.mjs';

const lock = (packages: Record<string, object>) => ({ packages: { '': { name: 'root' }, ...packages } });

describe('bootstrap', () => {
  it('takes packages as installed when every one has its locked version', () => {
    const wanted = lock({ 'node_modules/a': { version: '1.0.0' } });
    expect(isInstalled(wanted, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true);
    expect(isInstalled(wanted, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toBe(false);
    expect(isInstalled(wanted, { packages: {} })).toBe(false);
    expect(isInstalled(wanted, {})).toBe(false);
  });

  it('does not miss packages that are for other platforms', () => {
    const wanted = lock({ 'node_modules/win': { version: '1.0.0', optional: true } });
    expect(isInstalled(wanted, { packages: {} })).toBe(true);
    expect(isInstalled(wanted, { packages: { 'node_modules/win': { version: '0.9.0' } } })).toBe(false);
  });

  it.each([
    ['npm error code EUSAGE\nnpm error Missing: x@1 from lock file', /package-lock\.json do not fit/],
    ['npm error code ENOTFOUND\nnpm error network request failed', /registry cannot be reached/],
    ['npm error code EACCES', /cannot be written/],
    ['npm error code EINTEGRITY', /integrity/],
    ['something else', /could not install/],
  ])('says in one sentence what %j means', (output, sentence) => {
    expect(explainFailure(output)).toMatch(sentence);
  });
});
