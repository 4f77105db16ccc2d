import { isField } from '@shenbao/declaration/cells.ts'
import { lineOf } from '../inspection/inspection.ts'
import type { Comment } from './talk.ts'

/** What was said beside a line of the paper: a line holds several fields, and its margin stands for all of them. */
export const commentsBeside = (comments: readonly Comment[], line: string): readonly Comment[] =>
  comments.filter(({ anchor }) => anchor !== null && (isField(anchor) ? lineOf(anchor) : anchor) === line)
