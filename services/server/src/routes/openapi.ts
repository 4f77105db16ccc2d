import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { sessionCookie } from '../signed-in.ts'
import type { App } from './route-plugin.ts'

/** The readable page sets styles from script and loads nothing from elsewhere. */
const policy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The description is derived from the schemas that check every request; it must be registered before the routes it describes. */
export const describeApi = async (app: App): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '申报 Shenbao',
        version: '1.0.0',
        description: '财政项目支出绩效目标申报。先用 POST /api/session 登录；问题一律以 application/problem+json 回答。',
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: sessionCookie } } },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { url: '/api/openapi.json', deepLinking: true },
    staticCSP: policy,
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
