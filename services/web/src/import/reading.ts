import type { Problem } from '@shenbao/server/problems.ts'
import type { Previewed } from '@shenbao/server/routes/imports.ts'
import { ApiProblem, Unreachable } from '../api/problem.ts'

/** How much of a file has gone; `null` when it is all there and being read. */
export type Progress = Readonly<{ sent: number; of: number }> | null

/**
 * Has the server read a file, or pasted text; nothing is recorded. Throws what everything that asks the server throws. An
 * XMLHttpRequest, because only that tells how much has gone.
 */
export const readByServer = (
  what: File | string,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Previewed> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/imports?dry-run')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress({ sent: loaded, of: total })
    request.upload.onload = () => onProgress(null)
    request.onload = () => {
      const body: unknown = request.response
      if (request.status === 200) resolve(body as Previewed)
      else if (isProblem(body)) reject(new ApiProblem(body))
      else reject(new Unreachable(`answered ${request.status}`))
    }
    request.onerror = () => reject(new Unreachable('no answer'))
    request.onabort = () => reject(new Stopped('stopped'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    if (typeof what === 'string') {
      request.setRequestHeader('content-type', 'text/plain; charset=utf-8')
      request.send(what)
    } else {
      const body = new FormData()
      body.append('file', what)
      request.send(body)
    }
  })

/** The person stopped it. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

const isProblem = (body: unknown): body is Problem => typeof body === 'object' && body !== null && 'detail' in body
