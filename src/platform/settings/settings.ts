import { resolve } from 'node:path';
import { z } from 'zod';
import { refuse } from '#kernel';

const Address = z.url({ protocol: /^https?$/, error: '须为 http(s) 地址 · an http(s) URL' });
const Url = Address.transform((text) => text.replace(/\/+$/, ''));
const Switch = z
  .enum(['1', '0', 'true', 'false', 'yes', 'no', 'on', 'off'], { error: '须为 1 或 0 · 1 or 0' })
  .transform((text) => /^(1|true|yes|on)$/.test(text));
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: `须为 ${least} 至 ${most} 的整数 · a whole number` })
    .transform(Number)
    .refine((n) => n >= least && n <= most, { error: `须在 ${least} 至 ${most} 之间 · between ${least} and ${most}` });
const Secret = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, { error: '须为 64 位十六进制，例如 openssl rand -hex 32 · 64 hex digits' });

/** Every variable that Clearway reads; `.describe()` is what `.env` documentation and error messages quote. */
export const Environment = z.object({
  PORT: wholeNumber(0, 65_535).default(8080).describe('监听端口 · port to listen on'),
  HOST: z.string().min(1).default('127.0.0.1').describe('监听地址 · address to listen on'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('data')
    .transform((path) => resolve(path))
    .describe('数据目录 · data folder'),
  PACKS_DIR: z
    .string()
    .min(1)
    .transform((path) => resolve(path))
    .optional()
    .describe('资源包目录；不填则用自带的 · packs folder, default: the one shipped'),
  CITY: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, { error: '须为 packs 下的文件夹名 · a folder under packs' })
    .default('quzhou')
    .describe('城市包 · which city pack'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, { error: '须为 postgres://用户:密码@主机/库 · a postgres:// URL' })
    .optional()
    .describe('自有 PostgreSQL；不填则用内置的 · your own server; default: the embedded one'),
  DATABASE_CONNECTIONS: wholeNumber(3, 500)
    .default(16)
    .describe('每个角色的连接数，至少 3（后台任务办一件时要用两个） · connections per role'),
  DEMO: Switch.default(true).describe('演示城市与演示账号 · demo city and accounts'),
  BASE_URL: Url.optional().describe('对外地址 · the address that people type'),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0).describe('前置反向代理层数 · own reverse proxies in front'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: '须为 debug、info、warn、error 或 silent',
    })
    .default('info')
    .describe('日志级别 · log level'),
  CONTENT_KEY: Secret.optional().describe(
    '内容加密主密钥；不填则在数据目录生成 · master key; default: made in DATA_DIR',
  ),
  // Compared letter by letter with what the issuer calls itself, so a final slash stays.
  OIDC_ISSUER: Address.optional().describe('单点登录发行方 · OpenID Connect issuer'),
  OIDC_CLIENT_ID: z.string().min(1).optional().describe('单点登录应用标识 · client id'),
  OIDC_CLIENT_SECRET: z.string().min(1).optional().describe('单点登录应用密钥 · client secret'),
  EXCHANGE_12345_SECRET: z
    .string()
    .min(16, '至少 16 位 · at least 16 signs')
    .optional()
    .describe('12345 对接密钥 · shared with the hotline'),
  EXCHANGE_12345_URL: Url.optional().describe('12345 回告地址 · where the hotline is told'),
  EXCHANGE_110_SECRET: z
    .string()
    .min(16, '至少 16 位 · at least 16 signs')
    .optional()
    .describe('110 对接密钥 · shared with the police'),
  EXCHANGE_110_URL: Url.optional().describe('110 回告地址 · where the police is told'),
  SMS_URL: Url.optional().describe('短信网关地址 · SMS gateway'),
  SMS_TOKEN: z.string().min(1).optional().describe('短信网关令牌 · SMS gateway token'),
  WORK_APP_URL: Url.optional().describe('工作应用（浙政钉等）免登网关 · work app sign-in gateway'),
  WORK_NOTICE_URL: Url.optional().describe('工作通知网关地址 · work notice gateway'),
  WORK_NOTICE_TOKEN: z.string().min(1).optional().describe('工作通知网关令牌 · work notice token'),
  WORK_APP_TOKEN: z.string().min(1).optional().describe('工作应用网关令牌 · work app gateway token'),
  MAIL_URL: z
    .url({ protocol: /^smtps?$/, error: '须为 smtp:// 或 smtps:// 地址 · an smtp(s) URL' })
    .optional()
    .describe('发邮件的 SMTP 服务器：smtp://用户:密码@主机:端口 · mail server'),
  MAIL_FROM: z.string().min(3).max(200).optional().describe('发件人：名称 <地址> · sender of mails'),
  CLAMAV_HOST: z.string().min(1).max(255).optional().describe('病毒检查服务 clamd 的地址 · ClamAV daemon'),
  CLAMAV_PORT: wholeNumber(1, 65_535).default(3310).describe('病毒检查服务的端口 · ClamAV port'),
  WEBHOOK_ALLOW: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine((hosts) => hosts.every((each) => URL.parse(`http://${each}`)?.host === each.toLowerCase()), {
      error: '须为 主机 或 主机:端口，逗号分隔，不带 http:// · host or host:port',
    })
    .optional()
    .describe('网络回调可发往的内网系统 · inner systems that webhooks may reach'),
  WEBHOOK_PRIVATE: Switch.default(false).describe(
    '网络回调可发往内网和 http 地址 · webhooks may go to private addresses',
  ),
});
export type Environment = z.infer<typeof Environment>;

type Gateway = { readonly url: string; readonly token?: string };

