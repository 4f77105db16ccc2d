import { z } from 'zod'
import {
  Act,
  Condition,
  DeadlineDefinition,
  Move,
  Name,
  OfficerSeat,
  RoleSeat,
  Route,
  SigningDefinition,
  StageDefinition,
  Way,
  Yuan,
} from './route.ts'

/** What editors show of each part. Kept apart from the schemas: no other published schema is to mention them. */
const described = z
  .registry<{ id: string; title: string; description: string }>()
  .add(Name, { id: 'name', title: '名称', description: '小写英文、数字和连字符，以字母开头' })
  .add(Yuan, { id: 'yuan', title: '金额', description: '以元计，两位小数，如 500000.00' })
  .add(RoleSeat, { id: 'role-seat', title: '岗位', description: '某单位的某岗位；at 为 any 时不限单位' })
  .add(OfficerSeat, { id: 'officer-seat', title: '指定人员', description: '按人员编号指定的一个人' })
  .add(Condition, {
    id: 'condition',
    title: '条件',
    description: '问申报的一个特征：金额用 atLeast（含）、below（不含），文字用 is',
  })
  .add(Way, { id: 'way', title: '去向', description: '条件全部满足时去 to；按先后取第一条满足的' })
  .add(Act, { id: 'act', title: '动作', description: '在本环节记录、不离开本环节的事：填写、审核表、同意改动' })
  .add(Move, { id: 'move', title: '流转', description: '离开本环节的动作：送审、同意、退回、不予通过、作废、重启' })
  .add(SigningDefinition, {
    id: 'signing',
    title: '签署方式',
    description: '或签 any、并行会签 all、顺序会签 in-order、票签 votes（needed 为所需票数，weights 为票权）',
  })
  .add(DeadlineDefinition, {
    id: 'deadline',
    title: '期限',
    description: '工作日数；超期提醒 remind、升级 escalate 或标记 mark，绝不自动通过',
  })
  .add(StageDefinition, { id: 'stage', title: '环节', description: '谁在这里做什么，做完去哪里' })

/** The JSON Schema (draft 2020-12) of a route, for editors and for those who make routes with other tools. */
export const routeSchema = (): Readonly<Record<string, unknown>> => {
  const { $schema, ...schema } = z.toJSONSchema(Route, { target: 'draft-2020-12', metadata: described })
  return {
    $schema,
    title: '审批流程',
    description: '名称是否认识、能否走通、是否有人自审，由查验（route check）另行回答。',
    ...schema,
  }
}
