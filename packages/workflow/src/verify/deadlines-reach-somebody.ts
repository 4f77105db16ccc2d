import { isSameSeat } from '../route.ts'
import { passingMove } from '../signing.ts'
import { type Checked, foundAt, type RouteFinding } from './finding.ts'
import { movesOf } from './paths.ts'

/** A deadline that escalates reaches somebody who was not asked already; one at an end is nobody's. */
export const deadlinesReachSomebody = (checked: Checked): readonly RouteFinding[] =>
  checked.route.stages.flatMap(stage => {
    const { deadline, title } = stage
    if (!deadline) return []
    const { lapse, to } = deadline
    const asked = passingMove(stage)?.move.who ?? movesOf(stage).flatMap(([, { who }]) => who)
    return [
      ...(stage.ends === true ? [foundAt(checked, stage, 'deadline-at-the-end', `环节「${title}」是终点，期限不起作用。`)] : []),
      ...(lapse === 'escalate' && to === undefined
        ? [foundAt(checked, stage, 'escalates-to-nobody', `环节「${title}」超期升级没有写明升级给谁（to），将报流程管理员。`)]
        : []),
      ...(lapse === 'escalate' && to !== undefined && asked.some(seat => isSameSeat(seat, to))
        ? [foundAt(checked, stage, 'escalates-to-the-same', `环节「${title}」超期升级给的就是本来该办的岗位。请换上一级。`)]
        : []),
      ...(lapse !== 'escalate' && to !== undefined
        ? [foundAt(checked, stage, 'deadline-target-unused', `环节「${title}」超期不升级（${lapse}），写的 to 不起作用。`)]
        : []),
    ]
  })
