import type { FileRisk } from '@/utils/schema/file-risk';

/**
 * Files that do something when they are opened, told by the end of their names.
 * A program from a stranger is how a bluff about a "hacked computer" comes true.
 * Documents are left out: everybody gets them every day, and a warning that always
 * comes is read by nobody.
 */
const ENDS: Readonly<Record<Exclude<FileRisk, 'archive'>, ReadonlySet<string>>> = {
  program: new Set(
    'exe msi msix appx com scr pif cpl dll apk xapk apks ipa deb rpm appimage run bin app pkg jar gadget'.split(
      ' ',
    ),
  ),
  script: new Set('bat cmd ps1 psm1 vbs vbe js jse wsf wsh hta sh command py reg scpt msc chm'.split(' ')),
  'disk-image': new Set('iso img vhd vhdx dmg'.split(' ')),
  shortcut: new Set('lnk url webloc desktop inf library-ms search-ms appref-ms'.split(' ')),
};
const ARCHIVES = new Set('zip rar 7z tar gz tgz ace cab arj'.split(' '));
/** Characters that turn the direction of writing, so that "exe" stands where "pdf" is seen; never in an honest name. */
const TURNED = /[\u202A-\u202E\u2066-\u2069]/u;
const PASSWORD =
  /(?:^|[^\p{L}])(?:(?:wachtwoord|paswoord|password|passwort|kennwort|mot de passe)\s*\S|(?:mdp|pass|pwd|pw|code)\s*(?:[:=]\s*\S|\d))/iu;

/** `text`: what was written with the file; an archive is only risky where its password stands there, for then no scanner has seen inside. */
export function riskOf(name: string, text = ''): FileRisk | null {
  const end = /\.([a-z\d-]{1,12})[\s.]*$/iu.exec(name)?.[1]?.toLowerCase();
  if (end === undefined) return null;
  for (const risk of ['program', 'script', 'disk-image', 'shortcut'] as const)
    if (ENDS[risk].has(end)) return risk;
  if (TURNED.test(name)) return 'program';
  return ARCHIVES.has(end) && PASSWORD.test(text) ? 'archive' : null;
}
