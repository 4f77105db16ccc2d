import { sm3 } from '@shenbao/audit/node-digest.ts'
import { verifyLog } from '@shenbao/audit/verify-log.ts'
import { DEFAULT_ROUTE, shippedWorld } from '@shenbao/declaration/routes.ts'
import { demonstrationDepartment, demonstrationOfficerId, demonstrationUnit } from '@shenbao/directory/demonstration.ts'
import type { ReadDeclaration } from '@shenbao/documents/read-document.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { takeIn } from '@shenbao/handler/intake.ts'
import { yearOf } from '@shenbao/kernel/dates.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import { DEFAULT_PACK_ID, findPack, policyReference } from '@shenbao/policy/packs.ts'
import { listDeclarations } from '@shenbao/read-models/queries/list-declarations.ts'
import { type AuditRow, searchAudit } from '@shenbao/read-models/queries/search-audit.ts'
import { sumTotals } from '@shenbao/read-models/queries/sum-totals.ts'
import { openReadModels } from '@shenbao/read-models/read-models.ts'
import { live } from './life.ts'
import { newPlay, PlayRefused, titleOfOfficer } from './stage-hands.ts'

/** What one declaration went through. `refused` says why it stopped early, `null` when it was archived. */
export type Lived = Readonly<{
  id: string
  name: string | null
  annualRequest: string | null
  indicators: number
  stages: readonly string[]
  score: string | null
  grade: string | null
  refused: string | null
}>

export type Walked = Readonly<{
  declarations: readonly Lived[]
  totals: Readonly<{ count: number; annualRequest: string }>
  facts: number
  audit: readonly Readonly<{
    at: string
    actor: string
    declaration: string | null
    indicator: string | null
    field: string
    from: string | null
    to: string | null
    reason: string | null
  }>[]
  verified: boolean
}>

export type Progress = Readonly<{ done: number; of: number; name: string | null; stage: string }>

/** The main job: every declaration of a file through its whole life, on the log given, then what the read models say of it. */
export const walk = async (
  store: EventStore,
  read: readonly ReadDeclaration[],
  file: Readonly<{ name: string; digest: string }>,
  ids: Readonly<{ intakeId: string }>,
  tell: (progress: Progress) => void,
): Promise<Walked> => {
  const world = shippedWorld(sm3)
  const pack = findPack(DEFAULT_PACK_ID)
  if (!pack) throw new TypeError(`no policy pack ${DEFAULT_PACK_ID}`)
  const calendar = { today: new Date().toISOString().slice(0, 10) }
  const play = newPlay(store, world, calendar)
  const intake = await takeIn(
    { ...play.parts, route: world.newestRoute(DEFAULT_ROUTE).pin, policy: policyReference(sm3, pack) },
    {
      intakeId: ids.intakeId,
      unitId: demonstrationUnit.organisationId,
      departmentId: demonstrationDepartment.organisationId,
      source: { kind: 'import', fileName: file.name, fileDigest: file.digest },
      forms: read.map(({ form }) => ({ form, year: form.year ?? yearOf(calendar.today) })),
      actor: demonstrationOfficerId('drafter'),
    },
  )
  if (intake.outcome === 'refused') throw new PlayRefused(intake.because.detail)
  const lived: Lived[] = []
  for (const [ordinal, { id, name, form }] of intake.declarations.entries()) {
    const stages = ['drafting']
    const enter = (stage: string): void => {
      if (stages.at(-1) !== stage && !(stage === 'executing' && stages.includes(stage))) stages.push(stage)
      tell({ done: ordinal, of: intake.declarations.length, name, stage })
    }
    let refused: string | null = null
    try {
      await live(play, id, ordinal, enter)
    } catch (error) {
      if (!(error instanceof PlayRefused)) throw error
      refused = error.message
    }
    const now = await play.look(id)
    const annualRequest = now.form.funds.annualRequest
    lived.push({
      id,
      name: now.form.name,
      annualRequest: annualRequest === null ? null : yuanOfFen(annualRequest),
      indicators: form.indicators.length,
      stages,
      score: now.final?.total ?? null,
      grade: now.final?.grade ?? null,
      refused,
    })
  }
  return { declarations: lived, ...(await whatTheReadModelsSay(store, world)) }
}

/** How many rows the walkthrough reads of each list; the longest published file has some dozens of declarations. */
const MOST = 1000

const whatTheReadModelsSay = async (
  store: EventStore,
  world: ReturnType<typeof shippedWorld>,
): Promise<Omit<Walked, 'declarations'>> => {
  const models = await openReadModels({ store, world, directory: null })
  try {
    await models.caughtUp
    const { total } = sumTotals(models.db(), { by: 'unit' })
    const listed = listDeclarations(models.db(), { limit: MOST })
    const audit = allAudit(models.db())
    const { facts, breaks } = await verifyLog(feedPages(store), sm3)
    return {
      totals: { count: listed.items.length, annualRequest: yuanOfFen(total.annualRequest) },
      facts,
      audit: audit.map(auditLine),
      verified: breaks.length === 0,
    }
  } finally {
    await models.stop()
  }
}

type Db = Parameters<typeof searchAudit>[0]

const allAudit = (db: Db): readonly AuditRow[] => {
  const rows: AuditRow[] = []
  let after: string | undefined
  do {
    const page = searchAudit(db, { limit: MOST, after })
    rows.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return rows.filter(({ inEffect }) => inEffect)
}

const auditLine = ({
  at,
  actor,
  declarationName,
  indicatorName,
  field,
  from,
  to,
  reason,
}: AuditRow): Walked['audit'][number] => ({
  at,
  actor: titleOfOfficer(actor),
  declaration: declarationName,
  indicator: indicatorName,
  field,
  from,
  to,
  reason,
})
