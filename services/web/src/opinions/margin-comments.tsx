import { fieldTitle } from '@shenbao/declaration/words.ts'
import { Popover } from 'antd'
import { type SyntheticEvent, useRef, useState } from 'react'
import { useDeclaration } from '../declaration/declaration-page.tsx'
import { commentsBeside } from './beside.ts'
import { OpinionButton, RowComments } from './row-comments.tsx'
import { allowedOf } from './use-act.ts'

/**
 * Comments beside a line of the form while it is written: rows there stay where they are, so what was said opens over the margin.
 * Whoever may comment writes here, whoever is asked answers here.
 */
export const MarginComments = ({ anchor }: Readonly<{ anchor: string }>) => {
  const declaration = useDeclaration()
  const [isOpen, setOpen] = useState(false)
  const content = useRef<HTMLDivElement>(null)
  const place = useRef<HTMLSpanElement>(null)
  const close = (): void => {
    setOpen(false)
    place.current?.querySelector('button')?.focus()
  }
  const comments = commentsBeside(declaration.comments, anchor)
  const mayComment = allowedOf(declaration, 'comment') !== undefined
  if (comments.length === 0 && !mayComment) return null
  const title = declaration.form.indicators.find(({ id }) => id === anchor)?.name ?? fieldTitle(anchor, false)
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      // Into the line to write in, once it is in sight.
      afterOpenChange={isShown => isShown && content.current?.querySelector<HTMLElement>('input[type=text]')?.focus()}
      trigger="click"
      placement="leftTop"
      destroyOnHidden
      content={
        // React lets what happens here rise to the sheet it was opened from: a key typed here is not for a cell.
        <div className="margin-comments" ref={content} {...heldBack}>
          <RowComments declaration={declaration} anchor={anchor} comments={comments} compose={mayComment ? { close } : null} />
        </div>
      }
    >
      <span ref={place} {...heldBack}>
        <OpinionButton
          declaration={declaration}
          title={title}
          count={comments.length}
          isOpen={isOpen}
          toggle={() => setOpen(!isOpen)}
        />
      </span>
    </Popover>
  )
}

const hold = (event: SyntheticEvent): void => event.stopPropagation()
const heldBack = { onKeyDown: hold, onPaste: hold, onCopy: hold, onCut: hold, onBeforeInput: hold }
