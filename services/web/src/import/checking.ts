import type { Imported, Previewed } from '@shenbao/server/routes/imports.ts'
import { queryOptions } from '@tanstack/react-query'
import { get, send } from '../api/client.ts'
import type { DeclarationList, DeclarationOut } from '../api/queries.ts'
import { byFile, isSameName, type ReadForm, type SentForm, sentForm } from './intake.ts'
import type { Looked } from './looking.ts'

export type Refusal = NonNullable<Previewed['refusal']>
/** What stands in the way of registering: why a file would be refused, and which declarations have a name already. */
export type Checked = Readonly<{
  refusals: readonly Readonly<{ file: string | null; refusal: Refusal }>[]
  already: readonly Already[]
}>
export type Already = Readonly<{ key: string; id: string; form: SentForm }>

/** What an intake is refused for follows from these alone. */
const gistOf = (forms: readonly ReadForm[], looked: ReadonlyMap<string, Looked>) =>
  forms
    .filter(({ isLeftOut }) => !isLeftOut)
    .map(({ key, file }) => {
      const form = looked.get(key)?.form
      return [key, file, form?.name, form?.year, form?.nature, form?.category, form?.unit, String(form?.funds.annualRequest)]
    })

/** Asks the server, without recording anything, whether it would take these forms in. Old when any declaration changes. */
export const checkQuery = (forms: readonly ReadForm[], looked: ReadonlyMap<string, Looked>, thisYear: number) =>
  queryOptions({
    queryKey: ['lists', 'intake-check', gistOf(forms, looked)],
    queryFn: async ({ signal }): Promise<Checked> => {
      const refusals: { file: string | null; refusal: Refusal }[] = []
      const already: Already[] = []
      for (const { file, forms: of } of byFile(forms)) {
        const shown = of.flatMap(({ key }) => looked.get(key)?.shown ?? [])
        const { refusal } = await send<Previewed>('POST', '/api/imports?dry-run', { forms: shown, fileName: file })
        if (refusal === null) continue
        refusals.push({ file, refusal })
        if (refusal.code === 'name-taken') already.push(...(await registeredAlready(of, looked, thisYear, signal)))
      }
      return { refusals, already }
    },
  })

const registeredAlready = async (
  forms: readonly ReadForm[],
  looked: ReadonlyMap<string, Looked>,
  thisYear: number,
  signal: AbortSignal,
): Promise<readonly Already[]> => {
  const years = new Set(forms.map(({ key }) => looked.get(key)?.form.year ?? thisYear))
  const already: Already[] = []
  for (const year of years) {
    const { items } = await get<DeclarationList>(`/api/declarations?year=${year}`, signal)
    for (const { key } of forms) {
      const form = looked.get(key)?.form
      const same = items.find(({ name, ending }) => ending === null && isSameName(name, form?.name ?? null))
      if (!same || (form?.year ?? thisYear) !== year) continue
      const { form: there } = await get<DeclarationOut>(`/api/declarations/${same.id}`, signal)
      already.push({ key, id: same.id, form: there })
    }
  }
  return already
}

/** Registers the forms of one file, all or none. */
export const register = (file: string | null, forms: readonly ReadForm[]): Promise<Imported> =>
  send('POST', '/api/imports', { forms: forms.map(sentForm), fileName: file })
