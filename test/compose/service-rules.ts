import type { Node } from './compose-file.ts'

const at = (node: Node | undefined, key: string): Node | undefined =>
  typeof node === 'object' && !Array.isArray(node) ? (node as Readonly<Record<string, Node>>)[key] : undefined
const list = (node: Node | undefined): readonly string[] =>
  Array.isArray(node) ? node.filter((item): item is string => typeof item === 'string') : []
const entries = (node: Node | undefined): readonly (readonly [string, Node])[] =>
  typeof node === 'object' && !Array.isArray(node) ? Object.entries(node) : []

/** The one port that browsers reach, and only from the own machine: what stands in front of it (TLS) stands there too. */
const PUBLISHED = /^127\.0\.0\.1:\S+:7100$/

/**
 * What a service must say to be run unattended: a health check, a bound on its memory, a restart; no port published but the server's, to
 * the own machine; data in named volumes that are declared; and a start only after what it needs is healthy. Each breach in one line.
 */
export const breachesOf = (compose: Node): readonly string[] => {
  const services = entries(at(compose, 'services'))
  if (services.length === 0) return ['no services']
  const volumes = entries(at(compose, 'volumes')).map(([name]) => name)
  return services.flatMap(([name, service]) => [
    ...['healthcheck', 'mem_limit', 'restart', 'image']
      .filter(key => at(service, key) === undefined)
      .map(key => `${name}: no ${key}`),
    ...(list(at(at(service, 'healthcheck'), 'test')).length === 0 ? [`${name}: a health check without a test`] : []),
    ...list(at(service, 'ports'))
      .filter(port => !PUBLISHED.test(port.replace(/\$\{[^}]*\}/g, 'SET')))
      .map(port => `${name}: publishes ${port}`),
    ...(list(at(service, 'volumes')).length === 0 ? [`${name}: keeps nothing over a restart`] : []),
    ...list(at(service, 'volumes'))
      .filter(volume => !volumes.includes(volume.split(':')[0] ?? ''))
      .map(volume => `${name}: ${volume} is no declared volume`),
    ...entries(at(service, 'depends_on'))
      .filter(([, on]) => at(on, 'condition') !== 'service_healthy')
      .map(([on]) => `${name}: does not wait until ${on} is healthy`),
    ...(at(service, 'privileged') === 'true' || at(service, 'network_mode') === 'host'
      ? [`${name}: too close to the machine`]
      : []),
  ])
}
