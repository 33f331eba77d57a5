/** Configuration texts of the servers behind the real webmails. All paths lie in the run's own temporary folder. */

export interface Account {
  readonly user: string;
  readonly group: string;
  readonly uid: number;
  readonly gid: number;
}

export interface Ports {
  readonly https: number;
  readonly imap: number;
  readonly smtp: number;
}

export const PASSWORD = 'secret';

export function dovecot(run: string, port: number, account: Account): string {
  const folder = (name: string) => `mailbox ${name} {\n special_use = \\${name}\n auto = subscribe\n}`;
  return `base_dir = ${run}/dovecot/run
state_dir = ${run}/dovecot/state
log_path = ${run}/log/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${account.user}
default_internal_group = ${account.group}
default_login_user = ${account.user}
first_valid_uid = ${account.uid}
first_valid_gid = ${account.gid}
mail_location = maildir:~/Maildir
mail_fsync = never
auth_username_format = %n
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${account.uid} gid=${account.gid} home=${run}/mail/%n
}
service imap-login {
  chroot =
  process_min_avail = 1
  service_count = 0
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
namespace inbox {
  inbox = yes
  ${['Drafts', 'Sent', 'Junk', 'Trash', 'Archive'].map(folder).join('\n')}
}
`;
}

/** @param site what stands in the server block */
export function nginx(run: string, port: number, site: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off;
worker_processes 1;
pid ${run}/nginx/nginx.pid;
error_log ${run}/log/nginx.log;
events { worker_connections 256; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log ${run}/log/access.log;
  ${temporary.map((name) => `${name}_temp_path ${run}/nginx/${name};`).join(' ')}
  client_max_body_size 30m;
  gzip on; gzip_types text/css application/javascript;
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${run}/nginx/cert.pem;
    ssl_certificate_key ${run}/nginx/key.pem;
    server_name _;
    location = /favicon.ico { return 204; }
    ${site}
  }
}
`;
}

/** `RUN` stands for the folder of the run. */
export const ROUNDCUBE_SITE = `root /var/lib/roundcube/public_html;
    index index.php;
    location ~ ^/(config|temp|logs|SQL|bin|program/(include|lib|localization))/ { deny all; }
    location / { try_files $uri $uri/ /index.php$is_args$args; }
    location ~ ^/index\\.php(/|$) {
      fastcgi_split_path_info ^(/index\\.php)(/.*)$;
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME $document_root/index.php;
      fastcgi_param PATH_INFO $fastcgi_path_info;
      fastcgi_pass unix:RUN/fpm/fpm.sock;
    }`;

/** @param more lines for the pool */
export function fpm(run: string, more: string): string {
  return `[global]
pid = ${run}/fpm/fpm.pid
error_log = ${run}/log/php-fpm.log
daemonize = no
[webmail]
listen = ${run}/fpm/fpm.sock
pm = static
pm.max_children = 4
clear_env = no
catch_workers_output = yes
php_admin_value[upload_max_filesize] = 25M
php_admin_value[post_max_size] = 30M
php_admin_value[error_log] = ${run}/log/php.log
${more}
`;
}

export function roundcubePhp(run: string): string {
  const inRun = ['session.save_path', 'sys_temp_dir', 'upload_tmp_dir'];
  return `env[ROUNDCUBE_CONFIG_DIR] = ${run}/rc/config
${inRun.map((name) => `php_admin_value[${name}] = ${run}/rc/temp`).join('\n')}`;
}

export interface RoundcubeSettings {
  readonly skin: 'elastic' | 'larry';
  readonly language: 'nl_NL' | 'fr_FR' | 'de_DE' | 'en_US';
  readonly sessions: 'php' | 'db';
  readonly htmlEditor: boolean;
}

export function roundcube(run: string, ports: Ports, settings: RoundcubeSettings): string {
  const values: Record<string, string | number | boolean | string[]> = {
    db_dsnw: `sqlite:///${run}/rc/roundcube.sqlite?mode=0640`,
    imap_host: `127.0.0.1:${ports.imap}`,
    smtp_host: `127.0.0.1:${ports.smtp}`,
    smtp_user: '',
    smtp_pass: '',
    mail_domain: 'mail.test',
    des_key: 'tests-only-key-24-bytes!',
    product_name: 'Roundcube Webmail',
    plugins: ['archive', 'markasjunk'],
    skin: settings.skin,
    language: settings.language,
    temp_dir: `${run}/rc/temp`,
    log_dir: `${run}/rc/logs`,
    enable_spellcheck: false,
    login_rate_limit: 1000,
    archive_mbox: 'Archive',
    session_storage: settings.sessions,
    htmleditor: settings.htmlEditor ? 1 : 0,
  };
  const php = (value: unknown): string =>
    Array.isArray(value)
      ? `[${value.map(php).join(', ')}]`
      : typeof value === 'string'
        ? `'${value}'`
        : String(value);
  const lines = Object.entries(values).map(([name, value]) => `$config['${name}'] = ${php(value)};`);
  return `<?php\n$config = [];\n${lines.join('\n')}\n`;
}
