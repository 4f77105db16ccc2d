import { z } from 'zod'
import type { Metrics } from '../metrics.ts'
import { ownProblem, problemReplies } from '../problems.ts'
import type { App } from './route-plugin.ts'

/** What an operator watches. `isReady` may throw, and then it is not ready. */
export type Health = Readonly<{ isReady: () => Promise<boolean>; gauges: () => Promise<Readonly<Record<string, number>>> }>

const Status = z.strictObject({ status: z.literal('ok') })

export const healthRoutes = (app: App, { health, metrics }: Readonly<{ health: Health; metrics: Metrics }>): void => {
  const tags = ['运行']
  app.get('/health/live', { schema: { summary: '进程在', tags, response: { 200: Status } } }, async () => ({
    status: 'ok' as const,
  }))

  app.get('/health/ready', { schema: { summary: '可以办事', tags, response: { 200: Status, ...problemReplies } } }, async () => {
    if (!(await health.isReady())) throw ownProblem('not-caught-up', { headers: { 'retry-after': '2' } })
    return { status: 'ok' as const }
  })

  app.get(
    '/metrics',
    {
      schema: { summary: '计数（Prometheus 文本）', tags, produces: ['text/plain'], response: { 200: z.string() } },
      serializerCompiler: () => String,
    },
    async (_request, reply) => {
      const memory = process.memoryUsage()
      const gauges = await health.gauges()
      reply.type('text/plain; version=0.0.4; charset=utf-8')
      return metrics.text({
        ...gauges,
        process_resident_memory_bytes: memory.rss,
        nodejs_heap_size_used_bytes: memory.heapUsed,
        process_uptime_seconds: Math.round(process.uptime()),
      })
    },
  )
}
