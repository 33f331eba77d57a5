import type en from '@/assets/locales/en.json';

/** Every string that exists: the keys of the English locale. A type only; the strings come from the background. */
export type WordKey = keyof typeof en;

export type Places = Readonly<Record<string, string | number>>;

/**
 * Fills `{name}` places. A place without a value stays as it is, so that the
 * fault is seen; values are never filled in again, so that a quoted phrase
 * holding `{name}` cannot pull in something else.
 */
export function fill(template: string, places: Places): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(places, name) ? String(places[name]) : whole,
  );
}

/** The words that a component is given, as a function of key and places. A missing string shows its key. */
export type Text = (key: WordKey, places?: Places) => string;

export function createText(strings: Readonly<Record<string, string>>): Text {
  return (key, places = {}) => {
    const template = Object.hasOwn(strings, key) ? strings[key] : undefined;
    return template === undefined ? key : fill(template, places);
  };
}
