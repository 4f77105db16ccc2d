import type { Me } from '../api/queries.ts'

export type TourStep = Readonly<{ title: string; text: string; at: string }>

/** `at` is a selector: what is pointed at where it is on the screen. */
const nav = '.frame-nav'
const work = '[data-tour=work]'
const counters = '[data-tour=counters]'
const who = '.frame-top .who'

const deciding = new Set([
  'section-chief',
  'center-finance',
  'center-leader',
  'bureau-reviewer',
  'bureau-finance',
  'bureau-approver',
])

const last: TourStep = {
  title: '找人，找项目',
  text: '上面可以搜项目、指标和目标，两个字就行。按 ? 看全部快捷键；点右上角的名字可以「再看一遍」。',
  at: who,
}

/** Three steps, other ones for who writes, who decides and who only reads. */
export const tourSteps = ({ roles, may }: Pick<Me, 'roles' | 'may'>): readonly TourStep[] => {
  if (may.includes('open-declarations'))
    return [
      {
        title: '从这里开始填报',
        text: '在「导入与新建」里拖进申报表的文本，先看问题再登记；也可以从上年复制，或从空白表写起。',
        at: nav,
      },
      {
        title: '你手上的申报',
        text: '■ 是错误，改好才能提交；▲ 是提醒；○ 是建议。点项目名称就能改，改一格存一格。被退回的会带着意见回到这里。',
        at: work,
      },
      last,
    ]
  if (roles.some(({ role }) => deciding.has(role)))
    return [
      {
        title: '今天要办的',
        text: '待你办理几项、今天到期几项、整个批次在哪些环节，都在这里。期限按工作日计算。',
        at: counters,
      },
      {
        title: '只看变化，一起办理',
        text: '每一行都写着自你上次查看以来改了什么。勾选几项可以一起同意或退回；看过之后又有变化的会自动留下，请逐项看。',
        at: work,
      },
      last,
    ]
  return [
    {
      title: '全部申报都能查',
      text: '「全部申报」可以按年度、单位、环节筛选；「谁改了什么」查到每一格、每一次、每一个人。',
      at: nav,
    },
    {
      title: '打开一项，看它怎么走到今天',
      text: '「轨迹」里可以选任意时刻，看当时的表是什么样子。你的查阅会有记录。',
      at: work,
    },
    last,
  ]
}

export const tourKey = (officerId: string): string => `shenbao.tour.${officerId}`
