import { delegatedTo } from './decide-task.ts'
import { type Entitlement, type Organisations, type Person, sitsOn } from './may.ts'
import { type Route, type StageDefinition, signatureVerbs, stageNamed, type VerbName, type Vocabulary } from './route.ts'
import { passingMove } from './signing.ts'
import type { Work } from './work.ts'

type Asked = Readonly<{ route: Route; words: Vocabulary; work: Work; person: Person; organisations: Organisations }>

const ofSigners: readonly VerbName[] = [...signatureVerbs, 'consult', 'comment', 'confirm-comment']
const ofAdministrators: readonly VerbName[] = ['jump', 'terminate', 'transfer', 'remove-signer']

/**
 * Whether the person may use the verb on the case as it stands. Who may see a case may mark it read: seeing is asked before. Who has
 * a part in it may urge and copy. Whose slot it really is, `decideVerb` asks: losing a race to a colleague is no question of authority.
 */
export const mayVerb = (asked: Asked, verb: VerbName): Entitlement => {
  const { route, words, work, person, organisations } = asked
  const stages = work.standing.stages.map(name => stageNamed(route, name))
  const here: Entitlement = { kind: 'here', stage: stages[0]?.name ?? route.begins }
  const sits = (seats: Parameters<typeof sitsOn>[1][]): boolean => seats.some(seat => sitsOn(person, seat, organisations))
  if (ofAdministrators.includes(verb) && sits([words.administrator])) return here
  if (ofSigners.includes(verb)) return signerVerb(asked)
  switch (verb) {
    case 'answer-delegation': {
      const [actor = '', onBehalfOf = null] = person.ids
      const mine = Object.values(work.signings).some(signing => delegatedTo(signing, { actor, onBehalfOf }))
      return mine ? here : { kind: 'never' }
    }
    case 'answer-consultation':
      return work.talk.consultations.some(({ asked: to }) => person.ids.some(id => to.includes(id))) ? here : { kind: 'never' }
    case 'cancel':
    case 'answer-comment':
      return sits(authorsSeats(route)) ? here : { kind: 'never' }
    case 'urge':
    case 'copy':
      return sits([...authorsSeats(route), ...passersSeats(route)]) || signs(asked) ? here : { kind: 'never' }
    case 'mark-read': {
      const isAddressed = person.ids.some(id => work.talk.copied[id] !== undefined) || signs(asked)
      return isAddressed || sits(route.stages.flatMap(allSeats)) ? here : { kind: 'never' }
    }
    default:
      return { kind: 'never' }
  }
}

const signerVerb = ({ route, work, person, organisations }: Asked): Entitlement => {
  const sits = (name: string): boolean =>
    (passingMove(stageNamed(route, name))?.move.who ?? []).some(seat => sitsOn(person, seat, organisations))
  const signs = (name: string): boolean =>
    (work.signings[name]?.slots ?? []).some(
      ({ officer, seats, signedBy }) =>
        (officer !== null && person.ids.includes(officer)) ||
        signedBy.some(id => person.ids.includes(id)) ||
        seats.some(seat => sitsOn(person, seat, organisations)),
    )
  const here = work.standing.stages.find(name => sits(name) || signs(name))
  if (here !== undefined) return { kind: 'here', stage: here }
  const elsewhere = route.stages.map(({ name }) => name).filter(sits)
  return elsewhere.length > 0 ? { kind: 'elsewhere', stages: elsewhere } : { kind: 'never' }
}

const signs = ({ work, person }: Asked): boolean =>
  Object.values(work.signings).some(({ slots }) => slots.some(({ officer }) => officer !== null && person.ids.includes(officer)))

const allSeats = ({ acts, moves }: StageDefinition) =>
  [...Object.values(acts ?? {}), ...Object.values(moves ?? {})].flatMap(({ who }) => who)

const passersSeats = (route: Route) => route.stages.flatMap(stage => passingMove(stage)?.move.who ?? [])

/** The seats that write what a case begins with. */
const authorsSeats = (route: Route) => Object.values(stageNamed(route, route.begins).moves ?? {}).flatMap(({ who }) => [...who])
