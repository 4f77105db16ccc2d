import { resolve } from 'node:path'
import { DEFAULT_DIGEST, type DigestName, digestNames } from '@shenbao/audit/log-begun.ts'
import { type Day, isDay } from '@shenbao/kernel/dates.ts'
import { attachmentsDirectory } from './data-files.ts'

/** What the operator decides, checked whole at boot. */
export type Config = Readonly<{
  port: number
  host: string
  dataDirectory: string
  demonstration: boolean
  /** The business day of the demonstration, `null` for the real one. */
  setToday: Day | null
  /** The cluster that keeps the log (`esdb://…`); `null` for the embedded one in the data directory. */
  eventStoreUrl: string | null
  /** The digest of a log that is begun now; one that has begun keeps its own. */
  digest: DigestName
  /** How often a log with something new in it is sealed, in minutes. */
  sealMinutes: number
  /** How often lapsed deadlines are looked for, in minutes. */
  sweepMinutes: number
  /** The file of the key that seals, shared by the servers of a cluster; `null` for the one in the data directory. */
  sealKeyFile: string | null
  /** Where browsers reach the server when it is not the own machine (`https://shenbao.example.gov.cn`); `null` when not said. */
  origin: URL | null
  /** Where evidence is kept; the servers of a cluster share it. */
  attachmentsDirectory: string
  /** The largest file taken as evidence, in MB. */
  attachmentMegabytes: number
}>

export type Checked = Readonly<{ ok: true; config: Config }> | Readonly<{ ok: false; problems: readonly string[] }>

/** Demonstration accounts share one published password, so they never leave the own machine. */
const ownMachine = new Set(['127.0.0.1', 'localhost', '::1'])

export const isOwnMachine = (host: string): boolean => ownMachine.has(host)

/**
 * A seal is checked over the ends of all streams. Sealing hourly leaves little uncovered and keeps the check of a long log short.
 */
const SEAL_MINUTES_USUAL = 60
const MINUTES_MAX = 24 * 60

/** Scans of contracts and reports stay far below. */
const MEGABYTES_USUAL = 50
const MEGABYTES_MAX = 500

/** A lapse is counted in days; a few minutes after midnight, or after the date was moved in a demonstration, is soon enough. */
const SWEEP_MINUTES_USUAL = 5

export const checkConfig = (env: Readonly<Record<string, string | undefined>>): Checked => {
  const problems: string[] = []
  const host = env['HOST'] || '127.0.0.1'
  const port = portOf(env['PORT'] || '7100')
  if (port === null) problems.push(`PORT 应为 0 至 65535 的整数，现在是“${env['PORT']}”。`)
  const demo = env['SHENBAO_DEMO'] || ''
  if (!['', '0', '1'].includes(demo)) problems.push(`SHENBAO_DEMO 只能是 0（关闭）或 1（打开），现在是“${demo}”。`)
  const demonstration = demo === '' ? isOwnMachine(host) : demo === '1'
  if (demonstration && !isOwnMachine(host))
    problems.push(
      `演示模式的账号和口令是公开的，只能在本机使用：请把 HOST 设为 127.0.0.1，或设 SHENBAO_DEMO=0。现在 HOST 是“${host}”。`,
    )
  const setToday = env['SHENBAO_TODAY'] || null
  if (setToday !== null && !isDay(setToday)) problems.push(`SHENBAO_TODAY 应为存在的日期，例如 2026-08-31，现在是“${setToday}”。`)
  if (setToday !== null && !demonstration) problems.push('SHENBAO_TODAY 只在演示模式下有效：正式使用的日期不能改动。请去掉它。')
  const origin = originOf(env['SHENBAO_ORIGIN'] || '')
  if (origin === undefined)
    problems.push(`SHENBAO_ORIGIN 应为浏览器访问的地址，例如 https://shenbao.example.gov.cn，现在是“${env['SHENBAO_ORIGIN']}”。`)
  const eventStoreUrl = env['EVENTSTOREDB_URL'] || null
  if (eventStoreUrl !== null && !/^esdb(\+discover)?:\/\//.test(eventStoreUrl))
    problems.push('EVENTSTOREDB_URL 应以 esdb:// 或 esdb+discover:// 开头，例如 esdb://localhost:2113?tls=false。')
  const digest = digestOfEnvironment(env)
  if (digest === null) problems.push(`SHENBAO_DIGEST 只能是 ${digestNames.join(' 或 ')}，现在是“${env['SHENBAO_DIGEST']}”。`)
  const sealMinutes = minutesOf(env['SHENBAO_SEAL_MINUTES'] || String(SEAL_MINUTES_USUAL))
  if (sealMinutes === null)
    problems.push(`SHENBAO_SEAL_MINUTES 应为 1 至 ${MINUTES_MAX} 的整数（分钟），现在是“${env['SHENBAO_SEAL_MINUTES']}”。`)
  const sweepMinutes = minutesOf(env['SHENBAO_SWEEP_MINUTES'] || String(SWEEP_MINUTES_USUAL))
  if (sweepMinutes === null)
    problems.push(`SHENBAO_SWEEP_MINUTES 应为 1 至 ${MINUTES_MAX} 的整数（分钟），现在是“${env['SHENBAO_SWEEP_MINUTES']}”。`)
  const attachmentMegabytes = megabytesOf(env['SHENBAO_ATTACHMENT_MB'] || String(MEGABYTES_USUAL))
  if (attachmentMegabytes === null)
    problems.push(`SHENBAO_ATTACHMENT_MB 应为 1 至 ${MEGABYTES_MAX} 的整数，现在是“${env['SHENBAO_ATTACHMENT_MB']}”。`)
  const sealKeyFile = env['SHENBAO_SEAL_KEY'] ? resolve(env['SHENBAO_SEAL_KEY']) : null
  const dataDirectory = resolve(env['DATA_DIR'] || 'data')
  if (
    problems.length > 0 ||
    port === null ||
    origin === undefined ||
    digest === null ||
    attachmentMegabytes === null ||
    sealMinutes === null ||
    sweepMinutes === null
  )
    return { ok: false, problems }
  return {
    ok: true,
    config: {
      port,
      host,
      dataDirectory,
      demonstration,
      setToday,
      eventStoreUrl,
      digest,
      sealMinutes,
      sweepMinutes,
      sealKeyFile,
      origin,
      attachmentsDirectory: resolve(env['SHENBAO_ATTACHMENTS'] || attachmentsDirectory(dataDirectory)),
      attachmentMegabytes,
    },
  }
}

/** SHENBAO_DIGEST: what a new log is to be linked by; `null` when it names no digest. Whoever may begin a log asks here. */
export const digestOfEnvironment = (env: Readonly<Record<string, string | undefined>>): DigestName | null =>
  digestNames.find(name => name === (env['SHENBAO_DIGEST'] || DEFAULT_DIGEST)) ?? null

const minutesOf = (text: string): number | null => {
  const minutes = Number(text)
  return /^[1-9]\d{0,4}$/.test(text) && minutes <= MINUTES_MAX ? minutes : null
}

const megabytesOf = (text: string): number | null => {
  const megabytes = Number(text)
  return /^[1-9]\d{0,2}$/.test(text) && megabytes <= MEGABYTES_MAX ? megabytes : null
}

const portOf = (text: string): number | null => {
  const port = Number(text)
  return /^\d{1,5}$/.test(text) && port <= 65535 ? port : null
}

/** `undefined` when the text is no origin. */
const originOf = (text: string): URL | null | undefined => {
  if (text === '') return null
  const url = URL.parse(text)
  return url && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && url.search === '' ? url : undefined
}
