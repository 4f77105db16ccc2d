import { readFile } from 'node:fs/promises'
import { demonstrationOfficerId } from '@shenbao/directory/demonstration.ts'
import { servingOfficer } from '@shenbao/directory/directory.ts'
import { listDeclarations } from '@shenbao/read-models/queries/list-declarations.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import type { Desks } from './connect.ts'

/** The nine declarations of 2026 that the demonstration begins with. */
const forms = new URL('../../../packages/documents/samples/2026-shanghai-social-insurance.txt', import.meta.url)

const READ_WAIT_MS = 60_000

/** Imports the forms as the drafter would, once: a demonstration that has any declaration keeps what it has. */
export const importDemonstration = async (
  models: ReadModels,
  { desk, intake }: Pick<Desks, 'desk' | 'intake'>,
): Promise<void> => {
  if (listDeclarations(models.db(), { limit: 1 }).items.length > 0) return
  const drafter = servingOfficer(await desk.current(), demonstrationOfficerId('drafter'))
  if (!drafter) return
  const taken = await intake.importFile(drafter, { bytes: await readFile(forms), name: '2026 年度项目绩效目标汇总表.txt' })
  if (taken.outcome === 'refused') throw new TypeError(`the demonstration could not be imported: ${taken.because.detail}`)
  await models.reached(taken.position, READ_WAIT_MS)
}
