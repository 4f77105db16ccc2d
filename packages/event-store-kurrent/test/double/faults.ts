import { Metadata, type ServiceError, status } from '@grpc/grpc-js'

/** What happens to one call. An append is judged and stored before any of the faults that come "after" it. */
export type Fault =
  /** Another node leads; nothing is stored. */
  | Readonly<{ what: 'not-leader'; host: string; port: number }>
  /** Refused at once with this gRPC code; nothing is stored. `exception` is the server's own name of the error. */
  | Readonly<{ what: 'refused'; code: status; exception?: string }>
  /** No answer, nothing stored; a read breaks off silently after `events` events. */
  | Readonly<{ what: 'silent'; events?: number }>
  /** Stored, and then the connection breaks; a read breaks after `events` events. */
  | Readonly<{ what: 'broken-after'; code: status; events?: number }>
  /** Stored, and never answered. */
  | Readonly<{ what: 'silent-after' }>
  /** Waits before it does anything: what the caller has long given up is done nevertheless. */
  | Readonly<{ what: 'late'; until: Promise<void> }>
  /** Stored or not, a repeated append is answered as a conflict, as by a server that has forgotten the ids. */
  | Readonly<{ what: 'forgetful' }>
  /** Every event is delivered twice. */
  | Readonly<{ what: 'doubled' }>
  /** Stream reads tell no positions, as servers before 22.6. */
  | Readonly<{ what: 'no-positions' }>

export const callError = (code: status, exception?: string, extra: Readonly<Record<string, string>> = {}): ServiceError => {
  const metadata = new Metadata()
  if (exception) metadata.set('exception', exception)
  for (const [name, value] of Object.entries(extra)) metadata.set(name, value)
  return Object.assign(new Error(exception ?? status[code]), { code, details: exception ?? status[code] ?? '', metadata })
}

export const notLeader = ({ host, port }: Readonly<{ host: string; port: number }>): ServiceError =>
  callError(status.NOT_FOUND, 'not-leader', { 'leader-endpoint-host': host, 'leader-endpoint-port': String(port) })

/** One queue for each kind of call: a fault is used up by the call it happens to. */
export const faultQueue = () => {
  const queue: Fault[] = []
  return {
    add: (fault: Fault, times = 1): void => {
      for (let added = 0; added < times; added += 1) queue.push(fault)
    },
    next: (): Fault | undefined => queue.shift(),
    left: (): number => queue.length,
    clear: (): void => {
      queue.length = 0
    },
  }
}
