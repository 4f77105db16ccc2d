import type { DeclarationOut } from '../api/queries.ts'
import type { Offer } from './offers.ts'

/** The sentences of the bar and its dialogs. */
export type Next = NonNullable<Offer['next']>[number]

/** 7e09 a41c: what is printed on paper and read out on the telephone. */
export const shortDigest = (digest: string): string => `${digest.slice(0, 4)} ${digest.slice(4, 8)}`

/** 转办 of the work of others is 指派; what a deputy does says for whom; the verb that ends a review says with what result. */
export const verbTitle = (
  { type, title, onBehalfOf }: Readonly<{ type: string; title: string; onBehalfOf?: string | undefined }>,
  { names, review, round, allowedCommands }: Pick<DeclarationOut, 'names' | 'review' | 'round' | 'allowedCommands'>,
  isAdministrator: boolean,
): string => {
  const named = type === 'transfer' && isAdministrator ? '指派' : title
  const isReviewer = allowedCommands.some(offer => offer.type === 'review')
  const isReviewed = type === 'approve' && isReviewer && review?.round === round
  const graded = isReviewed && review ? `${named}　${gradeWords(review)}` : named
  return onBehalfOf === undefined ? graded : `代${names[onBehalfOf] ?? '他人'}${graded}`
}

const gradeWords = ({ grade, points }: NonNullable<DeclarationOut['review']>): string =>
  points === null ? `审核 ${grade}` : `${grade} ${plainPoints(points)} 分`

/** "91.00" → "91" */
export const plainPoints = (points: string): string => (points.includes('.') ? points.replace(/\.?0+$/, '') : points)

/** 主管部门财务审核（主管部门财务）: where it goes and who has it then. */
export const nextWords = ({ title, who }: Next): string => {
  const people = who.flatMap(({ title: seat, officers }) => (officers.length === 0 ? [`${seat}暂缺，由系统管理员指派`] : [seat]))
  return people.length === 0 ? title : `${title}（${[...new Set(people)].join('、')}）`
}

const happened: Readonly<Record<string, string>> = {
  submit: '已送审',
  return: '已退回',
  reject: '已不予通过',
  withdraw: '已撤回',
  'take-back': '已拿回',
  consent: '已同意协商修改',
  copy: '已抄送',
  urge: '已催办',
  consult: '已发出征求意见',
  'mark-read': '已阅',
  transfer: '已转办',
}

/** 已同意，送到中心财务审核. `stages`: where it stands now; the same as before means that others have still to sign. */
export const doneWords = (title: string, type: string, before: readonly string[], stages: readonly string[]): string => {
  const did = type === 'withdraw' && title === '拿回' ? '已拿回' : (happened[type] ?? `已${title}`)
  const isMoved = before.join() !== stages.join()
  if (!isMoved || stages.length === 0) return did
  return type === 'withdraw' || type === 'take-back' ? `${did}，回到${stages.join('、')}` : `${did}，送到${stages.join('、')}`
}
