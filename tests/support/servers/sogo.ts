/**
 * A real SOGo with its own mailbox, on loopback: memcached, a private PostgreSQL
 * and sogod behind what all the webmails of the tests have (`run.ts`). Every
 * setting stands on sogod's command line, which wins over /etc/sogo.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PASSWORD, type Ports } from '@/tests/support/servers/configs';
import { freePort, listening } from '@/tests/support/servers/ports';
import {
  type MailboxOptions,
  runOnce,
  START_TIMEOUT_MS,
  startWebmail,
  type Webmail,
} from '@/tests/support/servers/run';

/** Where Debian keeps what sogod's pages load. */
const RESOURCES = '/usr/share/GNUstep/SOGo/WebServerResources/';
const POSTGRES = '/usr/lib/postgresql';

export interface SogoOptions extends MailboxOptions {
  readonly language?: 'Dutch' | 'French' | 'German' | 'English';
}

/** @throws when the Debian packages are missing, or when a server does not answer in time. */
export async function startSogo({ language = 'Dutch', ...mailbox }: SogoOptions): Promise<Webmail> {
  const [port, database] = [await freePort(), await freePort()];
  return startWebmail(
    {
      name: 'SOGo',
      site: () => site(port),
      configure(run) {
        for (const name of ['sogo/spool', 'sogo/tmp']) mkdirSync(join(run, name), { recursive: true });
      },
      async start(run, begin, ports) {
        const memcached = `${run}/sogo/memcached.sock`;
        begin('memcached', ['/usr/bin/memcached', '-l', '127.0.0.1', '-p', '0', '-U', '0', '-s', memcached]);
        await startPostgres(run, database, (command) => begin('postgres', command));
        begin('sogod', ['/usr/sbin/sogod', ...settings(run, port, database, ports, language)], {
          // sogod ends itself when it cannot read /etc/sogo/sogo.conf, which belongs to this group.
          group: 'sogo',
          env: { HOME: `${run}/sogo`, TZ: 'UTC' },
        });
        await listening(port, START_TIMEOUT_MS);
      },
      first: ['/SOGo/', 'SOGo'],
    },
    mailbox,
  );
}

async function startPostgres(run: string, port: number, begin: (command: string[]) => void): Promise<void> {
  const version = readdirSync(POSTGRES).sort().at(-1) ?? '';
  const bin = (name: string) => `${POSTGRES}/${version}/bin/${name}`;
  runOnce(run, [
    bin('initdb'),
    ...['-D', `${run}/postgres`, '-U', 'sogo', '--auth=trust', '--no-sync', '-E', 'UTF8', '--no-locale'],
  ]);
  const unsafe = ['-c', 'fsync=off', '-c', 'full_page_writes=off'];
  begin([bin('postgres'), '-D', `${run}/postgres`, '-h', '127.0.0.1', '-p', `${port}`, '-k', run, ...unsafe]);
  await listening(port, START_TIMEOUT_MS);
  const sql = `CREATE TABLE sogo_users (c_uid text PRIMARY KEY, c_name text, c_password text, c_cn text, mail text);
INSERT INTO sogo_users VALUES ('alex', 'alex', '${PASSWORD}', 'Alex Peeters', 'alex@mail.test');`;
  const asked = ['-qX', '-h', '127.0.0.1', '-p', `${port}`, '-U', 'sogo', 'postgres', '-c', sql];
  const end = Date.now() + START_TIMEOUT_MS;
  // The port is open a moment before the database takes commands.
  for (;;) {
    try {
      execFileSync(bin('psql'), asked, { stdio: 'pipe' });
      return;
    } catch (cause) {
      if (Date.now() > end) throw cause;
      await new Promise((next) => setTimeout(next, 100));
    }
  }
}

function settings(run: string, port: number, database: number, ports: Ports, language: string): string[] {
  const url = `postgresql://sogo:x@127.0.0.1:${database}/postgres`;
  const users = `({type=sql;id=users;viewURL="${url}/sogo_users";canAuthenticate=YES;isAddressBook=NO;userPasswordAlgorithm=plain;})`;
  const values: Record<string, string> = {
    WONoDetach: 'YES',
    WOLogFile: '-',
    WOPidFile: `${run}/sogo/sogo.pid`,
    WOWorkersCount: '3',
    WOPort: `127.0.0.1:${port}`,
    SOGoProfileURL: `${url}/sogo_user_profile`,
    OCSFolderInfoURL: `${url}/sogo_folder_info`,
    OCSSessionsFolderURL: `${url}/sogo_sessions_folder`,
    OCSEMailAlarmsFolderURL: `${url}/sogo_alarms_folder`,
    SOGoUserSources: users,
    SOGoIMAPServer: `imap://127.0.0.1:${ports.imap}`,
    SOGoMailingMechanism: 'smtp',
    SOGoSMTPServer: `smtp://127.0.0.1:${ports.smtp}`,
    SOGoMailDomain: 'mail.test',
    SOGoMemcachedHost: `${run}/sogo/memcached.sock`,
    SOGoLanguage: language,
    SOGoTimeZone: 'UTC',
    SOGoSentFolderName: 'Sent',
    SOGoTrashFolderName: 'Trash',
    SOGoDraftsFolderName: 'Drafts',
    SOGoJunkFolderName: 'Junk',
    SOGoMailSpoolPath: `${run}/sogo/spool`,
    SOGoSieveScriptsEnabled: 'NO',
    SOGoVacationEnabled: 'NO',
    SOGoForwardEnabled: 'NO',
    SOGoLoginModule: 'Mail',
    SxVMemLimit: '1024',
  };
  return Object.entries(values).flatMap(([name, value]) => [`-${name}`, value]);
}

function site(port: number): string {
  return `location = / { return 302 /SOGo/; }
    location ^~ /SOGo.woa/WebServerResources/ { alias ${RESOURCES}; }
    location ^~ /SOGo/WebServerResources/ { alias ${RESOURCES}; }
    location ^~ /SOGo {
      proxy_pass http://127.0.0.1:${port};
      proxy_set_header Host $http_host;
      proxy_set_header x-webobjects-server-protocol HTTP/1.0;
      proxy_set_header x-webobjects-remote-host 127.0.0.1;
      proxy_set_header x-webobjects-server-name $host;
      proxy_set_header x-webobjects-server-url $scheme://$http_host;
      proxy_set_header x-webobjects-server-port 443;
      proxy_buffer_size 64k; proxy_buffers 8 64k; proxy_busy_buffers_size 64k;
    }`;
}
