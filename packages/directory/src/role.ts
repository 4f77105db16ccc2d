/** What an officer may be appointed to, each with its title as people read it. Routes name these words. */
export const roleTitles = {
  drafter: '经办人',
  'section-chief': '部门负责人',
  'center-finance': '中心财务',
  'center-leader': '中心领导',
  'bureau-reviewer': '主管部门审核',
  'bureau-finance': '主管部门财务',
  'bureau-approver': '主管部门批复',
  expert: '评审专家',
  'finance-bureau': '财政部门',
  auditor: '审计查阅',
  admin: '系统管理员',
} as const
export type Role = keyof typeof roleTitles
export const roles = Object.keys(roleTitles) as readonly Role[]
