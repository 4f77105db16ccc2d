import type { Office } from './office.ts'
import { type ActName, newYear } from './year.ts'

/** Declarations of the demonstration, each lived up to an act: together they fill every page. */
const lived = {
  long: ['社会保险经办业务费', null],
  draft: ['信息化建设项目', null],
  finance: ['信息化运维项目', 'chief'],
  leader: ['社会保险服务费', 'finance'],
  review: ['社会保险核查业务费', 'leader'],
  budget: ['社保档案资料管理费', 'reviewed'],
  executing: ['机关事业单位运行保障经费', 'adjust'],
  evaluating: ['办公用房修缮及装修经费', 'rescore'],
  archived: ['征地养老人员费用', 'archive'],
} as const satisfies Readonly<Record<string, readonly [string, ActName | null]>>
type Lived = keyof typeof lived

/**
 * A place people go to: who, and which address; of which declaration; whether people go there with a phone, to read and decide;
 * whether it shows paper, as wide as paper is.
 */
export type Place = Readonly<{ name: string; by: string | null; path: string; of?: Lived; onPhone?: true; onPaper?: true }>

const accounts = [
  'drafter',
  'section-chief',
  'center-finance',
  'center-leader',
  'bureau-reviewer',
  'bureau-finance',
  'bureau-approver',
  'auditor',
  'admin',
]

/** Every page, for somebody who works there. */
export const places: readonly Place[] = [
  { name: 'sign-in', by: null, path: '/sign-in' },
  ...accounts.map((by): Place => ({ name: `desk-${by}`, by, path: '/', ...(by === 'center-leader' && { onPhone: true }) })),
  { name: 'desk-done', by: 'center-finance', path: '/?view=done' },
  { name: 'desk-mine', by: 'drafter', path: '/?view=mine' },
  { name: 'desk-cc', by: 'section-chief', path: '/?view=cc' },
  { name: 'list', by: 'center-finance', path: '/declarations' },
  { name: 'list-found', by: 'auditor', path: '/declarations?q=满意', onPhone: true },
  { name: 'list-none', by: 'auditor', path: '/declarations?q=没有这样的项目' },
  { name: 'import', by: 'drafter', path: '/import' },
  { name: 'monitoring', by: 'drafter', path: '/monitoring' },
  { name: 'evaluations', by: 'center-finance', path: '/evaluations' },
  { name: 'audit', by: 'auditor', path: '/audit', onPhone: true },
  { name: 'form-drafting', by: 'drafter', path: '', of: 'draft' },
  { name: 'form-long', by: 'drafter', path: '', of: 'long' },
  { name: 'form-chief', by: 'section-chief', path: '', of: 'finance' },
  { name: 'form-weights', by: 'center-finance', path: '', of: 'finance' },
  { name: 'form-leader', by: 'center-leader', path: '', of: 'leader', onPhone: true },
  { name: 'form-review', by: 'bureau-reviewer', path: '', of: 'review' },
  { name: 'changes-review', by: 'bureau-reviewer', path: '/changes', of: 'review', onPhone: true },
  { name: 'opinions-review', by: 'bureau-reviewer', path: '/opinions', of: 'review', onPhone: true },
  { name: 'form-budget', by: 'bureau-finance', path: '', of: 'budget' },
  { name: 'form-executing', by: 'drafter', path: '', of: 'executing' },
  { name: 'form-adjusting', by: 'center-leader', path: '', of: 'executing', onPhone: true },
  { name: 'monitoring-one', by: 'drafter', path: '/monitoring', of: 'executing' },
  { name: 'evaluation-one', by: 'bureau-reviewer', path: '/evaluation', of: 'evaluating' },
  { name: 'form-archived', by: 'auditor', path: '', of: 'archived' },
  { name: 'changes-archived', by: 'auditor', path: '/changes', of: 'archived' },
  { name: 'opinions-archived', by: 'auditor', path: '/opinions', of: 'archived' },
  { name: 'trail-archived', by: 'auditor', path: '/trail', of: 'archived', onPhone: true },
  { name: 'evaluation-archived', by: 'auditor', path: '/evaluation', of: 'archived' },
  { name: 'monitoring-print', by: 'drafter', path: '/print?sheet=monitoring', of: 'executing', onPaper: true },
  { name: 'form-print', by: 'auditor', path: '/print', of: 'archived', onPaper: true },
  { name: 'nothing-here', by: 'drafter', path: '/declarations/gibt-es/nicht/hier' },
]

/** Lives what the places need, and answers the address of each. */
export const furnish = async (office: Office): Promise<(place: Place) => string> => {
  const year = newYear(office)
  const ids = new Map<string, string>()
  for (const [key, [name, until]] of Object.entries(lived)) {
    const id = await office.idOf(name)
    ids.set(key, id)
    const { form } = await year.declared(id)
    const from = form.indicators.some(({ raw }) => raw === '') ? 'fill' : 'submit'
    if (until !== null) await year.live(id, from, until)
  }
  return ({ path, of }) => (of === undefined ? path : `/declarations/${ids.get(of)}${path}`)
}
