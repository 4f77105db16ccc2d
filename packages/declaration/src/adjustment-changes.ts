import type { ChangeRequest } from './commands.ts'
import type { Change, FormEvent } from './events.ts'
import { changesOf } from './history.ts'

/**
 * What an adjustment asks for, row by row as the published adjustment forms show it (删除 / 修改 / 新增), made from the facts it
 * would amount to; and back again when it is approved, with the ids fixed at the request.
 */
export const proposedChange = (event: FormEvent): Change => {
  const [change] = changesOf(event)
  const field = change?.field ?? ''
  const indicatorId = change?.indicator ?? null
  if (event.type === 'indicator-added') {
    const { level1, level2, name, target, weight } = event.data
    return { kind: 'added', indicatorId, field, from: null, to: { level1, level2, name, target, weight } }
  }
  if (event.type === 'indicator-removed') {
    const { level1, level2, name, target, weight } = event.data
    return { kind: 'removed', indicatorId, field, from: { level1, level2, name, target, weight }, to: null }
  }
  return { kind: 'revised', indicatorId, field, from: change?.from ?? null, to: change?.to ?? null }
}

/** The request that carries a proposed change out. Its shape was checked when it was proposed. */
export const requestOf = ({ indicatorId, field, to }: Change): ChangeRequest =>
  (indicatorId === null || (field === 'indicator' && to !== null)
    ? { field, to }
    : { indicator: indicatorId, field, to }) as ChangeRequest
