import { copyForm } from '@shenbao/declaration/copy-form.ts'
import { mayOpen } from '@shenbao/declaration/may-open.ts'
import { chairsOf, departmentOf, type Officer } from '@shenbao/directory/directory.ts'
import { type ContractDeclaration, fromContract } from '@shenbao/form/contract.ts'
import type { Form } from '@shenbao/form/form.ts'
import { type Intake, type IntakeParts, MOST_FORMS, nameInTheWay, takeIn } from '@shenbao/handler/intake.ts'
import { yearOf } from '@shenbao/kernel/dates.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { derivedId } from '@shenbao/kernel/digest.ts'
import type { Route } from '@shenbao/workflow/route.ts'
import type { LiveRoute } from '@shenbao/workflow/stage.ts'
import type { DeclarationDesk } from './declaration-desk.ts'
import type { DirectoryDesk } from './directory-desk.ts'
import type { ReadForms } from './read-forms.ts'
import type { RouteDesk } from './route-desk.ts'

/**
 * How declarations come in. Refused besides what the rules refuse: `unreadable-file` `year-out-of-range` `too-many-forms`
 * `department-missing` `several-routes` `no-such-declaration`.
 */
export type IntakeDesk = Readonly<{
  /** `null` means yes. */
  mayOpen: (officer: Officer) => Promise<Rejection | null>
  /** What a file or a list of forms says. Nothing is recorded. */
  read: (sent: Sent) => Received | Rejection
  /** Why these forms would not be taken in, `null` when they would. Nothing is recorded. */
  wouldRefuse: (officer: Officer, received: Received) => Promise<Rejection | null>
  importForms: (officer: Officer, received: Received) => Promise<Intake>
  importFile: (officer: Officer, file: SentFile) => Promise<Intake>
  openForm: (officer: Officer, form: ContractDeclaration) => Promise<Intake>
  copyFrom: (officer: Officer, id: string, year: number) => Promise<Intake>
}>

type SentFile = Readonly<{ bytes: Uint8Array; name: string | null }>
/** Forms as a person left them after a preview. `digest` is of what was sent, `name` of the file they came from. */
type SentForms = Readonly<{ forms: readonly ContractDeclaration[]; digest: string; name: string | null }>
export type Sent = SentFile | SentForms

/** Forms that came in together, and from where. Ids of rows are for showing: what is recorded gets its own. */
export type Received = Readonly<{
  forms: readonly Form[]
  source: Readonly<{ kind: 'import'; fileName: string | null; fileDigest: string }>
}>

type Needs = Readonly<{
  parts: IntakeParts
  routes: Pick<RouteDesk, 'begins' | 'beginsAnywhere'>
  desk: DirectoryDesk
  declarations: DeclarationDesk
  readForms: ReadForms
  digestOfBytes: (bytes: Uint8Array) => string
  newId: () => string
}>

/** The years a fact can carry. */
const YEARS = { from: 2000, to: 2100 }

