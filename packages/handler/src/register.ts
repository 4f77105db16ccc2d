import {
  evolveRegister,
  NameRegistered,
  NameReleased,
  type Register,
  registeredName,
  registerReader,
  registerStream,
  takenNames,
} from '@shenbao/declaration/register.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { type Account, lastOf, MOST_TRIES, type Recorder, recordFacts } from './record.ts'

/** Whose name it is: the declaration, and the register it belongs to. */
type Holder = Readonly<{ id: string; unitId: string; year: number }>

/** Throws `UnreadableFact`: names can only be claimed by a program that understands all claims before. */
export const readRegister = async ({ store }: Pick<Recorder, 'store'>, unitId: string, year: number) => {
  const facts = await store.read(registerStream(unitId, year))
  const register: Register = facts.map(({ fact }) => registerReader.eventOf(fact)).reduce(evolveRegister, {})
  return { register, last: lastOf(facts) }
}

/**
 * Claims names for declarations of one unit and year, all or none: `null` when they hold them now, else the names already
 * taken.
 */
export const claimNames = async (
  recorder: Recorder,
  unitId: string,
  year: number,
  wanted: readonly Readonly<{ declarationId: string; name: string }>[],
  account: Account,
): Promise<readonly string[] | null> => {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const { register, last } = await readRegister(recorder, unitId, year)
    const taken = takenNames(register, wanted)
    if (taken.length > 0) return taken
    const missing = wanted
      .map(({ declarationId, name }) => ({ declarationId, name: registeredName(name) }))
      .filter(({ name }) => !Object.hasOwn(register, name))
    if (missing.length === 0) return null
    const facts = missing.map(claim => ({ ...NameRegistered.of(claim), schemaVersion: NameRegistered.schemaVersion }))
    const recorded = await recordFacts(recorder, registerStream(unitId, year), last, facts, account)
    if (recorded.outcome === 'recorded') return null
  }
  throw new Error(`register ${unitId} ${year}: somebody else wrote first ${MOST_TRIES} times in a row`)
}

export const claimName = async (
  recorder: Recorder,
  holder: Holder,
  account: Account,
  name: string,
): Promise<Rejection | null> => {
  const taken = await claimNames(recorder, holder.unitId, holder.year, [{ declarationId: holder.id, name }], account)
  return taken ? nameTaken(taken) : null
}

/** Whether another declaration holds the name now, without claiming it: for trying a command. */
export const refuseTakenName = async (
  recorder: Pick<Recorder, 'store'>,
  { id, unitId, year }: Holder,
  name: string,
): Promise<Rejection | null> => {
  const { register } = await readRegister(recorder, unitId, year)
  const taken = takenNames(register, [{ declarationId: id, name }])
  return taken.length > 0 ? nameTaken(taken) : null
}

export const releaseName = async (recorder: Recorder, holder: Holder, account: Account, name: string): Promise<void> => {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const { register, last } = await readRegister(recorder, holder.unitId, holder.year)
    const key = registeredName(name)
    if (register[key] !== holder.id) return
    const fact = { ...NameReleased.of({ declarationId: holder.id, name: key }), schemaVersion: NameReleased.schemaVersion }
    const recorded = await recordFacts(recorder, registerStream(holder.unitId, holder.year), last, [fact], {
      ...account,
      commandId: `${account.commandId}-release`,
    })
    if (recorded.outcome === 'recorded') return
  }
}

/** Basis: the 项目名称 of a unit's projects of one year tells them apart everywhere, on paper and on screen. */
export const nameTaken = (taken: readonly string[]): Rejection => ({
  code: 'name-taken',
  detail: `本单位本年度已有同名项目：${taken.map(name => `「${name}」`).join('、')}。请改名，或打开已有的申报继续办理。`,
  basis: { kind: 'practice', text: '同一单位同一年度的项目名称不得重复' },
  places: taken.map(name => ({ field: 'name', message: `项目名称「${name}」已被使用。` })),
})
