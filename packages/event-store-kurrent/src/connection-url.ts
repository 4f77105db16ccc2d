import type { Credentials } from '@eventstore/db-client'
import { LogFault } from '@shenbao/event-store/port.ts'

/** What may stand behind the `?`. Anything else the client would pass over, or repeat on the screen with the password in it. */
const SETTINGS = new Set([
  'tls',
  'tlscafile',
  'connectionname',
  'nodepreference',
  'maxdiscoverattempts',
  'discoveryinterval',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'defaultdeadline',
])

const URL_SHAPE =
  /^esdb(?:\+discover)?:\/\/(?:(?<user>[^:@/?]+):(?<password>[^@/?]+)@)?(?<hosts>[^/?@]+)\/?(?:\?(?<settings>.*))?$/

/** Sent where the connection is not encrypted; the client throws them away then, but naming some is what chooses `Append`. */
const NOBODY: Credentials = { username: '-', password: '-' }

/**
 * Checks a connection string before the client sees it, and takes the credentials out of it: they are named with every call,
 * because a call that names credentials is made by itself and does not share its fate with others. Faults never repeat the
 * string, which holds a password.
 */
export const credentialsOf = (url: string): Credentials => {
  const found = URL_SHAPE.exec(url.trim())?.groups
  if (!found) throw refused('应为 esdb://用户:密码@主机:端口?tls=true 或 esdb+discover://… 的形式')
  const settings = settingsOf(found['settings'] ?? '')
  for (const name of settings.keys()) if (!SETTINGS.has(name)) throw refused(`不能使用参数 ${name}`)
  if (Number(settings.get('keepalivetimeout') ?? 0) < 0) throw refused('keepAliveTimeout 不能是负数，否则第一次心跳就会断开连接')
  if (settings.get('tls') === 'false') return NOBODY
  const { user, password } = found
  if (user === undefined || password === undefined) throw refused('加密连接要写明用户和密码，例如 esdb://admin:密码@主机:2113')
  return { username: decodeURIComponent(user), password: decodeURIComponent(password) }
}

const settingsOf = (query: string): ReadonlyMap<string, string> =>
  new Map(
    query
      .split('&')
      .filter(pair => pair !== '')
      .map(pair => {
        const [name = '', value = ''] = pair.split('=')
        return [name.toLowerCase().replace(/[_-]/g, ''), value]
      }),
  )

export const refused = (why: string): LogFault =>
  new LogFault(`日志服务器的地址（EVENTSTOREDB_URL）不能用：${why}。请改正后重启服务。`, { settled: true })