export const newIntakeDesk = (needs: Needs): IntakeDesk => {
  const { parts, routes, desk, declarations, readForms, digestOfBytes, newId } = needs
  type Source = Parameters<typeof takeIn>[1]['source']

  /** Where the officer's declarations belong, or why they cannot open any. */
  const belonging = async (officer: Officer): Promise<Belonging | Rejection> => {
    const unitId = officer.organisationId
    const departmentId = departmentOf(await desk.current(), unitId)?.organisationId
    return departmentId === undefined ? noDepartment : { unitId, departmentId }
  }
  const mayOpenOn = (route: Route, officer: Officer, { unitId, departmentId }: Belonging): Rejection | null =>
    mayOpen(route, chairsOf(officer), { unit: unitId, department: departmentId })

  /** What a request to take them in would be; every check is made but that of the names. */
  const prepared = async (officer: Officer, forms: readonly Form[]): Promise<Prepared | Rejection> => {
    const where = await belonging(officer)
    if ('code' in where) return where
    const begins = await routes.begins(where.unitId, forms)
    const [route] = begins.size > 0 ? begins : [await routes.beginsAnywhere(where.unitId).then(([first]) => first)]
    const refused = route ? mayOpenOn(route.route, officer, where) : null
    if (refused) return refused
    if (forms.length === 0 || forms.length > MOST_FORMS || !route) return tooMany
    if (begins.size > 1) return severalRoutes(begins)
    const thisYear = yearOf(parts.now().today)
    const dated = forms.map(form => ({ year: form.year ?? thisYear, form }))
    const strange = dated.find(({ year }) => year < YEARS.from || year > YEARS.to)
    return strange ? strangeYear(strange.year) : { where, dated, parts: { ...parts, route: route.pin } }
  }

  const take = async (officer: Officer, source: Source, forms: (intakeId: string) => readonly Form[]): Promise<Intake> => {
    const intakeId = newId()
    const ready = await prepared(officer, forms(intakeId))
    if ('code' in ready) return refuse(ready)
    return takeIn(ready.parts, { ...ready.where, intakeId, source, forms: ready.dated, actor: officer.officerId })
  }

  const rowId = (intakeId: string, ordinal: number, row: number): string => derivedId(parts.digest, intakeId, 'row', ordinal, row)

  const read: IntakeDesk['read'] = sent => {
    if ('forms' in sent) {
      const source = { kind: 'import' as const, fileName: sent.name, fileDigest: sent.digest }
      return {
        source,
        forms: sent.forms.map((form, at) => fromContract(form, row => form.indicators[row]?.id ?? `${at}-${row}`)),
      }
    }
    const intake = readForms(sent.bytes)
    if (!intake.ok) return { code: 'unreadable-file', detail: intake.detail }
    return {
      forms: intake.forms,
      source: { kind: 'import', fileName: sent.name, fileDigest: digestOfBytes(sent.bytes) },
    }
  }
  const importForms: IntakeDesk['importForms'] = (officer, { forms, source }) =>
    take(officer, source, intakeId =>
      forms.map((form, ordinal) => ({
        ...form,
        indicators: form.indicators.map((indicator, row) => ({ ...indicator, id: rowId(intakeId, ordinal, row) })),
      })),
    )

  return {
    mayOpen: async officer => {
      const where = await belonging(officer)
      if ('code' in where) return where
      const refusals = (await routes.beginsAnywhere(where.unitId)).map(({ route }) => mayOpenOn(route, officer, where))
      return refusals.includes(null) ? null : (refusals[0] ?? null)
    },
    read,
    wouldRefuse: async (officer, { forms }) => {
      const ready = await prepared(officer, forms)
      return 'code' in ready ? ready : nameInTheWay(ready.parts, ready.where.unitId, ready.dated)
    },
    importForms,
    importFile: async (officer, file) => {
      const received = read(file)
      return 'code' in received ? refuse(received) : importForms(officer, received)
    },
    openForm: (officer, form) =>
      take(officer, { kind: 'form' }, intakeId => [fromContract(form, row => rowId(intakeId, 0, row))]),
    copyFrom: async (officer, id, year) => {
      const seen = await declarations.now(officer, id)
      if (!seen) return refuse(noSuchSource)
      const { form, year: from } = seen.declaration
      return take(officer, { kind: 'copy', from: id }, intakeId => [copyForm(form, from, year, row => rowId(intakeId, 0, row))])
    },
  }
}

type Belonging = Readonly<{ unitId: string; departmentId: string }>
type Prepared = Readonly<{ where: Belonging; dated: readonly Readonly<{ year: number; form: Form }>[]; parts: IntakeParts }>

const refuse = (because: Rejection): Intake => ({ outcome: 'refused', because })

const noDepartment: Rejection = {
  code: 'department-missing',
  detail: '你所在的单位还没有主管部门，不能登记申报。请系统管理员先设立主管部门。',
}
const tooMany: Rejection = { code: 'too-many-forms', detail: `一次最多登记 ${MOST_FORMS} 份申报。请分开导入。` }
const strangeYear = (year: number): Rejection => ({
  code: 'year-out-of-range',
  detail: `年度应在 ${YEARS.from} 至 ${YEARS.to} 之间，表上是 ${year}。请改正后再导入。`,
})
const noSuchSource: Rejection = { code: 'no-such-declaration', detail: '没有找到要复制的申报。请从列表重新选择。' }
const severalRoutes = (begins: ReadonlySet<LiveRoute>): Rejection => ({
  code: 'several-routes',
  detail: `这些申报按规定走不同的流程（${[...begins].map(({ route }) => route.title).join('、')}）。请按流程分成几个文件导入。`,
  basis: { kind: 'product', text: '一次登记的申报走同一个流程' },
})
