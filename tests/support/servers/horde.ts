/**
 * A real Horde IMP with its own mailbox, on loopback: a private copy of Debian's
 * files and php-fpm behind what all the webmails of the tests have (`run.ts`).
 *
 * Debian 12 has a Horde that is older than its PHP. Three things are put right,
 * in private copies: `each()` is gone from PHP 8; a null name of a method is
 * refused; an empty cache of the resolver ends the script after a mail was sent,
 * and the page then speaks of an error.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fpm } from '@/tests/support/servers/configs';
import { hordeBackend, hordeConf, impConf } from '@/tests/support/servers/horde-conf';
import { phpFpm } from '@/tests/support/servers/roundcube';
import { type MailboxOptions, startWebmail, type Webmail } from '@/tests/support/servers/run';

const LIBRARY = '/usr/share/php';

export interface HordeOptions extends MailboxOptions {
  readonly language?: 'nl_NL' | 'fr_FR' | 'de_DE' | 'en_US';
}

/** @throws when the Debian packages are missing, or when a server does not answer in time. */
export function startHorde({ language = 'nl_NL', ...mailbox }: HordeOptions): Promise<Webmail> {
  return startWebmail(
    {
      name: 'Horde',
      site: (run) => SITE.replaceAll('RUN', run),
      configure(run, ports) {
        for (const name of ['fpm', 'www', 'horde/tmp', 'horde/vfs', 'horde/sessions'])
          mkdirSync(join(run, name), { recursive: true });
        const app = join(run, 'www/horde');
        copyFiles('/usr/share/horde', app);
        rmSync(join(app, '.htaccess'), { force: true });
        write(app, 'config/conf.php', hordeConf(run, ports));
        write(
          app,
          'config/prefs.local.php',
          `$_prefs['language']['value'] = '${language}';
$_prefs['initial_application']['value'] = 'imp';`,
        );
        write(app, 'imp/config/conf.php', impConf());
        write(app, 'imp/config/backends.local.php', hordeBackend(ports));
        // Debian's defaults show the text part; most hosts show the HTML part.
        write(app, 'imp/config/mime_drivers.local.php', `$mime_drivers['html']['inline'] = true;`);
        write(app, 'imp/config/prefs.local.php', `$_prefs['alternative_display']['value'] = 'html';`);
        putRight(run);
        writeFileSync(join(run, 'fpm/php-fpm.conf'), fpm(run, php(run)));
      },
      start: (run, begin) => begin('fpm', phpFpm(run)),
      first: ['/horde/login.php', 'horde_user'],
    },
    mailbox,
  );
}

/** Links are followed: much of it lies in /etc and in other packages. One of them leads nowhere, which `cp` reports. */
function copyFiles(from: string, to: string): void {
  try {
    execFileSync('cp', ['-rL', from, to], { stdio: 'pipe' });
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? error).trim();
    const others = said.split('\n').filter((line) => !line.includes('OpenLayers'));
    if (others.length > 0) throw error;
  }
}

function write(folder: string, name: string, code: string): void {
  writeFileSync(join(folder, name), `<?php\n${code}\n`);
}

const EACH = `if (!function_exists('each')) {
    function each(array &$a) {
        $k = key($a);
        if ($k === null) { return false; }
        $v = current($a);
        next($a);
        return [1 => $v, 'value' => $v, 0 => $k, 'key' => $k];
    }
}`;

/** Changed copies of single files, which stand before the library. */
const CHANGES: readonly [file: string, old: string, now: string][] = [
  [
    'Horde/Core/Ajax/Application/Handler.php',
    'new ReflectionMethod($this, $action)',
    'new ReflectionMethod($this, (string)$action)',
  ],
  ['Net/DNS2/Cache/File.php', 'filesize($this->cache_file)', 'max(1, filesize($this->cache_file))'],
];

function putRight(run: string): void {
  write(run, 'horde/prepend.php', EACH);
  for (const [file, old, now] of CHANGES) {
    const source = readFileSync(join(LIBRARY, file), 'utf8');
    if (!source.includes(old)) throw new Error(`${file} is not as it was known`);
    mkdirSync(join(run, 'horde/php', dirname(file)), { recursive: true });
    writeFileSync(join(run, 'horde/php', file), source.replaceAll(old, now));
  }
}

function php(run: string): string {
  return `php_admin_value[include_path] = ${run}/horde/php:${LIBRARY}
php_admin_value[session.save_path] = ${run}/horde/sessions
php_admin_value[sys_temp_dir] = ${run}/horde/tmp
php_admin_value[upload_tmp_dir] = ${run}/horde/tmp
php_admin_value[error_reporting] = 4177
php_admin_value[auto_prepend_file] = ${run}/horde/prepend.php
php_admin_flag[display_errors] = off`;
}

const SITE = `root RUN/www;
    index index.php;
    location = / { return 302 /horde/login.php; }
    location ~ ^/horde/(imp/)?(config|lib|locale|templates|migration|bin)/ { deny all; }
    location /horde/ { try_files $uri $uri/ /horde/rampage.php$is_args$args; }
    location ~ ^/horde/.+\\.php(/|$) {
      fastcgi_split_path_info ^(.+?\\.php)(/.*)$;
      set $pi $fastcgi_path_info;
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_param PATH_INFO $pi;
      fastcgi_param SERVER_NAME $host;
      fastcgi_read_timeout 60;
      fastcgi_pass unix:RUN/fpm/fpm.sock;
    }`;
