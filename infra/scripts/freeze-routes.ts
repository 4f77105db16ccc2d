/**
 * Freezes the shipped routes that are shipped for the first time, in `packages/declaration/routes/published.json`. A route that is there stays
 * as it is: declarations run on it. Run: `node infra/scripts/freeze-routes.ts`.
 */
import { writeFileSync } from 'node:fs'
import { sm3 } from '../../packages/audit/src/node-digest.ts'
import { frozenRoutes, routeDigest, shippedRoutes } from '../../packages/declaration/src/routes.ts'

const file = new URL('../../packages/declaration/routes/published.json', import.meta.url)
const isFrozen = (id: string, version: number): boolean =>
  frozenRoutes.some(known => known.id === id && known.version === version)
const fresh = shippedRoutes
  .filter(({ id, version }) => !isFrozen(id, version))
  .map(route => ({ id: route.id, version: route.version, digest: routeDigest(sm3, route) }))
writeFileSync(file, `${JSON.stringify([...frozenRoutes, ...fresh], null, 2)}\n`)
for (const { id, version } of fresh) console.log(`${id}@${version} is frozen`)
