import { lastYearBeside, type Memory, memoryOf, noMemory, yearBefore } from '@shenbao/declaration/memory.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { Officer } from '@shenbao/directory/directory.ts'
import type { Beside } from '@shenbao/inspection/finding.ts'
import { approvedDeclarations } from '@shenbao/read-models/queries/approved-declarations.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import type { DeclarationDesk } from './declaration-desk.ts'

/** Last year beside this one, as far as the officer may see last year's declaration. */
export type MemoryDesk = Readonly<{
  of: (officer: Officer, declaration: Declaration) => Promise<Memory>
  /** The part of it that an inspection compares with; `null` where nothing is known. */
  lastYear: (officer: Officer, declaration: Declaration) => Promise<NonNullable<Beside['lastYear']> | null>
}>

type Needs = Readonly<{ models: Pick<ReadModels, 'db'>; declarations: Pick<DeclarationDesk, 'now'>; world: World }>

export const newMemoryDesk = ({ models, declarations, world }: Needs): MemoryDesk => {
  const before = async (officer: Officer, declaration: Declaration): Promise<Declaration | null> => {
    const { unitId, year } = declaration
    const found = yearBefore(declaration, approvedDeclarations(models.db(), { unitId, year: year - 1 }))
    const seen = found && (await declarations.now(officer, found.id))
    // The list may be a moment behind: what was reopened since promises nothing.
    return seen?.declaration.approval ? seen.declaration : null
  }
  const of: MemoryDesk['of'] = async (officer, declaration) => {
    const last = await before(officer, declaration)
    if (!last) return noMemory
    return memoryOf(declaration, last, world.policy(declaration.policy), await before(officer, last))
  }
  return { of, lastYear: async (officer, declaration) => lastYearBeside(await of(officer, declaration), declaration) }
}
