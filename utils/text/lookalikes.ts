/**
 * Letters that pass for a Latin letter, in the spirit of Unicode TR 39, cut
 * down to what is seen in mail: whole-alphabet tricks with Cyrillic, Greek,
 * Armenian and Cherokee, and Latin letters that Unicode does not decompose.
 *
 * Two tables, because they may be used differently. `LATIN` is folded wherever
 * it stands: nobody is hurt when "ø" reads "o", patterns are folded alike.
 * `FOREIGN` is folded only in words that mix scripts (see normalise): in
 * Russian or Greek prose these letters are just letters.
 *
 * Capitals and small letters are listed by their own shape: "В" passes for
 * "B", and small-capital shapes such as "в" are used for "b" as well.
 */

const LATIN_ROWS: readonly (readonly [string, string])[] = [
  ['a', 'ɑɐᴀⱥȺꓮ'],
  ['ae', 'æÆǽᴁᴂ'],
  ['b', 'ƀɃɓƁƄƅʙᴃꓐ'],
  ['c', 'ƈƇȼȻᴄɕꓚ'],
  ['d', 'đĐɖƉɗƊƋƌᴅðÐꓓ'],
  ['e', 'ɛƐǝəƏɘɇɆᴇɜꓰ'],
  ['f', 'ƒƑꜰꓝ'],
  ['g', 'ɡɠƓɢǥǤᵹꓖ'],
  ['h', 'ħĦɦɥʜⱨⱧꓧ'],
  ['i', 'ıɪɩƖɨƗꓲ'],
  ['j', 'ȷɉɈʝᴊꓙ'],
  ['k', 'ƙƘĸᴋⱪⱩꓗ'],
  ['l', 'łŁƚȽɫɬɭʟⱡⱠⱢꓡ'],
  ['m', 'ɱʍᴍɯƜꓟ'],
  ['n', 'ŋŊɲƝɳƞȠɴꓠ'],
  ['o', 'øØɔƆɵƟᴏᴑꓳ'],
  ['oe', 'œŒɶ'],
  ['p', 'ƥƤƿǷᴘᵽⱣꓑ'],
  ['q', 'ɋɊʠ'],
  ['r', 'ɍɌʀɹɾɽᴙᴚⱤꓣ'],
  ['s', 'ʂꜱƨƧſȿꓢ'],
  ['ss', 'ßẞ'],
  ['t', 'ŧŦƭƬʈƮȾⱦᴛꓔ'],
  ['th', 'þÞ'],
  ['u', 'ʉɄᴜʊƱꓴ'],
  ['v', 'ʋƲᴠʌɅꓦ'],
  ['w', 'ᴡⱳⱲꓪ'],
  ['x', 'ᶍꓫ'],
  ['y', 'ƴƳʏɏɎꓬ'],
  ['z', 'ƶƵȥȤʐʑᴢⱬⱫꓜ'],
];

const FOREIGN_ROWS: readonly (readonly [string, string])[] = [
  ['a', 'аАαΑаաӑӒᎪ'],
  ['b', 'вВьЬъЪЬβΒЂᏴᏏϐ'],
  ['c', 'сСϲϹҫҪцᏟႽсⲤⲥ'],
  ['d', 'ԁԀᎠժⅾ'],
  ['e', 'еЕєЄεΕҽҼэЭᎬεեϵ'],
  ['f', 'ϝϜғҒքֆ'],
  ['g', 'ԍԌցᏀɡգ'],
  ['h', 'һҺнНΗհԨᎻիђћ'],
  ['i', 'іІιΙїЇӏӀίᎥꭵ'],
  ['j', 'јЈϳᎫյ'],
  ['k', 'кКκΚқҚҝᏦϰ'],
  ['l', 'ӏӀլԼᏞ'],
  ['m', 'мМΜᎷጠ'],
  ['n', 'пПηΝոռնղиИᏁ'],
  ['o', 'оОοΟօՕσΣՓӧᎤⲟⲞθΘөӨ'],
  ['p', 'рРρΡքᏢϱҏ'],
  ['q', 'ԛԚզգφϙ'],
  ['r', 'гГяЯᎡᏒꭱր'],
  ['s', 'ѕЅՏտᏚՏꮪ'],
  ['t', 'тТτΤեᎢւ'],
  ['u', 'υսՍцЦμµՄ'],
  ['v', 'ѵѴνᏙᴠ'],
  ['w', 'ԝԜωшШщЩᎳѡա'],
  ['x', 'хХχΧҳҲⲭ'],
  ['y', 'уУүҮγΥΎყᎽӯүў'],
  ['z', 'ΖᏃȥζᴢʐ'],
];

function table(rows: readonly (readonly [string, string])[]): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  for (const [latin, shapes] of rows) {
    for (const shape of shapes) {
      const code = shape.codePointAt(0) ?? 0;
      // The first row that claims a shape keeps it: rows are in the order of how often a trick is seen.
      if (!map.has(code)) map.set(code, latin);
    }
  }
  return map;
}

/** Latin letters and ligatures without a Unicode decomposition, by code point. */
export const LATIN: ReadonlyMap<number, string> = table(LATIN_ROWS);

/** Letters of other scripts that pass for Latin ones, by code point. One Latin letter each. */
export const FOREIGN: ReadonlyMap<number, string> = table(FOREIGN_ROWS);
