import type { Form } from '@shenbao/form/form.ts'
import type { FormRule } from './form-rule.ts'

/**
 * 项目名称, 项目性质, 项目类别, 主管部门, 实施单位, 计划开始/完成日期 and 年度资金申请总额 are filled.
 * The whole-project funds may stay blank: single-year projects leave them so.
 */
const required: readonly (readonly [field: string, title: string, read: (form: Form) => unknown])[] = [
  ['name', '项目名称', form => form.name],
  ['nature', '项目性质', form => form.nature],
  ['category', '项目类别', form => form.category],
  ['department', '主管部门', form => form.department],
  ['unit', '实施单位', form => form.unit],
  ['start', '计划开始日期', form => form.start],
  ['end', '计划完成日期', form => form.end],
  ['funds.annualRequest', '年度资金申请总额', form => form.funds.annualRequest],
]

const isBlank = (value: unknown): boolean => value === null || (typeof value === 'string' && value.trim() === '')

export const everyRequiredFieldIsFilled: FormRule = {
  id: 'every-required-field-is-filled',
  basis: { kind: 'practice', text: '申报表各栏应填写完整，空缺的申报表系统不予受理' },
  check: form =>
    required.filter(([, , read]) => isBlank(read(form))).map(([field, title]) => ({ field, message: `请填写${title}。` })),
}
