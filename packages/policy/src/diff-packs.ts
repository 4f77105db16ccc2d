import type { PolicyPack } from './pack.ts'

/** One number or choice in which two packs differ: where it stands, what each says, and what each rests on. */
export type PackDifference = Readonly<{
  /** Group and member: `qualitative.partlyFrom`. */
  path: string
  from: string
  to: string
  basis: Readonly<{ from: string; to: string }>
}>

/** Names and reasons tell packs apart for people; they change no score. */
const notCompared: ReadonlySet<string> = new Set(['id', 'version', 'title', 'basis'])

/** Every number and choice in which two packs differ, in the order of the groups. */
export const differencesBetween = (from: PolicyPack, to: PolicyPack): readonly PackDifference[] =>
  Object.keys(from)
    .filter(group => !notCompared.has(group))
    .flatMap(group => {
      const before = leavesOf((from as Readonly<Record<string, unknown>>)[group], group)
      const after = leavesOf((to as Readonly<Record<string, unknown>>)[group], group)
      const basis = { from: basisOf(from, group), to: basisOf(to, group) }
      const paths = [...new Set([...before.keys(), ...after.keys()])]
      return paths
        .filter(path => before.get(path) !== after.get(path))
        .map(path => ({ path, from: before.get(path) ?? '—', to: after.get(path) ?? '—', basis }))
    })

const leavesOf = (value: unknown, path: string): ReadonlyMap<string, string> => {
  if (typeof value !== 'object' || value === null) return new Map([[path, String(value)]])
  const members = Array.isArray(value)
    ? value.map((member, at) => [`${path}[${at + 1}]`, member] as const)
    : Object.entries(value)
        .filter(([name]) => name !== 'basis')
        .map(([name, member]) => [`${path}.${name}`, member] as const)
  return new Map(members.flatMap(([inner, member]) => [...leavesOf(member, inner)]))
}

const basisOf = (pack: PolicyPack, group: string): string => {
  const part: unknown = (pack as Readonly<Record<string, unknown>>)[group]
  const basis = typeof part === 'object' && part !== null && 'basis' in part ? part.basis : null
  return typeof basis === 'object' && basis !== null && 'text' in basis ? String(basis.text) : ''
}
