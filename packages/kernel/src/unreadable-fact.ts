import type { Envelope } from './envelope.ts'

type Where = Pick<Envelope, 'stream' | 'revision' | 'type' | 'schemaVersion'>

/** `newer`: written by a later version of this program. `damaged`: no version of it wrote such a fact. */
export type WhyUnreadable = 'newer' | 'damaged'

/**
 * A stored fact that this program cannot read. Its stream stops there; the others go on. The message is a Chinese sentence that
 * says which fact it is and what to do next.
 */
export class UnreadableFact extends Error {
  override readonly name = 'UnreadableFact'
  readonly why: WhyUnreadable
  readonly stream: string
  readonly revision: number
  /** `what` is wrong with it, as a Chinese clause; not needed where a number says it all. */
  constructor({ stream, revision, type, schemaVersion }: Where, why: WhyUnreadable, what: string) {
    super(`${stream} 的第 ${revision} 号记录（${type} 第 ${schemaVersion} 版）无法读懂：${what}。${nextStep[why]}`)
    this.why = why
    this.stream = stream
    this.revision = revision
  }
}

const nextStep: Readonly<Record<WhyUnreadable, string>> = {
  newer: '它由较新版本的程序写入，请升级程序后再办理。',
  damaged: '它可能在系统之外被改动，请停止办理，并用 verify 核查。',
}
