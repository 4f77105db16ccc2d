import { accept, type Decision, reject } from '@shenbao/kernel/decider.ts'
import type { ImportRoster } from './commands.ts'
import type { Directory } from './directory.ts'
import type { DirectoryEvent } from './events.ts'
import { planRoster } from './plan-roster.ts'
import { type Column, titleOf } from './roster.ts'

/**
 * The whole roster or nothing. Refused as `roster-malformed` with every error, and as `nothing-new` when all of it is there already
 * (so the same file twice changes nothing), with what the file says otherwise; both in `places`, by line and column.
 */
export const importRoster = (command: ImportRoster, directory: Directory): Decision<DirectoryEvent> => {
  const plan = planRoster(command, directory)
  if (!plan.sound)
    return reject({
      code: 'roster-malformed',
      detail: `名册有 ${plan.errors.length} 处需要改正，没有导入任何内容。请按所列的行和列改正后重新导入。`,
      places: plan.errors.map(placeOf),
    })
  if (plan.events.length === 0)
    return reject({
      code: 'nothing-new',
      detail: '名册中的单位和人员都已在册，没有需要新增的。要调整已有人员，请办理调岗或更名。',
      places: plan.notes.map(placeOf),
    })
  return accept(...plan.events)
}

const placeOf = ({ line, column, message }: Readonly<{ line: number; column: Column | null; message: string }>) =>
  column === null
    ? { message: `第 ${line} 行：${message}` }
    : { field: column, message: `第 ${line} 行“${titleOf(column)}”：${message}` }
