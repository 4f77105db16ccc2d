import { declarationWords } from '@shenbao/declaration/vocabulary.ts'
import { readRoute } from '@shenbao/workflow/read-route.ts'
import { isError } from '@shenbao/workflow/verify.ts'
import type { ExitCode } from '../console.ts'
import { readJsonFile } from '../read-json.ts'
import { pathText, routePicture } from '../route-picture.ts'
import { table } from '../table.ts'
import type { RouteAnswer } from './route.ts'

/** Verifies a definition: 0 sound (warnings or not), 1 with errors. */
export const routeCheck = async ({ what, json, terminal: { out } }: RouteAnswer): Promise<ExitCode> => {
  const { route, findings } = readRoute(await readJsonFile(what), declarationWords)
  const errors = findings.filter(isError).length
  if (json) out(`${JSON.stringify(findings, null, 2)}\n`)
  else {
    if (route) out(`${routePicture(route)}\n`)
    const rows = findings.map(({ severity, code, stage, message, path, at }) => [
      severity === 'error' ? '错误' : '提醒',
      code,
      route?.stages.find(({ name }) => name === stage)?.title ?? stage ?? '（整体）',
      message,
      pathText(route, path) || (at ?? ''),
    ])
    if (rows.length > 0) out(`${table(['级别', '代码', '环节', '问题', '走法（证明）'], rows, { longest: 120 })}\n`)
    const warnings = findings.length - errors
    out(
      errors > 0
        ? `查验：${errors} 处错误，${warnings} 处提醒。有错误的流程不能发布。\n`
        : `查验：没有错误，${warnings} 处提醒，可以发布。\n`,
    )
  }
  return errors > 0 ? 1 : 0
}
