import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { FoundOrganisation } from '../commands.ts'
import { type Directory, organisationOf } from '../directory.ts'

/** Targets are reviewed by the department above (财预〔2015〕88号：按预算管理级次逐级审核), so a unit needs one. */
export const aUnitStandsUnderADepartment = (
  directory: Directory,
  { kind, parentId }: Pick<FoundOrganisation, 'kind' | 'parentId'>,
): Rejection | null => {
  const basis = { kind: 'law', text: '财预〔2015〕88号：绩效目标按预算管理级次逐级审核。' } as const
  if (parentId === null)
    return kind === 'department'
      ? null
      : { code: 'department-missing', detail: '实施单位须有主管部门。请先设立主管部门，再选择它。', basis }
  const parent = organisationOf(directory, parentId)
  if (!parent) return { code: 'organisation-unknown', detail: '没有这个上级单位。请先设立它，或检查所填的编号。' }
  return parent.kind === 'department'
    ? null
    : { code: 'department-missing', detail: '上级只能是主管部门，所选的是实施单位。请改选主管部门。', basis }
}
