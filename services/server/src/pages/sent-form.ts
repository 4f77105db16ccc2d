/** What a browser sends for a form: a field that was filled several times is a list. */
export type Sent = Readonly<Record<string, string | readonly string[] | undefined>>

export const sentForm = (body: string): Sent => {
  const fields = new URLSearchParams(body)
  const names = [...new Set(fields.keys())]
  return Object.fromEntries(
    names.map(name => {
      const values = fields.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}

export const oneOf = (sent: Sent, name: string): string => {
  const value = sent[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

export const allOf = (sent: Sent, name: string): readonly string[] => {
  const value = sent[name]
  if (value === undefined || value === '') return []
  return typeof value === 'string' ? [value] : value
}

/** Fields that are lists in a command, and those that are numbers: a browser knows only texts. */
const lists = new Set(['officers', 'confirmed'])
const numbers = new Set(['upTo'])
const ofThePage = new Set(['revision', 'key', 'onBehalfOf'])

/** The command a form means, still to be checked by its schema. A field left empty was not filled in. */
export const commandSent = (sent: Sent): Readonly<Record<string, unknown>> => {
  const filled = Object.entries(sent).filter(([name, value]) => value !== undefined && value !== '' && !ofThePage.has(name))
  const command: Record<string, unknown> = Object.fromEntries(
    filled.map(([name, value]) => {
      if (lists.has(name)) return [name, typeof value === 'string' ? [value] : value]
      return [name, numbers.has(name) && typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value]
    }),
  )
  return sent['type'] === 'revise' ? oneChange(command) : command
}

/** A page changes one thing at a time: its fields are the one change. */
const oneChange = ({ type, reason, place, to }: Record<string, unknown>): Readonly<Record<string, unknown>> => {
  const [field = '', indicator] = String(place ?? '').split(' ')
  const change = { field, ...(indicator === undefined ? {} : { indicator }), to: to ?? '' }
  return { type, changes: [change], ...(reason === undefined ? {} : { reason }) }
}
