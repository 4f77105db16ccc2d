import type { DatabaseSync } from 'node:sqlite'
import { awaitsAnswer, isOpen } from '@shenbao/declaration/rectification.ts'
import { answeringOffices, issuingOffices, rectifiablePhases } from '@shenbao/declaration/rectification-offices.ts'
import { type Declaration, unconsentedAmendment } from '@shenbao/declaration/state.ts'
import { declarationWords } from '@shenbao/declaration/vocabulary.ts'
import { commandsOf } from '@shenbao/workflow/may.ts'
import { openWork } from '@shenbao/workflow/open-work.ts'
import { type Move, type Route, type StageDefinition, stageNamed } from '@shenbao/workflow/route.ts'
import { nobodyDecidesOnTheirOwnDraft } from '@shenbao/workflow/rules/nobody-decides-on-their-own-draft.ts'
import { nobodyPassesTwoStagesInARow } from '@shenbao/workflow/rules/nobody-passes-two-stages-in-a-row.ts'
import { persons } from '@shenbao/workflow/work.ts'
import { hasMoved } from '../ending.ts'
import type { DeclarationFact, Projection } from '../projection.ts'
import { run } from '../statement.ts'

/** Stands for a seat that is not bound to one organisation. */
export const ANYWHERE = '*'

/**
 * Open responsibility: for each open stage the seats that may act there and the officers asked by name (`officer`; empty for a
 * seat), since when and until when, and who sits there in vain because they wrote what is decided. `commands` is a JSON array, and
 * so are `seats`: the chairs from which a task came to an officer, for a deputy of some of their roles only. `asked` is the officer of the task that somebody is barred from.
 */
export const tasks: Projection = {
  name: 'tasks',
  version: 5,
  schema: `
create table tasks (
  declaration_id text not null,
  stage text not null,
  role text not null,
  organisation text not null,
  officer text not null,
  seats text not null,
  commands text not null,
  since text not null,
  due_on text,
  primary key (declaration_id, stage, role, organisation, officer)
) strict, without rowid;
create index tasks_by_seat on tasks (role, organisation, since);
create index tasks_by_officer on tasks (officer, since);
create table barred (
  declaration_id text not null,
  stage text not null,
  role text not null,
  organisation text not null,
  asked text not null,
  officer text not null,
  primary key (declaration_id, stage, role, organisation, asked, officer)
) strict, without rowid;
`,
  apply: (db, delivered) => {
    if (delivered.kind === 'declaration' && mayHaveChanged(delivered)) replaceTasks(db, delivered)
  },
}

/** Whose turn it is follows from where the case stands, from who wrote and passed what, and from an amendment that waits. */
const mayHaveChanged = ({ before, after }: DeclarationFact): boolean =>
  before === null ||
  hasMoved(before.work.standing.stages, after.work.standing.stages) ||
  before.work.authors !== after.work.authors ||
  before.work.passed !== after.work.passed ||
  before.work.signings !== after.work.signings ||
  before.work.deadlines !== after.work.deadlines ||
  before.work.talk.consultations !== after.work.talk.consultations ||
  before.amendments !== after.amendments ||
  before.rectifications !== after.rectifications

const replaceTasks = (db: DatabaseSync, { after, route, recorded }: DeclarationFact): void => {
  const open = openTasks(route, after)
  const id = after.id
  run(
    db,
    `delete from tasks where declaration_id = :id and not exists (select 1 from json_each(:open) as task
       where task.value->>'stage' = stage and task.value->>'role' = role and task.value->>'organisation' = organisation
         and task.value->>'officer' = officer)`,
    { id, open: JSON.stringify(open) },
  )
  run(db, 'delete from barred where declaration_id = :id', { id })
  for (const { stage, role, organisation, officer: asked, seats, commands, dueOn, barred } of open) {
    const seat = { id, stage, role, organisation }
    run(
      db,
      `insert into tasks (declaration_id, stage, role, organisation, officer, seats, commands, since, due_on)
         values (:id, :stage, :role, :organisation, :officer, :seats, :commands, :since, :dueOn)
       on conflict do update set seats = excluded.seats, commands = excluded.commands, due_on = excluded.due_on`,
      {
        ...seat,
        officer: asked,
        seats: JSON.stringify(seats),
        commands: JSON.stringify(commands),
        since: recorded.fact.recordedAt,
        dueOn,
      },
    )
    for (const officer of barred)
      run(
        db,
        `insert into barred (declaration_id, stage, role, organisation, asked, officer)
           values (:id, :stage, :role, :organisation, :asked, :officer)`,
        { ...seat, asked, officer },
      )
  }
}

type Task = Readonly<{
  stage: string
  role: string
  organisation: string
  officer: string
  seats: readonly Readonly<{ role: string; organisation: string }>[]
  commands: readonly string[]
  dueOn: string | null
  barred: readonly string[]
}>

