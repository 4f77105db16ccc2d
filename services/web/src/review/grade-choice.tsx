import { Radio } from 'antd'
import type { Grade } from './sheet-draft.ts'

const grades: readonly Grade[] = ['优', '良', '中', '差']

type ChoiceProps = Readonly<{ label: string; grade: Grade | null; isOpen: boolean; choose: (grade: Grade) => void }>

export const GradeChoice = ({ label, grade, isOpen, choose }: ChoiceProps) =>
  isOpen ? (
    <Radio.Group
      size="small"
      optionType="button"
      buttonStyle="solid"
      aria-label={label}
      value={grade}
      options={grades.map(value => ({ value, label: value }))}
      onChange={event => choose(event.target.value as Grade)}
    />
  ) : (
    <b>{grade ?? '未评'}</b>
  )
