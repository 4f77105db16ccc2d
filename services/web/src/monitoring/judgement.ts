import type { judgements } from '@shenbao/declaration/events.ts'

export { judgementTitles } from '@shenbao/declaration/words.ts'
export type Judgement = (typeof judgements)[number]
