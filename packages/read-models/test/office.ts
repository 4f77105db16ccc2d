import { hash } from 'node:crypto'
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { decide } from '@shenbao/declaration/decide.ts'
import { declarationEvents } from '@shenbao/declaration/events.ts'
import { opening } from '@shenbao/declaration/open.ts'
import { foldRecorded, streamOf } from '@shenbao/declaration/recorded.ts'
import { registerEvents } from '@shenbao/declaration/register.ts'
import { DEFAULT_ROUTE, shippedWorld } from '@shenbao/declaration/routes.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import type { Form } from '@shenbao/form/form.ts'
import { type Digest, derivedId } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { type Draft, linkFacts } from '@shenbao/kernel/link.ts'
import { DEFAULT_PACK_ID, findPack, policyReference } from '@shenbao/policy/packs.ts'
import type { Test } from 'tap'
import { openReadModels, type ReadModels } from '../src/read-models.ts'

export const sm3: Digest = text => hash('sm3', text)
export const world = shippedWorld(sm3)

const pack = findPack(DEFAULT_PACK_ID)
if (!pack) throw new Error(`no policy pack ${DEFAULT_PACK_ID}`)

export const blank: Form = {
  name: '居家养老服务经费',
  year: 2026,
  nature: '经常性专项业务费',
  category: '特定目标类',
  department: '示例主管部门',
  unit: '示例中心',
  start: '2026-01-01',
  end: '2026-12-31',
  funds: {
    total: null,
    fiscal: null,
    other: null,
    annualRequest: 8_500_000n,
    currentYearAppropriation: 8_500_000n,
    carryover: 0n,
    annualOther: 0n,
  },
  overallGoal: '',
  annualGoal: '为老年人提供上门服务。',
  indicators: [
    row('i1', '产出指标', '数量指标', '服务人次', '≥150(人次)'),
    row('i2', '产出指标', '质量指标', '服务合格率', '≥95(%)'),
    row('i3', '效益指标', '社会效益指标', '投诉处理率', '=100(%)'),
    row('i4', '满意度指标', '服务对象满意度指标', '老年人满意度', '≥90(%)'),
  ],
  flags: [],
}

function row(id: string, level1: string, level2: string, name: string, target: string): Form['indicators'][number] {
  return { id, level1, level2, name, target, weight: null, flags: [] }
}

export type By = Readonly<{ actor: string; onBehalfOf?: string; on?: string; commandId?: string }>

const versions = new Map<string, number>([...declarationEvents, ...registerEvents].map(e => [e.type, e.schemaVersion]))

