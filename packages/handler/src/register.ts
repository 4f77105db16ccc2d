import { borneName } from '@shenbao/declaration/borne-name.ts'
import { foldRecorded, streamOf } from '@shenbao/declaration/recorded.ts'
import {
  type Bearer,
  type Claim,
  doubledNames,
  evolveRegister,
  isHeldBy,
  NameRegistered,
  NameReleased,
  type Register,
  registeredName,
  registerReader,
  registerStream,
} from '@shenbao/declaration/register.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import { ReplayDivergence } from '@shenbao/workflow/compile.ts'
import { type Account, lastOf, MOST_TRIES, type Recorder, recordFacts } from './record.ts'

/** What it takes to look names up: the log, and the world that says what a declaration bears. */
type Reading = Readonly<{ store: Recorder['store']; world: World }>
type Claiming = Recorder & Reading

/** A name a declaration is about to take, behind the revision on which this was decided (-1: at its opening). */
export type Wanted = Readonly<{ declarationId: string; name: string; after: number }>

/** Throws `UnreadableFact`: names can only be claimed by a program that understands all claims before. */
export const readRegister = async ({ store }: Pick<Recorder, 'store'>, unitId: string, year: number) => {
  const facts = await store.read(registerStream(unitId, year))
  const register: Register = facts.map(({ fact }) => registerReader.eventOf(fact)).reduce(evolveRegister, {})
  return { register, last: lastOf(facts) }
}

/**
 * Claims names for declarations of one unit and year, all or none, before they are taken: `null` when that is done, else the names
 * already taken. Every claim is appended anew, also on a name that is the declaration's own by an earlier one: whoever looks at that
 * earlier one at the same time, and finds it given up, comes too late then. Nothing has to be given back afterwards: a claim whose
 * fact never came, or whose name was given up, is nobody's, and the next one takes it over.
 */
export const claimNames = async (
  parts: Claiming,
  unitId: string,
  year: number,
  wanted: readonly Wanted[],
  account: Account,
): Promise<Taken | null> => {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const { register, last } = await readRegister(parts, unitId, year)
    const taken = await takenAmong(parts, register, wanted)
    if (taken) return taken
    const claims = wanted
      .map(({ declarationId, name, after }) => ({ declarationId, name: registeredName(name), after }))
      .filter(({ name, ...claim }) => !isSameClaim(register[name], claim))
    if (claims.length === 0) return null
    const facts = claims.map(claim => ({ ...NameRegistered.of(claim), schemaVersion: NameRegistered.schemaVersion }))
    const recorded = await recordFacts(parts, registerStream(unitId, year), last, facts, account)
    if (recorded.outcome === 'recorded') return null
  }
  throw new Error(`register ${unitId} ${year}: somebody else wrote first ${MOST_TRIES} times in a row`)
}

/** The names among these that others keep from them now, without claiming anything: for trying, and before an intake is recorded. */
export const findTaken = async (
  parts: Reading,
  unitId: string,
  year: number,
  wanted: readonly Omit<Wanted, 'after'>[],
): Promise<Taken | null> => takenAmong(parts, (await readRegister(parts, unitId, year)).register, wanted)

/** Names already taken. `claimed`: those that nobody bears yet, but a declaration is about to. */
export type Taken = Readonly<{ names: readonly string[]; claimed: readonly string[] }>

export const bothTaken = (a: Taken | null, b: Taken | null): Taken | null =>
  a && b ? { names: [...a.names, ...b.names], claimed: [...a.claimed, ...b.claimed] } : (a ?? b)

const takenAmong = async (
  parts: Reading,
  register: Register,
  wanted: readonly Omit<Wanted, 'after'>[],
): Promise<Taken | null> => {
  const names = [...doubledNames(wanted.map(({ name }) => name))]
  const claimed: string[] = []
  for (const { declarationId, name } of wanted) {
    const key = registeredName(name)
    const claim = Object.hasOwn(register, key) ? register[key] : undefined
    if (!claim || claim.declarationId === declarationId || names.includes(key)) continue
    // Read after the register: what it bears now, it can only have come to bear by claims that are in there.
    const bearer = await bearerOf(parts, claim.declarationId)
    if (bearer !== 'unreadable' && !isHeldBy(key, claim, bearer)) continue
    names.push(key)
    if (bearer !== 'unreadable' && (bearer.name === null || registeredName(bearer.name) !== key)) claimed.push(key)
  }
  return names.length > 0 ? { names, claimed } : null
}

/** A declaration that this program cannot read may bear any name that it ever claimed. */
const bearerOf = async ({ store, world }: Reading, declarationId: string): Promise<Bearer | 'unreadable'> => {
  const facts = (await store.read(streamOf(declarationId))).map(({ fact }) => fact)
  try {
    const declaration = foldRecorded(world, facts)
    return { revision: facts.length - 1, name: declaration && borneName(world, declaration) }
  } catch (error) {
    if (error instanceof UnreadableFact || error instanceof ReplayDivergence) return 'unreadable'
    throw error
  }
}

const isSameClaim = (claim: Claim | undefined, { declarationId, after }: Claim): boolean =>
  claim?.declarationId === declarationId && claim.after === after

/**
 * Gives back what was claimed for a declaration that will not be opened: there, no later fact will ever tell that the claim is for
 * nothing. Only the very claim that was made.
 */
export const releaseClaim = async (
  recorder: Recorder,
  unitId: string,
  year: number,
  { name, ...claim }: Wanted,
  account: Account,
): Promise<void> => {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const { register, last } = await readRegister(recorder, unitId, year)
    const key = registeredName(name)
    if (!isSameClaim(register[key], claim)) return
    const released = NameReleased.of({ declarationId: claim.declarationId, name: key })
    const fact = { ...released, schemaVersion: NameReleased.schemaVersion }
    const recorded = await recordFacts(recorder, registerStream(unitId, year), last, [fact], {
      ...account,
      commandId: `${account.commandId}-release`,
    })
    if (recorded.outcome === 'recorded') return
  }
}

/** Basis: the 项目名称 of a unit's projects of one year tells them apart everywhere, on paper and on screen. */
export const nameTaken = ({ names, claimed }: Taken): Rejection => ({
  code: 'name-taken',
  detail:
    names.length === claimed.length
      ? `${quoted(claimed)}正由本单位另一份申报改用，尚未办完。请稍后再试，或请对方再办理一次；对方不再要这个名称时即可使用。`
      : `本单位本年度已有同名项目：${quoted(names)}。请改名，或打开已有的申报继续办理。`,
  basis: { kind: 'practice', text: '同一单位同一年度的项目名称不得重复' },
  places: names.map(name => ({ field: 'name', message: `项目名称「${name}」已被使用。` })),
})

const quoted = (names: readonly string[]): string => names.map(name => `「${name}」`).join('、')
