import { sumFen, yuanForPeople } from '@shenbao/kernel/money.ts'
import { Button } from 'antd'
import { Mark } from '../ui/mark.tsx'
import type { ReadForm } from './intake.ts'
import type { Looked } from './looking.ts'

/** What stands in the way, the first of it, with the form it is in. */
export type Hindrance = Readonly<{ sentence: string; form: string | null; leaveOut?: readonly string[] }>

type BarProps = Readonly<{
  forms: readonly ReadForm[]
  looked: ReadonlyMap<string, Looked>
  hindrance: Hindrance | null
  /** What came of the last try, where it was not taken in. */
  refusal: string | null
  busy: string | null
  isChecking: boolean
  goToForm: (key: string) => void
  leaveOut: (keys: readonly string[]) => void
  accept: () => void
  giveUp: () => void
}>

/** How much goes in, what still blocks it, and the two verbs. */
export const AcceptBar = ({
  forms,
  looked,
  hindrance,
  refusal,
  busy,
  isChecking,
  goToForm,
  leaveOut,
  accept,
  giveUp,
}: BarProps) => {
  const going = forms.filter(({ isLeftOut }) => !isLeftOut)
  const errors = going.reduce((sum, { key }) => sum + (looked.get(key)?.counts.error ?? 0), 0)
  const doubts = going.reduce((sum, { key }) => sum + (looked.get(key)?.doubts.length ?? 0), 0)
  const isOff = going.length === 0 || hindrance !== null || busy !== null
  return (
    <footer className="bar">
      <span>
        登记 <b>{going.length}</b> 份{going.length < forms.length && `（共 ${forms.length} 份）`}・
        {yuanForPeople(requested(going, looked))} 元
      </span>
      <span role="status">
        {busy ??
          (isChecking ? '正在核对有无同名……' : null) ??
          (hindrance === null && (
            <>
              {errors > 0 && (
                <>
                  <Mark severity="error" count={errors} /> 可先登记，改正后才能提交{doubts > 0 && '・'}
                </>
              )}
              {doubts > 0 && <span className="amber">还有 {doubts} 行待核</span>}
            </>
          ))}
      </span>
      {hindrance && (
        <span className="red">
          ■ {hindrance.sentence}{' '}
          {hindrance.form !== null && (
            <button type="button" className="act" onClick={() => goToForm(hindrance.form ?? '')}>
              到这一份
            </button>
          )}
          {hindrance.leaveOut && (
            <button type="button" className="act" onClick={() => leaveOut(hindrance.leaveOut ?? [])}>
              不登记这 {hindrance.leaveOut.length} 份
            </button>
          )}
        </span>
      )}
      {refusal !== null && (
        <span className="red" role="alert">
          {refusal}
        </span>
      )}
      <span className="verbs">
        <Button onClick={giveUp} disabled={busy !== null}>
          放弃
        </Button>
        <Button type="primary" disabled={isOff} onClick={accept}>
          登记 {going.length} 份
        </Button>
      </span>
    </footer>
  )
}

/** 年度资金申请总额 of these forms; blanks count nothing. */
export const requested = (forms: readonly ReadForm[], looked: ReadonlyMap<string, Looked>) =>
  sumFen(forms.map(({ key }) => looked.get(key)?.form.funds.annualRequest ?? 0n))
