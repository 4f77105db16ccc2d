import { Fragment, useState } from 'react'
import { changedRuns, type Run, shortened } from './char-diff.ts'

const LONGEST_BESIDE = 20
type Parts = Readonly<{ from: string; to: string; isWhole?: boolean }>

/** Old and new of one text in one line of reading: what went is struck, what came underlined. Long texts show what is around it. */
export const TextDiff = ({ from, to, isWhole = false }: Parts) => {
  const [isOpen, setOpen] = useState(false)
  const runs = changedRuns(from, to)
  const short = shortened(runs)
  // Written anew as a whole: the new text begins on a line of its own.
  const isWritten = runs.length === 2 && runs[0]?.kind === 'gone' && from.length > LONGEST_BESIDE
  const isShort = !isWhole && !isOpen
  return (
    <span className="text-diff">
      {(isShort ? short : runs).map((run, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity beyond their place
        <Fragment key={at}>
          {isWritten && at === 1 && <br />}
          <Stretch run={run} />
        </Fragment>
      ))}
      {isShort && short.includes(null) && (
        <button type="button" className="act sub no-print" onClick={() => setOpen(true)}>
          看全文
        </button>
      )}
    </span>
  )
}

const Stretch = ({ run }: Readonly<{ run: Run | null }>) => {
  if (run === null) return <span className="mute">……</span>
  if (run.kind === 'gone') return <del className="was">{run.text}</del>
  if (run.kind === 'come') return <ins className="now">{run.text}</ins>
  return <>{run.text}</>
}
