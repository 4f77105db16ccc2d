import { hash, randomUUIDv7 } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { directoryOfAttachments } from '@shenbao/attachments/directory-of-attachments.ts'
import { beginLog, isUnused } from '@shenbao/audit/begin-log.ts'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { refuseHalfRestored } from '@shenbao/backup/restoring.ts'
import { editedRoutes } from '@shenbao/declaration/routes.ts'
import { demonstrationAccounts, demonstrationPassword } from '@shenbao/directory/demonstration.ts'
import { type EventStore, LogFault } from '@shenbao/event-store/port.ts'
import { openKurrentEventStore } from '@shenbao/event-store-kurrent/kurrent-event-store.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import { finishIntakes } from '@shenbao/handler/intake.ts'
import { newRouteBook, readingRoutesFirst } from '@shenbao/handler/route-book.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import { openReadModels } from '@shenbao/read-models/read-models.ts'
import { type Logger, pino } from 'pino'
import { buildApp } from './app.ts'
import { systemClock } from './clock.ts'
import { type Config, checkConfig } from './config.ts'
import { connect, type Deps } from './connect.ts'
import { openCredentials } from './credentials.ts'
import { credentialsFile, logFile, readModelsDirectory } from './data-files.ts'
import { importDemonstration } from './demonstration.ts'
import { newDirectoryDesk } from './directory-desk.ts'
import { beginDemonstration } from './init.ts'
import { readForms } from './read-forms.ts'
import { findSealKey } from './seal-key.ts'
import { instantsOf, intakePartsOf, recorderOf } from './shipped.ts'
import { findWebPage } from './web-page.ts'

/** Composition only: what is connected to what. Prints for people on stdout, keeps the operating log on stderr. */
const CLOSE_MS_MAX = 10_000
const PROGRESS_MS = 2_000
const MINUTE_MS = 60_000
/** An upload that took longer than a day was broken off. */
const UNFINISHED_MS_MAX = 24 * 60 * MINUTE_MS

const dateIsReal = '这个数据目录里是正式的记录，日期不能改动。请去掉 SHENBAO_TODAY，或换一个 DATA_DIR 试用。'

const say = (line: string): void => console.log(line)

/** One machine keeps the log in a file beside it; a cluster keeps it for any number of servers. */
const openLog = async ({ eventStoreUrl, dataDirectory }: Config, logger: Logger): Promise<EventStore> => {
  if (eventStoreUrl === null) return openSqliteEventStore(logFile(dataDirectory))
  const notice = (trouble: unknown): void => logger.warn({ err: trouble }, 'the log server did not answer; trying again')
  const store = openKurrentEventStore(eventStoreUrl, { notice })
  try {
    await patiently(() => '正在连接日志服务器……', store.head())
  } catch (fault) {
    if (!(fault instanceof LogFault)) throw fault
    throw new LogFault(`${fault.message}它的地址写在 EVENTSTOREDB_URL 中。`, { cause: fault, settled: true })
  }
  return store
}

/** A shipped route that was edited would read every declaration on it differently than it was decided. */
const refuseEditedRoutes = (): void => {
  const edited = editedRoutes(sm3)
  if (edited.length > 0)
    throw new LogFault(`本程序自带的流程 ${edited.join('、')} 与发布时不同，程序文件可能被改动。请重新安装后再启动。`, {
      settled: true,
    })
}

