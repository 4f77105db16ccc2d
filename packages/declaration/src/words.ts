import { fundTitles, planTitles } from '@shenbao/form/form.ts'
import type { DeclarationEvent, deviationCauses, judgements, likelihoods } from './events.ts'

/** Facts in the words of the people who read them. */
export const factTitles: Readonly<Record<DeclarationEvent['type'], string>> = {
  'declaration-opened': '登记申报',
  'funds-declared': '填写项目资金',
  'goals-declared': '填写绩效目标',
  'indicator-declared': '填写指标',
  'indicator-added': '增加指标',
  'indicator-removed': '删除指标',
  'indicator-target-revised': '修改指标值',
  'indicator-renamed': '修改指标名称',
  'indicator-placed': '调整指标层级',
  'indicator-weighted': '修改分值',
  'indicator-plan-revised': '修改指标说明',
  'name-revised': '修改项目名称',
  'goal-revised': '修改绩效目标',
  'period-revised': '修改计划日期',
  'fund-revised': '修改资金',
  'classification-revised': '修改性质或类别',
  'organisation-revised': '修改单位',
  submitted: '送审',
  'opinion-given': '出具意见',
  'stage-passed': '通过本环节',
  returned: '退回',
  rejected: '不予通过',
  withdrawn: '撤回',
  discarded: '作废',
  reopened: '重启',
  'stage-moved': '跳转、终止或撤销',
  'signers-named': '确定会签人',
  'stage-unstaffed': '无人可办，转管理员指派',
  'task-claimed': '认领',
  'task-released': '放回',
  'task-transferred': '转办',
  'task-delegated': '委派',
  'delegation-answered': '答复委派',
  'signer-added': '加签',
  'signer-removed': '减签',
  'signature-taken-back': '拿回意见',
  'opinion-carried': '同一审批人意见沿用',
  'changes-confirmed': '复核改动',
  'deadline-set': '办理期限',
  'deadline-paused': '办理期限暂停',
  'deadline-lapsed': '超期',
  urged: '催办',
  copied: '抄送',
  'read-marked': '已阅',
  consulted: '征求意见',
  'consultation-answered': '答复征求意见',
  'comment-made': '批注',
  'comment-answered': '答复批注',
  'comment-confirmed': '复核批注',
  'review-sheet-filled': '填写审核表',
  'finding-answered': '答复体检提示',
  'sections-graded': '逐部分评定',
  'amendment-opened': '提出协商修改',
  'amendment-consented': '同意协商修改',
  'declaration-approved': '批复',
  'adjustment-requested': '申请调整',
  'adjustment-passed': '调整通过本环节',
  'adjustment-approved': '批准调整',
  'adjustment-returned': '退回调整',
  'adjustment-rejected': '不同意调整',
  'adjustment-withdrawn': '撤回调整',
  'budget-progress-recorded': '填报预算执行',
  'budget-forecast-recorded': '填报全年预计执行数',
  'indicator-progress-recorded': '填报指标进度',
  'evidence-attached': '上传佐证材料',
  'evidence-detached': '撤下佐证材料',
  'rectification-issued': '下达整改',
  'rectification-answered': '答复整改',
  'rectification-returned': '退回整改答复',
  'rectification-closed': '整改销号',
  'adjustment-grounded': '说明调整依据',
  'year-closed': '年度结束',
  'budget-result-recorded': '填报全年预算执行',
  'indicator-result-recorded': '填报指标完成情况',
  'self-scored': '计算自评得分',
  'evaluation-submitted': '提交自评',
  'result-rescored': '核查打分',
  'evaluation-confirmed': '确认评价结果',
  'declaration-published': '公开',
  'declaration-archived': '归档',
  'correction-recorded': '更正',
}

const facts: ReadonlyMap<string, string> = new Map(Object.entries(factTitles))
export const factTitle = (type: string): string => facts.get(type) ?? type

/** Each field of a form, and what else history speaks of, in the words on the paper. Unknown names are shown as they are. */
const fields: ReadonlyMap<string, string> = new Map([
  ['name', '项目名称'],
  ['nature', '项目性质'],
  ['category', '项目类别'],
  ['department', '主管部门'],
  ['unit', '实施单位'],
  ['start', '计划开始日期'],
  ['end', '计划完成日期'],
  ['overallGoal', '项目总目标'],
  ['annualGoal', '年度总体目标'],
  ['indicator', '指标行'],
  ['level1', '一级指标'],
  ['level2', '二级指标'],
  ['target', '指标值'],
  ['weight', '分值'],
  ...Object.entries(planTitles),
  ['score', '核查得分'],
  ['result.actual', '完成值'],
  ['result.judgement', '完成情况'],
  ['result.score', '自评得分'],
  ['result.reason', '未完成原因'],
  ...Object.entries(fundTitles).map(([fund, title]): [string, string] => [`funds.${fund}`, title]),
])

/** `isOfIndicator`: a row's own name is not the project's. */
export const fieldTitle = (field: string, isOfIndicator: boolean): string =>
  isOfIndicator && field === 'name' ? '三级指标' : (fields.get(field) ?? field)

/** What a person must look at in a form that came from a file, short enough for a margin. */
const marks: ReadonlyMap<string, string> = new Map([
  ['level-inferred', '层级为推断，请核对'],
  ['level-conflict', '层级有出入，请核对'],
  ['value-missing', '缺指标值'],
  ['split-row', '原表跨行，已合并'],
  ['shifted-row', '原表错列，请核对'],
  ['incomplete', '表格不完整，只读入了一部分'],
])
export const markTitle = (flag: string): string => marks.get(flag) ?? flag

const phases: ReadonlyMap<string, string> = new Map([
  ['drafting', '起草'],
  ['reviewing', '审核'],
  ['executing', '执行'],
  ['evaluating', '自评'],
  ['published', '已公开'],
  ['archived', '已归档'],
  ['rejected', '不予通过'],
  ['terminated', '已终止'],
])
export const phaseTitle = (phase: string): string => phases.get(phase) ?? phase

/** The columns of the monitoring form that are ticked. */
export const deviationCauseTitles: Readonly<Record<(typeof deviationCauses)[number], string>> = {
  funds: '经费保障',
  rules: '制度保障',
  staff: '人员保障',
  equipment: '硬件条件保障',
  other: '其他',
}
export const likelihoodTitles: Readonly<Record<(typeof likelihoods)[number], string>> = {
  certain: '确定能',
  possible: '有可能',
  impossible: '完全不可能',
}

/** 财预〔2020〕10号: the three grades of what is said in words. */
export const judgementTitles: Readonly<Record<(typeof judgements)[number], string>> = {
  met: '达成年度指标',
  partly: '部分达成年度指标并具有一定效果',
  unmet: '未达成年度指标且效果较差',
}
const judgementTitle = new Map<string, string>(Object.entries(judgementTitles))

/** A value of a field as people read it: what is kept as a code says what it stands for. */
export const valueTitle = (field: string, value: string | null): string | null =>
  field === 'result.judgement' && value !== null ? (judgementTitle.get(value) ?? value) : value
