import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { StageDefinition } from '@shenbao/workflow/route.ts'
import type { ChangeRequest, DeclarationCommand } from '../commands.ts'

/**
 * In each stage only the fields are written that the route opens there: 中心财务 sets weights and nothing else. Holds for every
 * command that writes on the form; a route that says nothing opens all fields.
 * Basis: the route of the unit. A new row, or taking one out, is the field `indicator`.
 */
export const anActWritesItsOwnFields = (stage: StageDefinition, command: DeclarationCommand): Rejection | null => {
  const fields = (stage.acts?.[command.type] ?? stage.moves?.[command.type])?.fields
  if (!fields) return null
  const places = changesIn(command)
    .filter(({ field }) => !fields.includes(field))
    .map(change => ({
      ...('indicator' in change ? { indicator: change.indicator } : {}),
      field: change.field,
      message: '这个环节不能改这一项。',
    }))
  return places.length === 0
    ? null
    : {
        code: 'field-not-yours',
        detail: '这个环节只能修改流程指定的栏目。请由相应岗位的人员办理。',
        basis: { kind: 'product', text: '每个环节由谁处理、能改什么由流程定义' },
        places,
      }
}

const changesIn = (command: DeclarationCommand): readonly ChangeRequest[] => ('changes' in command ? (command.changes ?? []) : [])