const start = async (config: Config): Promise<void> => {
  refuseHalfRestored(config.dataDirectory)
  mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 })
  // A person watching a terminal reads sentences and hears of faults only; a log collector reads every line.
  const logger = pino({ level: process.stdout.isTTY ? 'error' : 'info' }, pino.destination(2))
  const log = await openLog(config, logger)
  const credentials = openCredentials(credentialsFile(config.dataDirectory))
  const clock = systemClock(config.setToday)
  const { name: digestName, digest } = await beginLog({ store: log, now: instantsOf(clock) }, config.digest)
  refuseEditedRoutes()
  const book = newRouteBook(log, digest)
  await book.refresh()
  const { world } = book
  const store = readingRoutesFirst(log, book)
  const base = { store, credentials, clock, digest, world, book, newId: (): string => randomUUIDv7() }

  const desk = newDirectoryDesk(base)
  // Without the directory nobody is served: one written by a newer program is refused now, not at every request.
  await desk.current()
  const isDemonstration = config.demonstration && (await beginDemonstration({ ...base, desk }))
  if (config.setToday !== null && !isDemonstration) throw new LogFault(dateIsReal, { settled: true })
  const intakeParts = intakePartsOf(recorderOf(base), world)
  const leftAlone = (why: UnreadableFact): void => logger.error({ err: why }, 'an import was left for a newer program')
  await patiently(() => '正在检查上次未完成的导入……', finishIntakes(intakeParts, leftAlone))
  const models = await openReadModels({
    store,
    world,
    directory: readModelsDirectory(config.dataDirectory),
    onFault: fault => logger.error({ err: fault }, 'reading the log failed; trying again'),
  })
  await patiently(() => `正在整理记录，已读 ${models.facts()} 条……`, models.caughtUp)

  const attachments = directoryOfAttachments({
    directory: config.attachmentsDirectory,
    digest: digestName,
    bytesMax: config.attachmentMegabytes * 1024 * 1024,
  })
  await attachments.sweep(new Date(clock.now().getTime() - UNFINISHED_MS_MAX))
  const sealKey = findSealKey(config, isDemonstration)
  const deps: Deps = {
    ...base,
    models,
    digestName,
    sealKey: sealKey.key,
    digestOfBytes: bytes => hash('sm3', bytes),
    attachments,
    readForms,
    demonstration: isDemonstration,
    host: config.host,
    origin: config.origin,
    web: findWebPage(),
    logger,
  }
  const desks = connect(deps)
  if (isDemonstration) await patiently(() => '正在导入演示用的申报表……', importDemonstration(models, desks))
  const app = await buildApp(deps, desks)
  const isEmpty = await isUnused(store)
  const address = await app.listen({ host: config.host, port: config.port })

  const stop = async (): Promise<void> => {
    setTimeout(() => process.exit(1), CLOSE_MS_MAX).unref()
    await app.close()
    await desks.sweeping.stop()
    await models.stop()
    await desks.sealing.stop()
    credentials.close()
    await store.close()
    say('申报系统已停止。')
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())

  say(`申报系统已启动：${address}`)
  desks.sweeping.begin(config.sweepMinutes * MINUTE_MS)
  desks.sealing.begin(config.sealMinutes * MINUTE_MS)
  if (isDemonstration) sayDemonstration()
  // What founds an organisation makes a key as well.
  if (isEmpty) say('这里还没有单位和人员。请先停下服务，运行 npx -y pnpm@12 shenbao init 建立单位和首任系统管理员。')
  else if (sealKey.key === null) say(sealKey.why)
}

/** What takes longer than two seconds says how far it is. */
const patiently = async <Done>(line: () => string, work: Promise<Done>): Promise<Done> => {
  const timer = setInterval(() => say(line()), PROGRESS_MS)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}

const sayDemonstration = (): void => {
  say(`演示模式，口令都是 ${demonstrationPassword}。账号：`)
  for (const { account, title } of demonstrationAccounts) say(`  ${account.padEnd(16)} ${title}`)
  say('按 Ctrl-C 停止。')
}

const startProblem = (error: unknown, { port, host, dataDirectory }: Config): string => {
  if (error instanceof LogFault || error instanceof UnreadableFact) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') return `端口 ${port} 已被占用。请停下占用它的程序，或换一个端口，例如 PORT=7101。`
  if (code === 'EACCES' || code === 'EPERM')
    return `没有权限使用 ${dataDirectory} 或端口 ${port}。请检查权限，或换一个 DATA_DIR、PORT。`
  if (code === 'EEXIST' || code === 'ENOTDIR') return `${dataDirectory} 不是目录，不能存放数据。请换一个 DATA_DIR。`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `这台机器没有地址 ${host}。请检查 HOST。`
  if (code === 'ENOSPC') return `磁盘已满，无法写入 ${dataDirectory}。请腾出空间后再启动。`
  return `启动没有成功：${error instanceof Error ? error.message : String(error)}`
}

const checked = checkConfig(process.env)
if (!checked.ok) {
  for (const problem of checked.problems) console.error(problem)
  process.exitCode = 2
} else {
  try {
    await start(checked.config)
  } catch (error) {
    console.error(startProblem(error, checked.config))
    process.exit(1)
  }
}
