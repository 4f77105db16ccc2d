import type { DeclarationOut } from '../api/queries.ts'

/** What may be sent now, and what is this person's but refused as things stand. */
export type Offer = DeclarationOut['allowedCommands'][number]
export type Blocked = DeclarationOut['blockedCommands'][number]
export type Verb = Readonly<{ kind: 'offer'; offer: Offer }> | Readonly<{ kind: 'blocked'; blocked: Blocked }>

/** A bar of at most three buttons: those that are shown, the main one last, and what stands under 更多. */
export type Arranged = Readonly<{
  shown: readonly Verb[]
  /** Whether the last of them is what the person came for. */
  hasMain: boolean
  more: readonly Offer[]
  /** Theirs, but refused as things stand; why is said with it. */
  refused: readonly Blocked[]
  /** On a phone 沟通 takes the place of 更多, when there is a decision to be made. */
  talk: Offer | null
}>

const BUTTONS_MAX = 3

/** What a person came for: the first of these that is theirs is the main verb. */
const mains = [
  'answer-delegation',
  'consent',
  'submit',
  'approve',
  'confirm-evaluation',
  'submit-evaluation',
  'publish',
  'archive',
  'record-result',
  'rescore',
  'close-year',
  'record-progress',
  'answer-rectification',
  'close-rectification',
  'answer-consultation',
  'claim',
  'mark-read',
  'reopen',
]
/** Of what is refused as things stand, only a decision is worth a button that says why; the rest says so under 更多. */
const decisions = new Set(['submit', 'approve', 'confirm-evaluation', 'submit-evaluation', 'publish', 'archive', 'close-year'])
/** What stands beside it when there is room. */
const seconds = [
  'object',
  'return',
  'reject',
  'return-rectification',
  'review',
  'amend',
  'request-adjustment',
  'withdraw',
  'take-back',
  'consult',
]
/** Said beside the thing they are about, each in its own tab. */
const elsewhere = new Set(['answer-comment', 'confirm-comment'])

/** Own work comes before that of somebody one stands in for. */
const rank = (
  order: readonly string[],
  { type, onBehalfOf }: Readonly<{ type: string; onBehalfOf?: string | undefined }>,
): number => {
  const place = order.indexOf(type)
  return place < 0 ? Number.POSITIVE_INFINITY : place * 2 + (onBehalfOf === undefined ? 0 : 1)
}

const typeOf = (verb: Verb): Offer | Blocked => (verb.kind === 'offer' ? verb.offer : verb.blocked)

const ordered = (verbs: readonly Verb[], order: readonly string[]): readonly Verb[] =>
  verbs
    .filter(verb => rank(order, typeOf(verb)) < Number.POSITIVE_INFINITY)
    .toSorted((a, b) => rank(order, typeOf(a)) - rank(order, typeOf(b)))

/** `here` is the tab the reader is on, as its path: what is done on it needs no button that leads to it. */
export const arranged = (allowed: readonly Offer[], blocked: readonly Blocked[], phase: string, here: string): Arranged => {
  const offers = allowed.filter(
    ({ type }) => !elsewhere.has(type) && !(wayOf(type, phase)?.isOnlyThere === true && wayOf(type, phase)?.tab === here),
  )
  const verbs: readonly Verb[] = [
    ...offers.map((offer): Verb => ({ kind: 'offer', offer })),
    ...blocked.filter(({ type }) => decisions.has(type)).map((one): Verb => ({ kind: 'blocked', blocked: one })),
  ]
  const [main] = ordered(verbs, mains)
  const others = ordered(
    verbs.filter(verb => verb !== main && verb.kind === 'offer'),
    [...seconds, ...mains],
  )
  const unranked = offers.filter(offer => !mains.includes(offer.type) && !seconds.includes(offer.type))
  const all = (main ? 1 : 0) + others.length + unranked.length
  const room = (all > BUTTONS_MAX ? BUTTONS_MAX - 1 : BUTTONS_MAX) - (main ? 1 : 0)
  const beside = others.slice(0, room)
  const rest = [...others.slice(room).flatMap(verb => (verb.kind === 'offer' ? [verb.offer] : [])), ...unranked]
  const isBesides = (offer: Offer): boolean => beside.some(verb => verb.kind === 'offer' && verb.offer === offer)
  return {
    shown: [...beside, ...(main ? [main] : [])],
    hasMain: main !== undefined,
    more: inGroups(rest.filter(offer => !isBesides(offer))),
    refused: blocked.filter(one => main?.kind !== 'blocked' || main.blocked !== one),
    talk: rest.find(({ type, onBehalfOf }) => type === 'consult' && onBehalfOf === undefined) ?? null,
  }
}

/** Under 更多: what decides, what passes the work on, what asks and tells, what only an administrator does. */
const groups = [
  ['claim', 'release', 'transfer', 'delegate', 'add-signer', 'remove-signer', 'take-back', 'withdraw'],
  ['comment', 'consult', 'answer-consultation', 'copy', 'mark-read', 'urge'],
  ['cancel', 'jump', 'terminate', 'reopen', 'discard'],
]
const placeInGroups = (type: string): number => groups.flat().indexOf(type)
const inGroups = (offers: readonly Offer[]): readonly Offer[] =>
  offers.toSorted((a, b) => placeInGroups(a.type) - placeInGroups(b.type))

/** Where a command is filled in that has a page of its own. `isOnlyThere`: the page itself sends it. */
export const wayOf = (type: string, phase: string): Readonly<{ tab: string; isOnlyThere: boolean }> | null => {
  switch (type) {
    case 'revise':
      return { tab: '', isOnlyThere: true }
    case 'review':
      return { tab: '', isOnlyThere: true }
    case 'record-progress':
      return { tab: '/monitoring', isOnlyThere: true }
    case 'record-result':
    case 'rescore':
      return { tab: '/evaluation', isOnlyThere: true }
    case 'submit-evaluation':
      return { tab: '/evaluation', isOnlyThere: false }
    case 'attach-evidence':
    case 'detach-evidence':
      return { tab: phase === 'evaluating' ? '/evaluation' : '', isOnlyThere: true }
    default:
      return null
  }
}
