/** A real Roundcube with its own mailbox, on loopback: php-fpm behind what all the webmails of the tests have (`run.ts`). */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  fpm,
  ROUNDCUBE_SITE,
  type RoundcubeSettings,
  roundcube,
  roundcubePhp,
} from '@/tests/support/servers/configs';
import { type MailboxOptions, startWebmail, type Webmail } from '@/tests/support/servers/run';

export type Roundcube = Webmail;

export interface RoundcubeOptions extends Partial<RoundcubeSettings>, MailboxOptions {}

/** @throws when the Debian packages are missing, or when a server does not answer in time. */
export function startRoundcube(options: RoundcubeOptions): Promise<Roundcube> {
  const settings: RoundcubeSettings = {
    skin: options.skin ?? 'elastic',
    language: options.language ?? 'nl_NL',
    sessions: options.sessions ?? 'php',
    htmlEditor: options.htmlEditor ?? false,
  };
  return startWebmail(
    {
      name: 'Roundcube',
      site: (run) => ROUNDCUBE_SITE.replaceAll('RUN', run),
      configure(run, ports) {
        for (const name of ['fpm', 'rc/config', 'rc/temp', 'rc/logs'])
          mkdirSync(join(run, name), { recursive: true });
        writeFileSync(join(run, 'fpm/php-fpm.conf'), fpm(run, roundcubePhp(run)));
        writeFileSync(join(run, 'rc/config/config.inc.php'), roundcube(run, ports, settings));
        for (const name of ['defaults.inc.php', 'mimetypes.php'])
          symlinkSync(`/etc/roundcube/${name}`, join(run, 'rc/config', name));
        const schema = '/usr/share/roundcube/SQL/sqlite.initial.sql';
        const database = join(run, 'rc/roundcube.sqlite');
        execFileSync('sqlite3', [database, 'PRAGMA journal_mode=WAL;', `.read ${schema}`], { stdio: 'pipe' });
      },
      start: (run, begin) => begin('fpm', phpFpm(run)),
      first: ['/', 'rcmloginuser'],
      logs: ['rc/logs'],
    },
    options,
  );
}

export function phpFpm(run: string): string[] {
  return ['/usr/sbin/php-fpm8.2', '--nodaemonize', '--fpm-config', `${run}/fpm/php-fpm.conf`];
}
