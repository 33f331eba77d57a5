/**
 * What a character may be meant as, where a text was written to be misread. Several
 * letters at a time, unlike `lookalikes.ts`: the vocabulary decides which one makes
 * a word. Shapes first, sounds after them.
 */

const ROWS: readonly (readonly [signs: string, meant: readonly string[]])[] = [
  ['0123456789', ['o', 'il', 'z', 'e', 'a', 's', 'gb', 't', 'b', 'gq']],
  ['@$!|(+€£¥¢', ['a', 's', 'il', 'il', 'c', 't', 'e', 'l', 'y', 'c']],
  ['₳฿₿₵₴₮₱₦₩₭₲₽₹₤₣', ['a', 'b', 'b', 'c', 's', 't', 'p', 'n', 'w', 'k', 'g', 'p', 'r', 'l', 'f']],
  [
    'абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєјѕһԁӏԛԝґђћљњџѵ',
    (
      'a b bv rg d e e x ez iun iun k lj m hn o np pr cs tm yu fo xhk uc h ws wsh b bi b e io ra ' +
      'i i e j s h d li q w r h h n h u v'
    ).split(' '),
  ],
  [
    'αβγδεζηθικλμνξοπρςστυφχψωϲϳ',
    'a b yg do e z nh ot il k la um vn ex o np pr cs os t uy fo x w wo c j'.split(' '),
  ],
  [
    'աբգդեզէթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ',
    'wa pb qg nd te qz t d d hi l ux o k h a ng u um jy nu 2z no 2 wp 2 nr us vq sut rn gc uli q pfk o f'.split(
      ' ',
    ),
  ],
  ['ʇʍɯɹʎʌɥɐɔǝɟƃᴉɾʞ', 't w m r y v h a c e f g i j k'.split(' ')],
  ['ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏒᏚᎢᏙᎳᏃᎾᏓ', 'a b c d e g h i j k l m p r r s t v w z o l'.split(' ')],
];

const table = new Map<number, Uint16Array>();
for (const [signs, meant] of ROWS) {
  for (const [place, sign] of [...signs].entries()) {
    const letters = [...(meant[place] ?? '')].filter((letter) => letter >= 'a' && letter <= 'z');
    table.set(
      sign.codePointAt(0) ?? 0,
      Uint16Array.from(letters, (letter) => letter.charCodeAt(0)),
    );
  }
}
/** Capitals have the shapes of their small letters, where nothing else is said. */
for (const [code, letters] of [...table]) {
  const capital = String.fromCodePoint(code).toUpperCase().codePointAt(0) ?? code;
  if (!table.has(capital)) table.set(capital, letters);
}
for (const [one, other] of ['li', 'il'])
  table.set(one?.charCodeAt(0) ?? 0, Uint16Array.of(other?.charCodeAt(0) ?? 0));

const NONE = new Uint16Array(0);

/** The letters a–z that this UTF-16 unit may be meant as, likeliest first; itself not among them. */
export const shapesOf = (code: number): Uint16Array => table.get(code) ?? NONE;
