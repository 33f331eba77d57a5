import type { Ports } from '@/tests/support/servers/configs';

/** Horde's own settings, in its own names: no database, nothing kept but sessions in the run's folder. */

type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value };

function php(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(php).join(', ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(([name, inner]) => `'${name}' => ${php(inner)}`);
    return `[${entries.join(', ')}]`;
  }
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** E_ERROR, E_PARSE, E_CORE_ERROR, E_COMPILE_ERROR. */
const ONLY_ERRORS = 85;
const OWNER_ONLY = 0o77;

export function hordeConf(run: string, { smtp }: Ports): string {
  const driver = (name: string | false) => ({ driver: name });
  const conf: Value = {
    debug_level: ONLY_ERRORS,
    max_exec_time: 0,
    compress_pages: false,
    umask: OWNER_ONLY,
    testdisable: true,
    tmpdir: `${run}/horde/tmp`,
    use_ssl: 2,
    server: { port: 443, token_lifetime: 1800 },
    urls: { token_lifetime: 30, hmac_lifetime: 30, pretty: false },
    secret_key: 'tests-only-key-0123456789',
    cookie: { domain: '', path: '/horde' },
    session: {
      name: 'Horde',
      cache_limiter: 'nocache',
      use_only_cookies: true,
      max_time: 72_000,
      timeout: 0,
    },
    sessionhandler: { type: 'Builtin', hashtable: false },
    auth: {
      admins: [],
      checkip: false,
      checkbrowser: false,
      resetpassword: false,
      alternate_login: false,
      redirect_on_logout: false,
      list_users: 'input',
      driver: 'application',
      params: { app: 'imp' },
    },
    signup: { allow: false },
    sql: { phptype: false },
    nosql: { phptype: false },
    ldap: { useldap: false },
    prefs: { driver: 'Session', params: {}, maxsize: 65_535 },
    alarms: driver(false),
    group: { driver: 'Mock', cache: false },
    perms: driver('Null'),
    share: { no_sharing: true, driver: 'Sqlng' },
    cache: {
      driver: 'File',
      params: { dir: `${run}/horde/tmp`, sub: 0 },
      default_lifetime: 86_400,
      compress: false,
    },
    hashtable: driver('none'),
    lock: driver('Null'),
    token: driver('Null'),
    history: driver('Null'),
    davstorage: driver('Null'),
    image: driver(false),
    accounts: driver('null'),
    mailer: {
      type: 'smtp',
      params: { host: '127.0.0.1', port: smtp, auth: false, secure: false, localhost: 'localhost' },
    },
    vfs: { type: 'File', params: { vfsroot: `${run}/horde/vfs` } },
    geoip: { maxmind: driver(false) },
    problems: { enabled: false },
    menu: {
      apps: [],
      always: false,
      links: {
        help: 'all',
        prefs: 'authenticated',
        problem: 'never',
        login: 'all',
        logout: 'authenticated',
      },
    },
    user: { force_view: false, select_view: false, select_sidebar: false },
    portal: { fixed_blocks: [] },
    facebook: { enabled: false },
    twitter: { enabled: false },
    urlshortener: false,
    weather: { provider: false },
    imap: { enabled: false },
    imsp: { enabled: false },
    kolab: { enabled: false },
    activesync: { enabled: false },
    cachecss: false,
    cachejs: false,
    cachethemes: false,
    cssminify: false,
    jsminify: false,
    log: {
      enabled: true,
      type: 'file',
      name: `${run}/log/horde.log`,
      priority: 'INFO',
      ident: 'HORDE',
      time_format: '',
    },
    log_accesskeys: false,
    dns: { resolver: false },
  };
  // The name that the browser asked for.
  return `$conf = ${php(conf)};\n$conf['server']['name'] = $_SERVER['SERVER_NAME'] ?? 'localhost';`;
}

export function impConf(): string {
  const conf: Value = {
    user: { allow_view_source: true },
    server: { server_list: 'none' },
    compose: {
      use_vfs: false,
      link_attachments: false,
      attach_size_limit: 0,
      attach_count_limit: 0,
      reply_limit: 200_000,
      ac_threshold: 3,
      htmlsig_img_size: 30_000,
    },
    pgp: { keylength: 0 },
    maillog: { driver: 'none' },
    sentmail: { driver: 'Null' },
    contactsimage: { backends: [] },
    tasklist: { use_tasklist: false },
    notepad: { use_notepad: false },
  };
  return `$conf = ${php(conf)};`;
}

export function hordeBackend({ imap, smtp }: Ports): string {
  const server: Value = {
    disabled: false,
    name: 'IMAP',
    hostspec: '127.0.0.1',
    hordeauth: false,
    protocol: 'imap',
    port: imap,
    secure: false,
    maildomain: 'mail.test',
    smtp: { auth: false, host: '127.0.0.1', port: smtp, localhost: 'localhost' },
  };
  return `$servers['imap'] = ${php(server)};`;
}
