import type { Text, WordKey } from '@/utils/i18n/text';
import type { MailFamily } from '@/utils/schema/family';
import type { Level } from '@/utils/schema/level';

/**
 * What to do now. A bluff is reported and deleted, real pictures are the
 * opposite: everything is kept, for it is evidence. So no step of
 * `real-images` may ever say "delete" or "forward" (held by a test).
 */
export function stepKeys(family: MailFamily, level: Level, password: boolean, report: boolean): WordKey[] {
  const notice = level === 'notice';
  switch (family) {
    case 'bluff':
      return [
        notice ? 'do.bluff.pay.notice' : 'do.bluff.pay',
        'do.bluff.answer',
        ...(password ? (['do.bluff.password'] as const) : []),
        !report ? 'do.bluff.delete' : notice ? 'do.bluff.report.notice' : 'do.bluff.report',
      ];
    case 'summons':
      return [
        'do.summons.pay',
        'do.summons.open',
        'do.summons.check',
        !report ? 'do.summons.delete' : notice ? 'do.summons.report.notice' : 'do.summons.report',
      ];
    case 'real-images':
      return ['do.real-images.keep', 'do.real-images.contact', 'do.real-images.pay', 'do.real-images.help'];
    case 'threat':
      return [
        'do.threat.danger',
        'do.threat.pay',
        'do.threat.keep',
        ...(report ? (['do.threat.report'] as const) : []),
      ];
  }
}

export function Steps({ keys, text }: { keys: readonly WordKey[]; text: Text }) {
  return (
    <ol class="steps">
      {keys.map((key) => (
        <li key={key}>{text(key)}</li>
      ))}
    </ol>
  );
}
