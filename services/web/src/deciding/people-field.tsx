import type { OfficersOut } from '@shenbao/server/routes/officers.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Radio } from 'antd'
import { useDeferredValue, useId, useState } from 'react'
import { get } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { meQuery } from '../api/queries.ts'
import type { Person } from './draft.ts'
import type { FormProps } from './fields.tsx'

const officersQuery = (words: string) =>
  queryOptions({
    queryKey: ['officers', words],
    queryFn: ({ signal }) => get<OfficersOut>(`/api/officers?q=${encodeURIComponent(words)}`, signal),
    staleTime: 60_000,
    placeholderData: before => before,
  })

const personOf = ({ id, name, organisation, roles }: OfficersOut['items'][number]): Person => {
  const seats = roles.map(({ title }) => title).filter(title => title !== name)
  return { id, name, about: [...seats, organisation.name].join('・') }
}

/** Whom: found by name, post or unit. */
export const PeopleField = ({
  label,
  draft,
  write,
  isOne = false,
}: Pick<FormProps, 'draft' | 'write'> & Readonly<{ label: string; isOne?: boolean }>) => {
  const id = useId()
  const [words, setWords] = useState('')
  const found = useQuery(officersQuery(useDeferredValue(words.trim())))
  const chosen = draft.people
  const me = useQuery(meQuery).data
  const people = (found.data?.items ?? []).filter(one => one.id !== me?.officerId).map(personOf)
  const toggled = (person: Person): readonly Person[] => {
    if (isOne) return [person]
    return chosen.some(one => one.id === person.id) ? chosen.filter(one => one.id !== person.id) : [...chosen, person]
  }
  const hidden = chosen.filter(({ id: one }) => !people.some(person => person.id === one))
  const Tick = isOne ? Radio : Checkbox
  return (
    <fieldset className="field people">
      <legend>{label}</legend>
      <label className="spoken" htmlFor={id}>
        按姓名、岗位或单位查找
      </label>
      <Input
        id={id}
        type="search"
        placeholder="按姓名、岗位或单位查找"
        value={words}
        onChange={event => setWords(event.target.value)}
      />
      {found.isError && (
        <p className="red" role="alert">
          {sentenceOf(found.error)}
        </p>
      )}
      <ul>
        {[...hidden, ...people].map(person => (
          <li key={person.id}>
            <Tick checked={chosen.some(one => one.id === person.id)} onChange={() => write({ people: toggled(person) })}>
              {person.name} <span className="sub">{person.about}</span>
            </Tick>
          </li>
        ))}
        {found.isSuccess && people.length === 0 && <li className="mute">没有找到这样的人。换一个字再找。</li>}
      </ul>
      {found.data?.more && <p className="sub">还有别人：多写一个字可以缩小范围。</p>}
    </fieldset>
  )
}
