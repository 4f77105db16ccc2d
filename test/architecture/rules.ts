import { isCode, placeOf, type SourceFile } from './repository.ts'
import { codeOf, importsOf, lineOf, packageOf } from './source-text.ts'

/** One breach: where, and what is wrong there. */
export type Breach = string
type Rule = (files: readonly SourceFile[]) => readonly Breach[]

/** Which packages a package may import (design: arrows point down). `handler` is where the rules meet the log. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  form: ['kernel'],
  directory: ['kernel'],
  workflow: ['kernel'],
  'event-store': ['kernel'],
  audit: ['kernel', 'event-store'],
  policy: ['kernel', 'form'],
  inspection: ['kernel', 'form', 'policy'],
  declaration: ['kernel', 'form', 'policy', 'inspection', 'workflow', 'directory'],
  'event-store-sqlite': ['kernel', 'event-store'],
  'event-store-kurrent': ['kernel', 'event-store'],
  // Bytes by their digest: what they prove stands in the facts.
  attachments: [],
  // One log into a file and a file into another log: it knows the port and the chain, never an adapter, so that any adapter will do.
  backup: ['kernel', 'event-store', 'audit'],
  documents: ['kernel', 'form', 'policy', 'inspection', 'workflow', 'directory', 'declaration', 'event-store', 'audit'],
  handler: ['kernel', 'form', 'policy', 'workflow', 'directory', 'declaration', 'event-store', 'audit'],
  'read-models': ['kernel', 'form', 'policy', 'inspection', 'workflow', 'directory', 'declaration', 'event-store', 'audit'],
}

/** Packages that decide: the same input, the same answer, on a server and in a browser. */
const pure = new Set(['kernel', 'form', 'policy', 'inspection', 'workflow', 'directory', 'declaration'])

const onImports =
  (judge: (file: SourceFile, specifier: string) => string | null): Rule =>
  files =>
    files.filter(isCode).flatMap(file =>
      importsOf(file.text).flatMap(specifier => {
        const wrong = judge(file, specifier)
        return wrong === null ? [] : [`${file.path}: ${wrong}`]
      }),
    )

export const packagesImportDownwards: Rule = onImports(({ path }, specifier) => {
  const place = placeOf(path)
  const wanted = packageOf(specifier)
  if (place?.part !== 'src' || !wanted?.startsWith('@shenbao/')) return null
  const other = wanted.slice('@shenbao/'.length)
  if (place.group === 'services') return other === 'testkit' ? 'a service may not import the testkit' : null
  if (place.name === 'testkit') return ['server', 'web', 'console'].includes(other) ? `the testkit may not import ${other}` : null
  const allowed = mayImport[place.name]
  if (!allowed) return `no rule says what ${place.name} may import`
  return allowed.includes(other) || other === place.name ? null : `${place.name} may not import ${other}`
})

/** A path that leaves its package would go around the rule above. */
export const packagesAreImportedByName: Rule = onImports(({ path }, specifier) => {
  const place = placeOf(path)
  if (!place || !specifier.startsWith('.')) return null
  const steps = [...path.split('/').slice(0, -1), ...specifier.split('/')]
  const resolved: string[] = []
  for (const step of steps) {
    if (step === '..') resolved.pop()
    else if (step !== '.') resolved.push(step)
  }
  return resolved[0] === place.group && resolved[1] === place.name ? null : `${specifier} leaves the package`
})

const keptTo = (library: string, home: string): Rule =>
  onImports(({ path }, specifier) =>
    packageOf(specifier) === library && !path.startsWith(home) ? `${library} is imported in ${home} only` : null,
  )

export const xstateStaysInWorkflow = keptTo('xstate', 'packages/workflow/')
/** Its random numbers are not to be relied on; the one file that hands in others may call it. */
export const smCryptoStaysInOneFile = keptTo('sm-crypto', 'packages/audit/src/sm2.ts')
export const databaseClientStaysInItsAdapter = keptTo('@eventstore/db-client', 'packages/event-store-kurrent/')

const isPureSource = ({ path }: SourceFile): boolean => {
  const place = placeOf(path)
  return place !== null && place.group === 'packages' && place.part === 'src' && pure.has(place.name)
}

export const pureCodeImportsNoNode: Rule = files =>
  onImports((_, specifier) => (specifier.startsWith('node:') ? `${specifier} in a package that decides` : null))(
    files.filter(isPureSource),
  )

const onCode = (files: readonly SourceFile[], forbidden: readonly RegExp[]): readonly Breach[] =>
  files.filter(isCode).flatMap(({ path, text }) => {
    const code = codeOf(text)
    return forbidden.flatMap(pattern =>
      [...code.matchAll(pattern)].map(match => `${path}:${lineOf(code, match.index)}: ${match[0].trim()}`),
    )
  })

/** No clock, no chance, no waiting, no environment, no log: all of it comes in with the command. */
export const pureCodeHasNoClockNorChance: Rule = files =>
  onCode(files.filter(isPureSource), [
    /\bDate\.now\b/g,
    /\bnew Date\b/g,
    /\bMath\.random\b/g,
    /\bcrypto\./g,
    /\basync\b/g,
    /\bawait\b/g,
    /\bprocess\./g,
    /\bconsole\./g,
    /\bset(?:Timeout|Interval)\b/g,
  ])

/** Money and values are exact: no float, no rounding by formatting. */
export const figuresAreNeverFloats: Rule = files =>
  onCode(
    files.filter(({ path }) => placeOf(path)?.part === 'src'),
    [/\bparseFloat\b/g, /\.toFixed\b/g, /\bNumber\(\s*(?:amount|fen|yuan|\w*(?:Amount|Fen|Yuan))\b[^)]*\)/g],
  )

const LINES_MAX = 400
export const filesStayShort: Rule = files =>
  files
    .filter(isCode)
    .filter(({ text }) => text.trimEnd().split('\n').length > LINES_MAX)
    .map(({ path, text }) => `${path}: ${text.trimEnd().split('\n').length} lines`)

/** A file that only passes others on hides where things are. */
export const noBarrels: Rule = files =>
  files.filter(isCode).flatMap(({ path, text }) => {
    const statements = codeOf(text)
      .split('\n')
      .filter(line => /^\S/.test(line) && !/^[})\]]/.test(line))
    const passesOn = statements.filter(line => /^export\s+(?:type\s+)?(?:\*|\{)/.test(line))
    return statements.length > 0 && passesOn.length === statements.length ? [`${path}: passes on and does nothing itself`] : []
  })

export const noFolderForEverything: Rule = files =>
  files
    .filter(({ path }) => /(?:^|\/)(?:utils?|common|helpers?|misc)(?:\/|\.tsx?$)/.test(path))
    .map(({ path }) => `${path}: name it after what it holds`)

/** Written in pieces, because this file is looked at too. */
const strangers = [
  ['\\.\\.', 'shared'].join('/'),
  ['', 'work', '\\w'].join('/'),
  ['', '(?:home|root|Users)', '\\w'].join('/'),
  ['registry', '(?:npmjs|yarnpkg|npmmirror)'].join('\\.'),
  ['npmmirror', 'com'].join('\\.'),
]
export const nothingPointsOutside: Rule = files =>
  files.flatMap(({ path, text }) =>
    strangers.flatMap(stranger =>
      [...text.matchAll(new RegExp(`(?<![\\w.:/-])${stranger}`, 'g'))].map(
        match => `${path}:${lineOf(text, match.index)}: ${match[0]}`,
      ),
    ),
  )
