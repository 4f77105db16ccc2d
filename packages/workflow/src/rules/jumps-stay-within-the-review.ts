import type { Rejection } from '@shenbao/kernel/decider.ts'
import { type Route, type StageDefinition, stageNamed } from '../route.ts'
import { persons, type Who, type Work } from '../work.ts'

type Jump = Readonly<{ from: string; to: string }>

/**
 * An administrator's 跳转 leads to another stage of the same phase, or back to where the stage may return to: it cannot jump over an
 * approval that closes a phase (批复), nor let somebody who wrote the case move it on.
 * Basis: choice of this product, and 不相容岗位相分离 for whoever wrote it.
 * Not checked: whether the jump is wise; the reason is on record.
 */
export const jumpsStayWithinTheReview = (route: Route, work: Work, { from, to }: Jump, by: Who): Rejection | null => {
  const target = route.stages.find(({ name }) => name === to)
  const here = stageNamed(route, from)
  if (!target || target.beside !== undefined || to === from)
    return {
      code: 'no-such-target',
      detail: `不能跳转到「${target?.title ?? to}」。请选择流程里的另一个环节。`,
      basis: { kind: 'product', text: '只能跳转到流程里的环节' },
    }
  if (!jumpTargets(route, from).includes(to))
    return {
      code: 'beyond-the-review',
      detail: `不能从「${here.title}」跳到「${target.title}」：跳转不能越过批复等关键决定。`,
      basis: { kind: 'product', text: '跳转限于同一阶段，或退回所能到的环节' },
    }
  const wrote = new Set(Object.values(work.authors).flat())
  return persons(by).some(person => wrote.has(person)) && !returnTargets(here).includes(to)
    ? {
        code: 'own-draft',
        detail: '起草人不能把自己起草的内容向前跳转。请由另一位系统管理员办理。',
        basis: { kind: 'practice', text: '不相容岗位相分离：起草与推进由不同的人承担' },
      }
    : null
}

/** Where a jump from the stage may lead. */
export const jumpTargets = (route: Route, from: string): readonly string[] => {
  const here = stageNamed(route, from)
  return route.stages
    .filter(
      ({ name, beside, phase }) =>
        name !== from && beside === undefined && (phase === here.phase || returnTargets(here).includes(name)),
    )
    .map(({ name }) => name)
}

const returnTargets = ({ moves }: StageDefinition): readonly string[] =>
  Object.values(moves ?? {}).flatMap(({ kind, to }) => (kind === 'return' ? to : []))
