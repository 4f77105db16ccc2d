/** One event as it arrives; `id` also where an event has no data and only moves the place. */
export type Told = Readonly<{ id: string; event: string; data: Record<string, unknown> }>

/** Reads server-sent events over a real connection, the way a browser does. */
export const readEvents = async (address: string, cookie: string, lastEventId?: string) => {
  const leave = new AbortController()
  const reply = await fetch(`${address}/api/stream`, {
    signal: leave.signal,
    headers: { cookie, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
  })
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const block = async (): Promise<string | null> => {
    while (!text.includes('\n\n')) {
      const chunk = await reader?.read()
      if (!chunk || chunk.done) return null
      text += chunk.value
    }
    const end = text.indexOf('\n\n')
    const found = text.slice(0, end)
    text = text.slice(end + 2)
    return found
  }
  /** The next event; `null` when the server has ended the stream. */
  const next = async (): Promise<Told | null> => {
    const found = await block()
    if (found === null) return null
    const fields = new Map(found.split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]))
    const event = fields.get('event')
    if (event === undefined) return next()
    return { id: fields.get('id') ?? '', event, data: JSON.parse(fields.get('data') ?? 'null') }
  }
  const close = (): void => leave.abort()
  return { status: reply.status, headers: reply.headers, next, close }
}
