/**
 * What each item of 绩效目标审核表 asks, after the annex of 财预〔2015〕88号, and which part of it a form does not answer by
 * itself. Names and points stand in the pack; an item that only a local pack has is shown without a question.
 */
export type ReviewQuestion = Readonly<{
  question: string
  /** What has to be known besides the form, and is therefore a person's to judge. */
  leftToPeople: string
}>

const questions: ReadonlyMap<string, ReviewQuestion> = new Map([
  [
    '规范完整性',
    {
      question: '申报表是否按规定格式填写，内容是否完整、准确、详实，有没有缺项、错项？',
      leftToPeople: '所填情况是否属实',
    },
  ],
  [
    '明确清晰性',
    {
      question: '绩效目标是否明确清楚，能否看出项目主要做什么、预期产出多少、达到什么效果？',
      leftToPeople: '是否抓住了项目的主要内容',
    },
  ],
  [
    '目标相关性',
    {
      question: '绩效目标是否与部门职能、事业发展规划和年度工作任务紧密相关，是否为目标设定了相应的指标？',
      leftToPeople: '与部门职能、规划和年度任务是否相关',
    },
  ],
  [
    '指标科学性',
    {
      question: '指标是否全面、抓住关键、细化量化，便于监控和评价？难以量化的，定性表述是否具体、可判断？',
      leftToPeople: '所选指标是不是项目最关键的指标',
    },
  ],
  [
    '绩效合理性',
    {
      question: '预期绩效是否显著，是否符合行业正常水平，与同类项目相比是否合理？',
      leftToPeople: '行业正常水平和同类项目的业绩',
    },
  ],
  [
    '资金匹配性',
    {
      question: '绩效目标与资金数额、使用方向是否匹配？既不以过低的目标要钱，也不以过少的钱许诺过高的目标。',
      leftToPeople: '单价、工作量与预算明细是否合理',
    },
  ],
  [
    '实现可能性',
    {
      question: '绩效目标是否经过调查研究和论证测算，经过努力能否实现？',
      leftToPeople: '论证和测算的材料',
    },
  ],
  [
    '条件充分性',
    {
      question: '实施方案是否可行，单位是否具备能力，内部控制和制度是否健全，投入产出是否值得财政支持？',
      leftToPeople: '实施方案、单位能力、内部控制和成本效益',
    },
  ],
])

export const reviewQuestion = (item: string): ReviewQuestion | null => questions.get(item) ?? null
