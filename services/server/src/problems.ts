import type { Refused } from '@shenbao/handler/handle-command.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { z } from 'zod'

/** `application/problem+json`: what went wrong, as a Chinese sentence that says what to do next. Internals never show. */
export const Basis = z.strictObject({ kind: z.enum(['law', 'practice', 'product']), text: z.string() })
export const Place = z.strictObject({ indicator: z.string().optional(), field: z.string().optional(), message: z.string() })
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    /** Stable, for programs. */
    code: z.string(),
    basis: Basis.optional(),
    places: z.array(Place).readonly().optional(),
  })
  .meta({ id: 'Problem', description: '问题（RFC 9457）' })
export type Problem = Readonly<z.output<typeof Problem>>

/** A problem on its way out: thrown by routes and hooks, answered by the one error handler. */
export class ProblemFound extends Error {
  override readonly name = 'ProblemFound'
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>
  constructor(problem: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(problem.detail)
    this.problem = problem
    this.headers = headers
  }
}

/** What the server itself refuses: status, title and the usual detail of each code. */
const ownProblems = {
  'not-signed-in': [401, '请先登录。', '没有登录，或登录已经过期。请登录后再试。'],
  'sign-in-refused': [401, '登录没有成功。', '账号或口令不对。请核对后再试；忘记口令请联系系统管理员重设。'],
  'headers-missing': [428, '请求缺少必要的标头。', '请补上所缺的标头后重新发送。'],
  malformed: [422, '请求的内容不符合要求。', '请按提示改正后重新发送。'],
  'malformed-json': [422, '请求的内容不是正确的 JSON。', '请检查引号、逗号和括号，改正后重新发送。'],
  'key-used-for-another': [
    409,
    '这个幂等键已用于另一个请求。',
    '同一个 Idempotency-Key 只能用于同一个请求。请换一个新的再发送。',
  ],
  'somebody-was-faster': [412, '这份申报刚刚有了变化。', '请重新打开，看过变化后再办理。'],
  'cross-origin': [403, '不接受来自其他网站的请求。', '请从本系统的页面办理，或去掉 Origin 标头后再试。'],
  'host-unknown': [421, '不接受以这个地址访问。', '请用本系统公布的地址访问。'],
  'not-found': [404, '没有找到。', '地址可能写错，或者你不能查看它。请从列表重新打开。'],
  'method-not-allowed': [405, '这个地址不支持这种请求。', '请按 Allow 标头列出的方法重新发送。'],
  'too-large': [413, '内容太大。', '请把文件减小到 20 MB 以内，或分开发送。'],
  'file-not-taken': [422, '这个文件不能作为佐证材料。', '请按提示换一个文件后再上传。'],
  'file-lost': [500, '文件取不出来。', '请系统管理员核查存放佐证材料的目录，并从备份恢复。'],
  'media-type-unknown': [415, '不支持这种内容类型。', '请按接口说明设置 Content-Type 后重新发送。'],
  'too-many-tries': [429, '尝试次数太多。', '请稍后再试；忘记口令请联系系统管理员重设。'],
  'too-many-streams': [429, '实时连接太多。', '同一次登录最多同时打开 8 个实时连接。请关闭不用的页面后再试。'],
  'not-caught-up': [503, '数据还没有同步到所要求的位置。', '请稍等片刻再试。'],
  'log-unavailable': [503, '暂时无法读写日志。', '请稍后再试；持续出现时请联系系统管理员。'],
  'record-newer': [
    503,
    '请先升级程序。',
    '这份申报里有较新版本写入的记录，本程序读不懂，已停止办理；其他申报不受影响。请系统管理员升级程序后再办理。',
  ],
  'record-unreadable': [
    500,
    '这份申报的记录无法识别。',
    '它已停止办理，其他申报不受影响。请把时间告诉系统管理员，由其运行 verify 核验。',
  ],
  internal: [500, '服务器出错了。', '这次没有办成，请稍后再试；持续出现时请把时间告诉系统管理员。'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string, detail: string]>>
export type OwnProblem = keyof typeof ownProblems

/** Where refusal codes of the rules meet HTTP status. Every code that is not named is a rule saying no: 409. */
const refusalStatus: Readonly<Record<string, readonly [status: number, title: string]>> = {
  'not-yours': [403, '这不由你办理。'],
  'field-not-yours': [403, '这一项不由你修改。'],
  'not-administrator': [403, '这由系统管理员办理。'],
  'not-principal': [403, '这由本人或系统管理员办理。'],
  'period-malformed': [422, '起止日期不对。'],
  'roster-malformed': [422, '名册需要改正。'],
  'deputyship-unknown': [404, '没有这次代理。'],
  'account-malformed': [422, '账号不符合要求。'],
  'name-missing': [422, '名称不符合要求。'],
  'role-missing': [422, '缺少岗位。'],
  'reason-missing': [422, '缺少理由。'],
  'password-weak': [422, '口令不符合要求。'],
  'unreadable-file': [422, '文件无法识别。'],
  'too-many-forms': [422, '申报太多。'],
  'year-out-of-range': [422, '年度不对。'],
  'no-such-declaration': [404, '没有找到。'],
  'organisation-unknown': [422, '没有这个单位。'],
  'officer-unknown': [404, '没有这位人员。'],
  'route-unsound': [422, '流程有错误。'],
  'route-unknown': [422, '没有这个流程。'],
  'condition-wrong': [422, '条件不对。'],
}

const typeOf = (code: string): string => `urn:shenbao:problem:${code}`

export const ownProblem = (
  code: OwnProblem,
  over: Readonly<{ detail?: string; places?: Problem['places']; headers?: Readonly<Record<string, string>> }> = {},
): ProblemFound => {
  const [status, title, usual] = ownProblems[code]
  const { detail = usual, places, headers } = over
  return new ProblemFound({ type: typeOf(code), title, status, detail, code, ...(places && { places }) }, headers)
}

/** A refusal of a rule as a problem. */
export const refused = ({ code, detail, basis, places }: Rejection): ProblemFound => {
  const [status, title] = refusalStatus[code] ?? [409, '现在不能这样办理。']
  return new ProblemFound({ type: typeOf(code), title, status, detail, code, ...(basis && { basis }), ...(places && { places }) })
}

/** Where the order of checks on a command meets HTTP status. */
const commandRefusals: Readonly<Record<Refused, readonly [status: number, title: string]>> = {
  unknown: [404, '没有找到。'],
  'key-reused': [409, '这个幂等键已用于另一个请求。'],
  'not-yours': [403, '这不由你办理。'],
  stale: [412, '这份申报刚刚有了变化。'],
  rule: [409, '现在不能这样办理。'],
}

export const refusedCommand = (why: Refused, because: Rejection, headers: Readonly<Record<string, string>>): ProblemFound => {
  const [status, title] = commandRefusals[why]
  const { code, detail, basis, places } = because
  const problem = { type: typeOf(code), title, status, detail, code, ...(basis && { basis }), ...(places && { places }) }
  return new ProblemFound(problem, headers)
}

/** Replies every route may give besides its own. */
export const problemReplies = { '4xx': Problem, '5xx': Problem } as const