/** An ended declaration waits for nobody, even where it may still be corrected or reopened. */
const openTasks = (route: Route, declaration: Declaration): readonly Task[] => {
  const stages = declaration.work.standing.stages.map(name => stageNamed(route, name)).filter(stage => stage.ends !== true)
  const ofStages = stages.flatMap(stage => tasksIn(stage, declaration))
  const beside = stages.find(({ phase }) => rectifiablePhases.some(one => one === phase))
  return beside ? merged([...ofStages, ...rectificationTasks(declaration, beside.name)]) : ofStages
}

/** 整改 waits beside whatever else the stage waits for: the unit's answer, then the word of the office that ordered it. */
const rectificationTasks = (declaration: Declaration, stage: string): readonly Task[] =>
  declaration.rectifications.filter(isOpen).flatMap(one => {
    const [offices, commands] = awaitsAnswer(one)
      ? ([answeringOffices, ['answer-rectification']] as const)
      : ([issuingOffices.filter(({ role }) => role === one.issuedAs), ['return-rectification', 'close-rectification']] as const)
    return offices.map(({ role, at }) => ({
      stage,
      role,
      organisation: at === 'unit' ? declaration.unitId : declaration.departmentId,
      officer: '',
      seats: [],
      commands,
      dueOn: awaitsAnswer(one) ? one.dueOn : null,
      barred: awaitsAnswer(one) ? [] : [...new Set(one.answers.flatMap(({ told }) => persons(told)))],
    }))
  })

/** A seat once in each stage. Whoever may do one thing there is waited for, so only those who may do nothing are barred. */
const merged = (all: readonly Task[]): readonly Task[] => {
  const groups = Map.groupBy(all, ({ stage, role, organisation, officer }) =>
    JSON.stringify([stage, role, organisation, officer]),
  )
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const same = [first, ...others]
    const days = same.flatMap(({ dueOn }) => dueOn ?? []).toSorted()
    return [
      {
        ...first,
        commands: [...new Set(same.flatMap(({ commands }) => commands))],
        dueOn: days[0] ?? null,
        barred: first.barred.filter(officer => others.every(({ barred }) => barred.includes(officer))),
      },
    ]
  })
}

const tasksIn = (stage: StageDefinition, declaration: Declaration): readonly Task[] => {
  const organisations: Readonly<Record<string, string>> = {
    unit: declaration.unitId,
    department: declaration.departmentId,
    any: ANYWHERE,
  }
  const seatsBehind = (officer: string, name: string): Task['seats'] =>
    (declaration.work.signings[name]?.slots ?? [])
      .filter(slot => slot.state === 'open' && slot.officer === officer)
      .flatMap(slot => slot.seats)
      .flatMap(seat => ('officer' in seat ? [] : [{ role: seat.role, organisation: organisations[seat.at] ?? '' }]))
  const deadline = declaration.work.deadlines[stage.name]
  const dueOn = deadline?.state === 'running' ? deadline.dueOn : null
  return openWork(stage, declaration.work, declarationWords.administrator, whatIsAsked(stage, declaration)).flatMap(
    ({ seat, commands }) => {
      const place =
        'officer' in seat
          ? { role: '', organisation: '', officer: seat.officer, seats: seatsBehind(seat.officer, stage.name) }
          : { role: seat.role, organisation: organisations[seat.at] ?? '', officer: '', seats: [] }
      const moves = commands.flatMap(command => stage.moves?.[command] ?? [])
      return [{ stage: stage.name, ...place, commands, dueOn, barred: barredFrom(moves, declaration) }]
    },
  )
}

/** The route lets the unit consent all through the stage; it is asked to only while an amendment waits for it. */
const whatIsAsked = (stage: StageDefinition, declaration: Declaration): readonly string[] =>
  commandsOf(stage).filter(command => command !== 'consent' || unconsentedAmendment(declaration) !== null)

/**
 * Who sits there in vain: the rules on separation of duties refuse them whatever the seat decides. Where a seat passes,
 * passing is what it is for; somebody who might only return the matter is not waited for.
 */
const barredFrom = (moves: readonly Move[], { work }: Declaration): readonly string[] => {
  const deciding = moves.filter(move => move.decides !== undefined)
  const passing = deciding.filter(move => move.kind === 'pass')
  const asked = passing.length > 0 ? passing : deciding
  if (asked.length === 0) return []
  const involved = new Set([...Object.values(work.authors), ...Object.values(work.passed)].flat())
  const refused = (move: Move, officer: string): boolean => {
    const by = { actor: officer, onBehalfOf: null }
    return nobodyDecidesOnTheirOwnDraft(work, move, by) !== null || nobodyPassesTwoStagesInARow(work, move, by) !== null
  }
  return [...involved].filter(officer => asked.every(move => refused(move, officer)))
}
