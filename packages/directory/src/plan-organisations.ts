import { foundOrganisation } from './appointing.ts'
import { type Directory, evolveDirectory, type Organisation } from './directory.ts'
import type { DirectoryEvent } from './events.ts'
import type { Column, RosterError, RosterNote, RosterRow } from './roster.ts'

/** `directory`: as it would be. `unsure`: organisations that failed; what depends on them is not called wrong as well. */
export type PlannedOrganisations = Readonly<{
  directory: Directory
  unsure: ReadonlySet<string>
  events: readonly DirectoryEvent[]
  errors: readonly RosterError[]
  notes: readonly RosterNote[]
}>

/** Founds what the rows name and the directory does not have, parents before children wherever they stand in the file. */
export const planOrganisations = (importId: string, rows: readonly RosterRow[], directory: Directory): PlannedOrganisations => {
  const mentions = mentionsOf(rows)
  const all = [...mentions.values()]
  const fresh = all.filter(({ name }) => !organisationNamed(directory, name))
  const unclear = fresh.filter(({ kind, errors }) => kind === null || errors.length > 0)
  let plan: PlannedOrganisations = {
    directory,
    unsure: new Set(unclear.map(({ name }) => name)),
    events: [],
    errors: all.flatMap(({ errors }) => errors),
    notes: all.flatMap(mention => notesOn(mention, directory)),
  }
  let waiting = fresh.filter(mention => !unclear.includes(mention))
  for (;;) {
    const { directory: ahead, unsure } = plan
    const isReady = ({ parent }: Mention): boolean =>
      parent === '' || unsure.has(parent) || organisationNamed(ahead, parent) !== null
    const ready = waiting.filter(isReady)
    if (ready.length === 0) break
    for (const mention of ready) plan = withOrganisation(plan, importId, mention)
    waiting = waiting.filter(mention => !ready.includes(mention))
  }
  const stuck = waiting.flatMap(mention => whyStuck(mention, mentions))
  return {
    ...plan,
    unsure: new Set([...plan.unsure, ...waiting.map(({ name }) => name)]),
    errors: [...plan.errors, ...stuck],
  }
}

/** All that the rows say of one organisation, by the line that says it first. */
type Mention = Readonly<{ name: string; line: number; parent: string; kind: RosterRow['kind']; errors: readonly RosterError[] }>

const mentionsOf = (rows: readonly RosterRow[]): ReadonlyMap<string, Mention> => {
  const mentions = new Map<string, Mention>()
  for (const { organisation: name, line, parent, kind } of rows) {
    if (name === '') continue
    const known = mentions.get(name) ?? { name, line, parent, kind, errors: [] }
    const otherwise = (column: Column): RosterError => ({
      line,
      column,
      message: `“${name}”的这一项与前面第 ${known.line} 行起所填的不一致。请统一，或只填一次。`,
    })
    const errors = [
      ...(parent !== '' && known.parent !== '' && parent !== known.parent ? [otherwise('parent')] : []),
      ...(kind && known.kind && kind !== known.kind ? [otherwise('kind')] : []),
    ]
    mentions.set(name, {
      ...known,
      parent: known.parent || parent,
      kind: known.kind === null || kind === null ? null : known.kind || kind,
      errors: [...known.errors, ...errors],
    })
  }
  return mentions
}

const withOrganisation = (plan: PlannedOrganisations, importId: string, mention: Mention): PlannedOrganisations => {
  const { name, line, parent, kind } = mention
  const failed = (...errors: readonly RosterError[]): PlannedOrganisations => ({
    ...plan,
    unsure: new Set([...plan.unsure, name]),
    errors: [...plan.errors, ...errors],
  })
  if (plan.unsure.has(parent)) return failed()
  if (!kind) return failed({ line, column: 'kind', message: `“${name}”尚未设立，请填写单位类型。` })
  const parentId = organisationNamed(plan.directory, parent)?.organisationId ?? null
  const decision = foundOrganisation({ organisationId: `${importId}-o${line}`, name, kind, parentId }, plan.directory)
  if (!decision.accepted) {
    const { code, detail } = decision.because
    return failed({ line, column: code === 'department-missing' ? 'parent' : 'organisation', message: detail })
  }
  return {
    ...plan,
    directory: decision.events.reduce(evolveDirectory, plan.directory),
    events: [...plan.events, ...decision.events],
  }
}

/** What waits for its parent in vain: there is none, or it comes round to itself. What only hangs below such a one is not wrong. */
const whyStuck = ({ name, line, parent }: Mention, mentions: ReadonlyMap<string, Mention>): readonly RosterError[] => {
  if (!mentions.has(parent))
    return [{ line, column: 'parent', message: `上级单位“${parent}”没有设立，文件中也没有它的一行。请补上。` }]
  const passed = new Set<string>()
  let above: string | undefined = parent
  while (above !== undefined && above !== name && !passed.has(above)) {
    passed.add(above)
    above = mentions.get(above)?.parent
  }
  return above === name ? [{ line, column: 'parent', message: `“${name}”绕了一圈成为自己的上级。请改正上级单位。` }] : []
}

const notesOn = ({ name, line, parent, kind }: Mention, directory: Directory): readonly RosterNote[] => {
  const there = organisationNamed(directory, name)
  if (!there) return []
  const above = there.parentId === null ? '' : (directory.organisations[there.parentId]?.name ?? '')
  const differing: readonly Column[] = [
    ...(kind && kind !== there.kind ? (['kind'] as const) : []),
    ...(parent !== '' && parent !== above ? (['parent'] as const) : []),
  ]
  const message = `“${name}”已经设立，与文件所填不同，保持原样。`
  return differing.map(column => ({ line, column, message, proposals: [] }))
}

export const organisationNamed = (directory: Directory, name: string): Organisation | null =>
  Object.values(directory.organisations).find(organisation => organisation.name === name) ?? null
