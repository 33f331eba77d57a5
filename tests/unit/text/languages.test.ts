import { describe, expect, it } from 'vitest';
import { languagesOf } from '@/utils/text/languages';

const DUTCH =
  'ik heb je al vaak gezegd dat het niet van jou is en dat wij er met hem over zullen praten als je uw sleutel nog hebt';
const FRENCH =
  'nous avons vu que vous etes dans le jardin avec les enfants, mais votre voiture est sur la place pour une fois et vous ne pouvez pas aux';

describe('the languages of a text', () => {
  it('are those of its small words', () => {
    expect(languagesOf(DUTCH)).toEqual(new Set(['nl']));
    expect(languagesOf(FRENCH)).toEqual(new Set(['fr']));
  });

  it('are several where it is mixed', () => {
    expect(languagesOf(`${DUTCH} ${FRENCH}`)).toEqual(new Set(['nl', 'fr']));
  });

  it('are not known of a short text, of names and of letters set apart', () => {
    expect(languagesOf('de facturen')).toBeNull();
    expect(languagesOf('antwerpen gent brugge '.repeat(50))).toBeNull();
    expect(languagesOf([...DUTCH].join(' '))).toBeNull();
  });
});
