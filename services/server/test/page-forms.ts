import type { Test } from 'tap'
import type { App } from '../src/routes/route-plugin.ts'
import { openDesk } from './desk.ts'
import { cookieOf, type Headers } from './harness.ts'

type Fields = Readonly<Record<string, string | readonly string[]>>

/** A form as a browser sends it. */
export const postForm = (app: App, url: string, fields: Fields, headers: Partial<Headers> = {}) => {
  const payload = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) payload.append(name, String(one))
  return app.inject({
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: payload.toString(),
  })
}

/** The forms of a page: each with its text and the hidden fields a browser would send back. */
export const formsOf = (body: string) =>
  body.split('<form').map(part => {
    const text = part.split('</form>')[0] ?? ''
    const fields = [...text.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ])
    return { text, fields: Object.fromEntries(fields) as Record<string, string> }
  })

/** The hidden fields of the form that sends a command; `about`: of the one about this very thing. */
export const fieldsOf = (body: string, type: string, about: Record<string, string> = {}): Record<string, string> =>
  formsOf(body).find(
    ({ fields }) => fields['type'] === type && Object.entries(about).every(([name, value]) => fields[name] === value),
  )?.fields ?? {}

/** The commands a page has a form for. */
export const offered = (body: string): readonly string[] => formsOf(body).flatMap(({ fields }) => fields['type'] ?? [])

/** A desk on which people act as they do in a browser: they look at the page, fill in a form and send it. */
export const openPages = async (t: Test) => {
  const bench = await openDesk(t)
  const { app, id } = bench
  const url = `/plain/declarations/${id}`
  const look = async (account: string, at = url): Promise<string> =>
    (await app.inject({ url: at, headers: await cookieOf(app, account) })).body
  const send = async (account: string, type: string, filled: Record<string, string | string[]> = {}, about = {}) => {
    const fields = fieldsOf(await look(account), type, about)
    if (!fields['type']) throw new Error(`${account} has no form for ${type}`)
    return postForm(app, `${url}/commands`, { ...fields, ...filled }, await cookieOf(app, account))
  }
  /** Sends it and expects to be back on the page. */
  const does = async (t: Test, account: string, type: string, filled = {}, about = {}): Promise<void> => {
    const reply = await send(account, type, filled, about)
    t.equal(reply.statusCode, 303, `${account} ${type}: ${reply.body.match(/■ [^<]*/)?.[0] ?? ''}`)
  }
  return { ...bench, url, look, send, does }
}
