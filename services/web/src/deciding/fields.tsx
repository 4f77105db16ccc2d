import { type Phrases, phrases } from '@shenbao/declaration/common-phrases.ts'
import { Checkbox, Input, Radio } from 'antd'
import { type ReactNode, useId } from 'react'
import type { DeclarationOut } from '../api/queries.ts'
import type { Draft } from './draft.ts'
import type { Offer } from './offers.ts'

/** What every form of a dialog is given. `write` puts a part in place of what it was. */
export type FormProps = Readonly<{
  declaration: DeclarationOut
  offer: Offer
  draft: Draft
  write: (part: Partial<Draft>) => void
}>

type TextProps = Pick<FormProps, 'draft' | 'write'> &
  Readonly<{ name: string; label: string; list?: Phrases; isOptional?: boolean; isLine?: boolean; type?: 'date' | 'month' }>

const withText = (draft: Draft, name: string, text: string): Partial<Draft> => ({ texts: { ...draft.texts, [name]: text } })

/** Text under a label, with 常用意见 to put in by a click. */
export const TextField = ({ name, label, draft, write, list, isOptional = false, isLine = false, type }: TextProps) => {
  const id = useId()
  const text = draft.texts[name] ?? ''
  const put = (next: string): void => write(withText(draft, name, next))
  const common = { id, value: text, 'aria-required': !isOptional, name }
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {isOptional && <span className="sub">（可不填）</span>}
      </label>
      {isLine || type ? (
        <Input {...common} {...(type && { type })} onChange={event => put(event.target.value)} />
      ) : (
        <Input.TextArea {...common} onChange={event => put(event.target.value)} />
      )}
      {list && (
        <ul className="phrases" aria-label="常用意见">
          {phrases[list].map(phrase => (
            <li key={phrase}>
              <button type="button" onClick={() => put(text.trim() === '' ? phrase : `${text}${phrase}`)}>
                {phrase}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

export type Choice = Readonly<{ value: string; title: ReactNode }>

/** One of a few. */
export const ChoiceField = ({
  name,
  label,
  choices,
  draft,
  write,
  isColumn = false,
}: Pick<FormProps, 'draft' | 'write'> &
  Readonly<{ name: string; label: string; choices: readonly Choice[]; isColumn?: boolean }>) => {
  const chosen = draft.texts[name] ?? choices[0]?.value
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <Radio.Group
        className={isColumn ? 'choices column' : 'choices'}
        value={chosen}
        name={name}
        onChange={event => write(withText(draft, name, String(event.target.value)))}
        options={choices.map(({ value, title }) => ({ value, label: title }))}
      />
    </fieldset>
  )
}

/** Any of several places. */
export const TickField = ({
  label,
  choices,
  draft,
  write,
}: Pick<FormProps, 'draft' | 'write'> & Readonly<{ label: string; choices: readonly Choice[] }>) => (
  <fieldset className="field ticks">
    <legend>{label}</legend>
    <ul>
      {choices.map(({ value, title }) => (
        <li key={value}>
          <Checkbox
            checked={draft.ticked.includes(value)}
            onChange={({ target }) =>
              write({ ticked: target.checked ? [...draft.ticked, value] : draft.ticked.filter(one => one !== value) })
            }
          >
            {title}
          </Checkbox>
        </li>
      ))}
    </ul>
  </fieldset>
)
