import { accept, type Decision, type Place, type Rejection, reject } from '@shenbao/kernel/decider.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import { readRoute } from '@shenbao/workflow/read-route.ts'
import type { Condition, Route, RoutePin } from '@shenbao/workflow/route.ts'
import type { RouteFinding } from '@shenbao/workflow/verify/finding.ts'
import { isError } from '@shenbao/workflow/verify.ts'
import { type PublishedRoutes, RouteAssigned, RoutePublished, type RoutesEvent } from './published-routes.ts'
import { routeDigest, shippedRoutes } from './routes.ts'
import { onlyAnAdministratorPublishesRoutes } from './rules/only-an-administrator-publishes-routes.ts'
import { declarationWords, featuresOfAForm } from './vocabulary.ts'

/** `definition` is what somebody wrote: any JSON value. */
export type PublishRoute = Readonly<{ type: 'publish-route'; definition: unknown }>
export type AssignRoute = Readonly<{
  type: 'assign-route'
  unitId: string | null
  when: readonly Condition[]
  route: Readonly<{ id: string; version: number }>
}>
export type RoutesCommand = PublishRoute | AssignRoute

/** What comes in with the command. `units`: ids of the organisations that declare. */
export type AskedOfRoutes = Readonly<{ roles: readonly string[]; units: readonly string[]; digest: Digest }>

/**
 * Decides what is recorded in the stream `routes`. Refused codes: `not-administrator` `route-unsound` (with the verifier's errors
 * as places) `route-id-shipped` `route-version-wrong` `route-unknown` `organisation-unknown` `condition-wrong`.
 */
export const decideRoutes = (
  routes: PublishedRoutes,
  command: RoutesCommand,
  { roles, units, digest }: AskedOfRoutes,
): Decision<RoutesEvent> => {
  const refused = onlyAnAdministratorPublishesRoutes(roles)
  if (refused) return reject(refused)
  return command.type === 'publish-route' ? publish(routes, command, digest) : assign(routes, command, units, digest)
}

const publish = (routes: PublishedRoutes, { definition }: PublishRoute, digest: Digest): Decision<RoutesEvent> => {
  const { route, findings } = readRoute(definition, declarationWords)
  const errors = findings.filter(isError)
  if (!route || errors.length > 0) return reject(unsound(errors))
  if (shippedRoutes.some(({ id }) => id === route.id)) return reject(shipped(route.id))
  const next = lastVersion(routes, route.id) + 1
  if (route.version !== next) return reject(wrongVersion(route, next))
  return accept(RoutePublished.of({ definition: JSON.parse(JSON.stringify(route)), digest: routeDigest(digest, route) }))
}

const lastVersion = ({ published }: PublishedRoutes, id: string): number =>
  Math.max(
    0,
    ...published.filter(({ definition }) => definition['id'] === id).map(({ definition }) => Number(definition['version'])),
  )

const assign = (
  routes: PublishedRoutes,
  { unitId, when, route }: AssignRoute,
  units: readonly string[],
  digest: Digest,
): Decision<RoutesEvent> => {
  const pin = pinOf(routes, route, digest)
  if (!pin)
    return reject({
      code: 'route-unknown',
      detail: `没有流程 ${route.id}@${route.version}。请先发布它，或从流程列表里选。`,
      basis: { kind: 'product', text: '只能指定已发布的流程' },
    })
  if (unitId !== null && !units.includes(unitId))
    return reject({ code: 'organisation-unknown', detail: '没有这个单位。请从单位列表里选，或填 null 表示所有单位。' })
  const places = when.flatMap((condition, ordinal) => conditionFault(condition, `when[${ordinal}]`))
  if (places.length > 0) return reject({ code: 'condition-wrong', detail: places.map(({ message }) => message).join(''), places })
  return accept(RouteAssigned.of({ unitId, when: when.map(condition => ({ ...condition })), route: pin }))
}

const pinOf = ({ published }: PublishedRoutes, wanted: AssignRoute['route'], digest: Digest): RoutePin | null => {
  const isWanted = (id: unknown, version: unknown): boolean => id === wanted.id && version === wanted.version
  const own = published.find(({ definition }) => isWanted(definition['id'], definition['version']))
  if (own) return { ...wanted, digest: own.digest }
  const route = shippedRoutes.find(({ id, version }) => isWanted(id, version))
  return route ? { ...wanted, digest: routeDigest(digest, route) } : null
}

/** A form that is not yet a declaration has an amount, a category and a nature, and no adjustment. */
const conditionFault = (condition: Condition, field: string): readonly Place[] => {
  const kind = Object.hasOwn(featuresOfAForm, condition.of) ? featuresOfAForm[condition.of] : undefined
  if (!kind)
    return [{ field, message: `条件所问的「${condition.of}」不存在，可以问：${Object.keys(featuresOfAForm).join('、')}。` }]
  if ('is' in condition !== (kind === 'text'))
    return [{ field, message: `「${condition.of}」是${kind === 'text' ? '文字，请用 is' : '金额，请用 atLeast、below'}。` }]
  return !('is' in condition) && condition.atLeast === undefined && condition.below === undefined
    ? [{ field, message: `「${condition.of}」的条件没有写 atLeast 或 below。` }]
    : []
}

const unsound = (errors: readonly RouteFinding[]): Rejection => ({
  code: 'route-unsound',
  detail: `流程有 ${errors.length} 处错误，不能发布。请按提示改正后再发布。`,
  basis: { kind: 'product', text: '流程经查验没有错误才能发布' },
  places: errors.map(({ code, stage, message, path, at }) => ({
    field: at ?? stage ?? '',
    message: `${message}（${code}）${path.length > 0 ? `走法：${path.map(step => `${step.stage} ${step.command}`).join(' → ')}。` : ''}`,
  })),
})

const shipped = (id: string): Rejection => ({
  code: 'route-id-shipped',
  detail: `「${id}」是本产品自带的流程，不能另行发布。请换一个 id。`,
  basis: { kind: 'product', text: '自带流程只随程序更新' },
})

const wrongVersion = ({ id, version }: Route, next: number): Rejection => ({
  code: 'route-version-wrong',
  detail:
    version < next
      ? `流程 ${id}@${version} 已经发布，发布后不能改。请把 version 写成 ${next}。`
      : `流程 ${id} 的下一版应是 ${next}，写的是 ${version}。请把 version 写成 ${next}。`,
  basis: { kind: 'product', text: '已发布的流程不改，改动即新版本，版本连续编号' },
})
