import { copyForm } from '@shenbao/declaration/copy-form.ts'
import { type ContractForm, checkContract, fromContract, toContract } from '@shenbao/form/contract.ts'
import { get, send } from '../api/client.ts'
import type { DeclarationOut, Listed } from '../api/queries.ts'

/** What a person says of a new declaration; the rest is written in its 申报表. */
export type Beginning = Readonly<{
  name: string
  year: number
  nature: string | null
  category: string | null
  department: string | null
  unit: string | null
  start: string | null
  end: string | null
}>

export type Opened = Readonly<{ id: string; revision: number }>

export const openEmpty = (beginning: Beginning): Promise<Opened> =>
  send('POST', '/api/declarations', { form: { ...beginning, overallGoal: '', annualGoal: '', indicators: [] } })

export const openCopy = (copyFrom: string, year: number): Promise<Opened> => send('POST', '/api/declarations', { copyFrom, year })

/** A copy under another name: the form is copied here as the server would, and sent as a new one. */
export const openCopyNamed = async (source: Listed, year: number, name: string): Promise<Opened> => {
  const { form } = await get<DeclarationOut>(`/api/declarations/${source.id}`)
  return send('POST', '/api/declarations', { form: copyNamed(form, source.year, year, name) })
}

export const copyNamed = (form: DeclarationOut['form'], from: number, year: number, name: string): ContractForm => {
  const read = checkContract(form)
  if (!read.ok) throw new TypeError('what the server answered is no form')
  return { ...toContract(copyForm(fromContract(read.declaration, String), from, year, String)), name }
}