export type Settings = {
  readonly packsDir?: string;
  readonly city: string;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly databaseConnections: number;
  readonly demo: boolean;
  readonly baseUrl?: string;
  readonly trustedProxies: number;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly contentKey?: string;
  readonly oidc?: { readonly issuer: string; readonly clientId: string; readonly clientSecret?: string };
  /** Peers of the work-order exchange; one without a secret sends Excel files only. */
  readonly peers: readonly { readonly peer: '12345' | '110'; readonly secret?: string; readonly url?: string }[];
  readonly sms?: Gateway;
  readonly workApp?: Gateway;
  /** Inner addresses that webhooks may reach: all, or the named ones. */
  readonly webhookPrivate: boolean | readonly string[];
  readonly clamav?: { readonly host: string; readonly port: number };
  readonly workNotice?: Gateway;
  readonly mail?: { readonly url: string; readonly from: string };
};

type Variables = Readonly<Record<string, string | undefined>>;
type Wrong = { readonly path: string; readonly message: string };

/**
 * Reads the environment once, at start. An empty variable counts as not set.
 * @throws Refusal `settings.wrong` with one line for every wrong variable
 */
export function readSettings(variables: Variables): Settings {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = Environment.safeParse(given, { error: z.locales.zhCN().localeError });
  const wrong: Wrong[] = read.success
    ? togetherWrong(read.data)
    : read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  if (read.success && wrong.length === 0) return settingsFrom(read.data);
  throw refuse({
    code: 'settings.wrong',
    kind: 'invalid',
    what: `环境变量有 ${wrong.length} 处不对，未启动 (${wrong.length} wrong environment variables)`,
    todo: '请改正后重新启动；全部变量见 docs/guides/operate.md',
    at: wrong.map((each) => told(each, given)),
  });
}

/** The value is shown unless it is a secret. */
function told({ path, message }: Wrong, given: Variables): Wrong {
  const secret = /KEY|SECRET|TOKEN|DATABASE_URL|MAIL_URL/.test(path);
  const shown = given[path] === undefined ? '' : secret ? '“***” ' : `“${given[path]}” `;
  const field = Environment.shape[path as keyof typeof Environment.shape];
  return { path, message: `${shown}${message}（${field?.description ?? ''}）` };
}

function togetherWrong(env: Environment): Wrong[] {
  const wrong: Wrong[] = [];
  const need = (path: string, message: string): void => void wrong.push({ path, message });
  if (env.OIDC_ISSUER && !env.OIDC_CLIENT_ID)
    need('OIDC_CLIENT_ID', '设了 OIDC_ISSUER 时必填 · needed with OIDC_ISSUER');
  if (env.OIDC_CLIENT_ID && !env.OIDC_ISSUER)
    need('OIDC_ISSUER', '设了 OIDC_CLIENT_ID 时必填 · needed with OIDC_CLIENT_ID');
  if (env.OIDC_ISSUER && !env.BASE_URL)
    need('BASE_URL', '单点登录要知道回到哪里 · sign-in must know where to come back');
  if (!env.DEMO && env.DATABASE_URL && !env.CONTENT_KEY) {
    need('CONTENT_KEY', '用自有数据库时须自行保管密钥 · keep the key apart from your own database');
  }
  if (env.MAIL_URL && !env.MAIL_FROM) need('MAIL_FROM', '设了 MAIL_URL 时必填 · needed with MAIL_URL');
  return wrong;
}

/** As public as a demo's passwords: so that the documented exchange can be tried at once. */
const demoSecret = (peer: string): string => `demo-exchange-${peer}`;

function settingsFrom(env: Environment): Settings {
  return {
    port: env.PORT,
    city: env.CITY,
    peers: (['12345', '110'] as const).map((peer) => {
      const secret = env[`EXCHANGE_${peer}_SECRET`] ?? (env.DEMO ? demoSecret(peer) : undefined);
      const url = env[`EXCHANGE_${peer}_URL`];
      return { peer, ...(secret ? { secret } : {}), ...(url ? { url } : {}) };
    }),
    ...(env.PACKS_DIR ? { packsDir: env.PACKS_DIR } : {}),
    host: env.HOST,
    dataDir: env.DATA_DIR,
    databaseConnections: env.DATABASE_CONNECTIONS,
    demo: env.DEMO,
    trustedProxies: env.TRUSTED_PROXIES,
    webhookPrivate: env.WEBHOOK_PRIVATE || (env.WEBHOOK_ALLOW ?? []),
    logLevel: env.LOG_LEVEL,
    ...(env.CLAMAV_HOST ? { clamav: { host: env.CLAMAV_HOST, port: env.CLAMAV_PORT } } : {}),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.BASE_URL ? { baseUrl: env.BASE_URL } : {}),
    ...(env.CONTENT_KEY ? { contentKey: env.CONTENT_KEY.toLowerCase() } : {}),
    ...(env.OIDC_ISSUER && env.OIDC_CLIENT_ID
      ? {
          oidc: {
            issuer: env.OIDC_ISSUER,
            clientId: env.OIDC_CLIENT_ID,
            ...(env.OIDC_CLIENT_SECRET ? { clientSecret: env.OIDC_CLIENT_SECRET } : {}),
          },
        }
      : {}),
    ...(env.MAIL_URL && env.MAIL_FROM ? { mail: { url: env.MAIL_URL, from: env.MAIL_FROM } } : {}),
    ...gateway('sms', env.SMS_URL, env.SMS_TOKEN),
    ...gateway('workApp', env.WORK_APP_URL, env.WORK_APP_TOKEN),
    ...gateway('workNotice', env.WORK_NOTICE_URL, env.WORK_NOTICE_TOKEN),
  };
}

const gateway = <Name extends string>(name: Name, url: string | undefined, token: string | undefined) =>
  (url ? { [name]: { url, ...(token ? { token } : {}) } } : {}) as { readonly [N in Name]?: Gateway };
