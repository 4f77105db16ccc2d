import { useDeclaration } from '../declaration/declaration-page.tsx'
import './editing.css'
import { ReadingForm } from './reading-form.tsx'
import { WritingForm } from './writing-form.tsx'

/** 申报表: written by whoever may write it now, read by everybody else. */
export const FormTab = () => {
  const declaration = useDeclaration()
  const mayWrite = declaration.allowedCommands.some(({ type, onBehalfOf }) => type === 'revise' && onBehalfOf === undefined)
  return mayWrite ? <WritingForm key={declaration.id} /> : <ReadingForm key={declaration.id} />
}
