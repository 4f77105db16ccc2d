import type { Route, StageDefinition, Vocabulary } from '../route.ts'

/**
 * Everything the verifier can find, and how bad it is. An `error` keeps a route from being published; a `warning` is worth a look
 * and the route works all the same.
 */
export const severities = {
  'wrong-shape': 'error',
  'unknown-key': 'error',
  'name-reserved': 'error',
  'stage-twice': 'error',
  'unknown-stage': 'error',
  'unknown-act': 'error',
  'unknown-command': 'error',
  'unknown-fact': 'error',
  'wrong-kind': 'error',
  'unknown-withdrawal': 'error',
  'unknown-role': 'error',
  'unknown-organisation': 'error',
  'unknown-feature': 'error',
  'unknown-field': 'error',
  'begins-beside': 'error',
  'beside-a-companion': 'error',
  'crosses-regions': 'error',
  unreachable: 'error',
  'dead-end': 'error',
  'endless-loop': 'error',
  'nobody-moves': 'error',
  'nobody-reviews': 'error',
  'points-without-sheet': 'error',
  'two-meanings': 'error',
  'shared-by-regions': 'error',
  'decides-nothing': 'error',
  'nobody-drafts': 'error',
  'own-draft': 'error',
  'own-draft-possible': 'warning',
  'return-ahead': 'error',
  'signing-without-pass': 'error',
  'two-passing-moves': 'error',
  'each-missing': 'warning',
  'any-is-one': 'error',
  'needed-missing': 'error',
  'needed-too-many': 'error',
  'votes-without-way-back': 'error',
  'only-for-votes': 'error',
  'weight-of-foreign-seat': 'error',
  'weight-twice': 'error',
  'seat-twice': 'warning',
  'escalates-to-nobody': 'warning',
  'escalates-to-the-same': 'error',
  'deadline-target-unused': 'warning',
  'deadline-at-the-end': 'warning',
  'way-to-unlisted-target': 'error',
  'condition-mismatch': 'error',
  'condition-empty': 'error',
  'way-contradicts-itself': 'error',
  'way-never-taken': 'error',
  'target-never-taken': 'warning',
  'field-written-by-nobody': 'warning',
  'no-abandoning': 'warning',
  'verb-without-signing': 'warning',
} as const
export type FindingCode = keyof typeof severities

/** One step of a case: the command that is sent in a stage. */
export type PathStep = Readonly<{ stage: string; command: string }>
export type Path = readonly PathStep[]

/**
 * What is wrong with a route. `path` is the proof: the shortest way by which a case gets there, from the beginning; empty where
 * no way leads there, or where the route as a whole is meant. `at` names the place in the JSON where it is one place.
 */
export type RouteFinding = Readonly<{
  code: FindingCode
  severity: 'error' | 'warning'
  stage: string | null
  message: string
  path: Path
  at?: string
}>

/** What every rule of the verifier looks at. */
export type Checked = Readonly<{ route: Route; words: Vocabulary; pathTo: (stage: string) => Path }>

/** A finding about one stage, with the way there; `then` are the steps from there on that belong to the proof. */
export const foundAt = (
  { pathTo }: Pick<Checked, 'pathTo'>,
  { name }: Pick<StageDefinition, 'name'>,
  code: FindingCode,
  message: string,
  then: Path = [],
): RouteFinding => ({ code, severity: severities[code], stage: name, message, path: [...pathTo(name), ...then] })

export const foundAnywhere = (code: FindingCode, message: string, at?: string): RouteFinding => ({
  code,
  severity: severities[code],
  stage: null,
  message,
  path: [],
  ...(at === undefined ? {} : { at }),
})