/** An office that works on one log in memory: what it records is decided by the rules, linked and dated a minute apart. */
export const office = (store: EventStore = memoryEventStore()) => {
  let minutes = 0

  const drafts = (events: readonly Readonly<{ type: string; data: object }>[], by: By): readonly Draft[] => {
    minutes += 1
    const command = by.commandId ?? derivedId(sm3, 'command', minutes)
    return events.map(({ type, data }, ordinal) => ({
      id: derivedId(sm3, command, minutes, ordinal),
      type,
      schemaVersion: versions.get(type) ?? 1,
      actor: by.actor,
      onBehalfOf: by.onBehalfOf ?? null,
      commandId: command,
      commandDigest: sm3(JSON.stringify([type, data])),
      effectiveOn: by.on ?? '2026-01-05',
      recordedAt: new Date(Date.UTC(2026, 0, 5, 1, minutes)).toISOString(),
      data: JSON.parse(JSON.stringify(data)),
    }))
  }

  /** Records facts as they are, whatever the rules would say of them. */
  const record = async (
    stream: string,
    events: readonly Readonly<{ type: string; data: object }>[],
    by: By,
    tamper: (fact: Envelope) => Envelope = fact => fact,
  ): Promise<string> => {
    const last = (await store.read(stream)).at(-1)?.fact ?? null
    const facts = linkFacts(sm3, { stream, last }, drafts(events, by)).map(tamper)
    const appended = await store.append(stream, last?.revision ?? -1, facts)
    if (appended.outcome !== 'appended') throw new Error(`${stream}: ${appended.outcome}`)
    return appended.position
  }

  const open = async (
    name: string,
    {
      unitId = 'center',
      departmentId = 'bureau',
      by = { actor: 'drafter' },
      ...form
    }: Partial<Form> & { unitId?: string; departmentId?: string; by?: By } = {},
  ): Promise<string> => {
    const declarationId = derivedId(sm3, 'declaration', name, minutes)
    const events = opening({
      declarationId,
      unitId,
      departmentId,
      year: form.year ?? 2026,
      form: { ...blank, ...form, name },
      route: world.newestRoute(DEFAULT_ROUTE).pin,
      policy: policyReference(sm3, pack),
      origin: { kind: 'form' },
    })
    await record(streamOf(declarationId), events, by)
    return declarationId
  }

  const stateOf = async (id: string): Promise<Declaration> => {
    const state = foldRecorded(
      world,
      (await store.read(streamOf(id))).map(({ fact }) => fact),
    )
    if (!state) throw new Error(`no declaration ${id}`)
    return state
  }

  /** Sends a command; a refusal is thrown, because a scenario that is refused proves nothing. Answers with the position. */
  const send = async (id: string, command: DeclarationCommand, by: By): Promise<string> => {
    const proposal = decide(world, await stateOf(id), command, {
      by: { actor: by.actor, onBehalfOf: by.onBehalfOf ?? null },
      today: by.on ?? '2026-01-05',
      people: () => ({ holders: () => ['somebody', by.onBehalfOf ?? by.actor], serves: () => true }),
      days: { isWorkingDay: () => true, after: day => day, between: () => 0 },
      newId: ordinal => derivedId(sm3, id, minutes, ordinal),
    })
    if (!proposal.accepted)
      throw new Refused(`${command.type} by ${by.actor}: ${proposal.because.code} ${proposal.because.detail}`)
    // What says nothing new records nothing.
    return proposal.events.length === 0 ? ((await store.head()) ?? '') : await record(streamOf(id), proposal.events, by)
  }

  return { store, record, open, send, stateOf }
}
export type Office = ReturnType<typeof office>

export class Refused extends Error {
  override readonly name = 'Refused'
}

type Step = readonly [DeclarationCommand, string]

const review: Step = [{ type: 'review', grade: '优', comment: '目标明确' }, 'bureau-reviewer']
const approvals = ['section-chief', 'center-finance', 'center-leader'].map((actor): Step => [{ type: 'approve' }, actor])

/** From the draft to the 批复. */
export const toApproval: readonly Step[] = [
  [{ type: 'submit' }, 'drafter'],
  ...approvals,
  review,
  [{ type: 'approve' }, 'bureau-reviewer'],
  [{ type: 'approve' }, 'bureau-finance'],
  [{ type: 'approve', documentNumber: '示例〔2026〕1号' }, 'bureau-approver'],
]

/** From the end of the year to the archive; the results are those of `blank`. */
export const toArchive: readonly Step[] = [
  [{ type: 'close-year' }, 'center-finance'],
  [
    {
      type: 'record-result',
      budget: { annual: '85000.00', executed: '80000.00' },
      results: [
        { indicator: 'i1', actual: '160' },
        { indicator: 'i2', actual: '96' },
        { indicator: 'i3', actual: '100' },
        { indicator: 'i4', actual: '92' },
      ],
    },
    'drafter',
  ],
  [{ type: 'submit-evaluation' }, 'drafter'],
  [{ type: 'approve' }, 'center-finance'],
  [{ type: 'confirm-evaluation' }, 'bureau-approver'],
  [{ type: 'publish' }, 'center-finance'],
  [{ type: 'archive' }, 'center-finance'],
]

export const live = async (at: Pick<Office, 'send'>, id: string, steps: readonly Step[]): Promise<void> => {
  for (const [command, actor] of steps) await at.send(id, command, { actor })
}

/** Read models in memory over the log, caught up, and stopped when the test ends. */
export const follow = async (t: Pick<Test, 'teardown'>, store: EventStore): Promise<ReadModels> => {
  const models = await openReadModels({ store, world, directory: null })
  t.teardown(models.stop)
  await models.caughtUp
  return models
}
