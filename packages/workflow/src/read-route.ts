import { z } from 'zod'
import { Route, type Vocabulary } from './route.ts'
import { foundAnywhere, type RouteFinding } from './verify/finding.ts'
import { didYouMean } from './verify/near-miss.ts'
import { verifyRoute } from './verify.ts'

/** A route as somebody wrote it: what is wrong with it, and the route itself where its shape is right. */
export type ReadRoute = Readonly<{ route: Route | null; findings: readonly RouteFinding[] }>

/** Reads any JSON value as a route and verifies it. Never throws on what somebody wrote: all that is wrong is a finding. */
export const readRoute = (written: unknown, words: Vocabulary): ReadRoute => {
  const read = Route.safeParse(written)
  if (read.success) return { route: read.data, findings: verifyRoute(read.data, words) }
  return { route: null, findings: read.error.issues.flatMap(issue => findingsOf(issue, [], written)) }
}

type Place = readonly PropertyKey[]

const findingsOf = (issue: z.core.$ZodIssue, above: Place, written: unknown): readonly RouteFinding[] => {
  const place = [...above, ...issue.path]
  if (issue.code === 'invalid_union') {
    // The form that was most likely meant: the one with the fewest faults.
    const [meant = []] = [...issue.errors].sort((a, b) => faults(a) - faults(b))
    return meant.flatMap(inner => findingsOf(inner, place, written))
  }
  const name = place[0] === 'stages' ? writtenAt(written, [...place.slice(0, 2), 'name']) : null
  const stage = typeof name === 'string' ? name : null
  const at = textOf(place)
  const found = (finding: RouteFinding): RouteFinding => ({ ...finding, stage })
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(Route, place)
    return issue.keys.map(key => {
      const where = at === '' ? '' : `${at} 里`
      const help = didYouMean(key, known) || `这里可以写：${known.join('、')}。`
      return found(foundAnywhere('unknown-key', `${where}不认识「${key}」。${help}`, textOf([...place, key])))
    })
  }
  return [found(foundAnywhere('wrong-shape', `${at === '' ? '整份流程' : at}${faultOf(issue, writtenAt(written, place))}`, at))]
}

const faults = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)

const typeNames: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表 […]',
  object: '一组 {…}',
  record: '一组 {…}',
}

const faultOf = (issue: z.core.$ZodIssue, value: unknown): string => {
  switch (issue.code) {
    case 'invalid_type': {
      const expected = typeNames[issue.expected] ?? issue.expected
      return value === undefined ? `没有写，应为${expected}。` : `应为${expected}。`
    }
    case 'invalid_value': {
      const known = issue.values.map(String)
      return `只能是：${known.join('、')}。${typeof value === 'string' ? didYouMean(value, known) : ''}`
    }
    case 'invalid_format':
      return issue.format === 'regex' && issue.pattern?.includes('\\d') === true
        ? '应为以元计、带两位小数的金额，如 "500000.00"。'
        : '应为小写英文、数字和连字符，以字母开头，如 center-finance。'
    case 'too_small':
      return issue.origin === 'array'
        ? '不能是空的。'
        : issue.origin === 'string'
          ? '不能是空的文字。'
          : `不能小于 ${issue.minimum}。`
    case 'too_big':
      return issue.origin === 'string' ? `不能超过 ${issue.maximum} 个字。` : `不能大于 ${issue.maximum}。`
    case 'invalid_key':
      return '的名称应为小写英文、数字和连字符，以字母开头。'
    default:
      return '写法不对。'
  }
}

/** `stages[2].moves.approve.who[0]`, as people find it in the file. */
const textOf = (place: Place): string =>
  place.map((step, depth) => (typeof step === 'number' ? `[${step}]` : `${depth === 0 ? '' : '.'}${String(step)}`)).join('')

/** The keys that may stand at a place of the schema; of all forms where there are several. */
const keysAt = (schema: z.core.$ZodType, place: Place): readonly string[] => {
  if (schema instanceof z.ZodOptional) return keysAt(schema.unwrap(), place)
  if (schema instanceof z.ZodUnion) return [...new Set(schema.options.flatMap(option => keysAt(option, place)))]
  const [step, ...rest] = place
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest)
  if (schema instanceof z.ZodRecord) return keysAt(schema.valueType, rest)
  if (!(schema instanceof z.ZodObject)) return []
  if (step === undefined) return Object.keys(schema.shape)
  const member: z.core.$ZodType | undefined = schema.shape[String(step)]
  return member ? keysAt(member, rest) : []
}

const writtenAt = (written: unknown, place: Place): unknown => {
  const [step, ...rest] = place
  if (step === undefined) return written
  return isRecord(written) && Object.hasOwn(written, step) ? writtenAt(written[String(step)], rest) : undefined
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
