import { Button } from 'antd'
import { sentenceOf } from '../api/problem.ts'

/** What could not be read, in place of it, with the way to try again. */
export const Trouble = ({ trouble, again }: Readonly<{ trouble: unknown; again: () => void }>) => (
  <section className="notice" role="alert">
    <h1>没有读到</h1>
    <p>{sentenceOf(trouble)}</p>
    <Button onClick={again}>再试一次</Button>
  </section>
)
