import { useDeclaration } from '../declaration/declaration-page.tsx'
import { OfficialForm } from './official-form.tsx'

/** 申报表 */
export const FormTab = () => {
  const declaration = useDeclaration()
  return (
    <div className="sheet-and-side">
      <div className="sheet-place">
        <OfficialForm form={declaration.form} />
      </div>
      <aside className="side">
        <h2>体检</h2>
      </aside>
    </div>
  )
}
