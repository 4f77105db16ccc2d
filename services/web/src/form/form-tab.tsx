import { useDeclaration } from '../declaration/declaration-page.tsx'
import { useIsPhone } from '../ui/use-phone.ts'
import './editing.css'
import { ReadingForm } from './reading-form.tsx'
import { WritingForm } from './writing-form.tsx'

/** 申报表: written by whoever may write it now, read by everybody else. */
export const FormTab = () => {
  const declaration = useDeclaration()
  const isPhone = useIsPhone()
  const mayWrite = declaration.allowedCommands.some(({ type, onBehalfOf }) => type === 'revise' && onBehalfOf === undefined)
  // A phone reads and decides; a form is written where its table has room.
  return mayWrite && !isPhone ? <WritingForm key={declaration.id} /> : <ReadingForm key={declaration.id} />
}
