import { ErrorType } from '@eventstore/db-client'
import { LogDefect } from '@shenbao/event-store/defect.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import { typeOf } from './client-error.ts'

const REFUSED: ReadonlyMap<string, string> = new Map([
  [ErrorType.ACCESS_DENIED, '用户没有权限。请检查 EVENTSTOREDB_URL 中的用户和密码，读取全部记录需要 $admins 的权限'],
  [ErrorType.STREAM_DELETED, '这条流在日志服务器上已被删除，可能在系统之外被改动。请停止写入，用 verify 核查，并从备份恢复'],
  [ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED, '一次写入的内容超过日志服务器的上限。请检查服务器的 MaxAppendSize'],
])

const OUTCOME_UNKNOWN = '这次写入是否已经保存还不能确定；用同一请求重试即可，不会重复保存。'

/** The server has said no. `settled` is false where an earlier attempt of the same append may have been stored. */
export const refusedByServer = (cause: unknown, settled: boolean): LogFault => {
  const why = REFUSED.get(typeOf(cause) ?? '') ?? '请查看日志服务器的运行记录'
  return new LogFault(`日志服务器拒绝了请求：${why}。${settled ? '' : OUTCOME_UNKNOWN}`, { cause, settled })
}

/** The server cannot be reached, or says nothing it can be held to. */
export const notReached = (cause: unknown, settled: boolean): LogFault =>
  new LogFault(`日志服务器暂时没有回应。请检查服务器和网络。${settled ? '' : OUTCOME_UNKNOWN}`, { cause, settled })

export const alreadyClosed = (): LogFault => new LogFault('日志已经关闭，请重新打开后再试。', { settled: true })

/** A stream that was deleted and goes on counting where it left off: what is appended to it does not stand where it says. */
export const displaced = (stream: string, wanted: number, found: number): LogFault =>
  new LogFault(
    `“${stream}”的第 ${wanted} 号记录被日志服务器存成了第 ${found} 号：这条流曾在系统之外被删除。请停止写入，用 verify 核查，并从备份恢复。`,
    { settled: true, at: { stream, revision: wanted } },
  )

export const withoutPositions = (): LogFault =>
  new LogFault('日志服务器的版本太旧：读取时不给出位置。请升级到 22.6 以上。', { settled: true })

/** Streams and types with `$` belong to the server: it hides them, and reads some of them as orders. */
export const refuseServersOwn = (stream: string, types: readonly string[]): void => {
  if (stream.startsWith('$')) throw new LogDefect(`${stream}: streams with $ belong to the server`)
  const type = types.find(type => type.startsWith('$'))
  if (type !== undefined) throw new LogDefect(`${stream}: types with $ belong to the server, ${type} does not`)
}
