import type { DeclarationOut } from '../api/queries.ts'

/** Whose sheet it is: the first line of what is printed at the year's end. */
export const NamesLine = ({ form }: Readonly<{ form: DeclarationOut['form'] }>) => (
  <tr>
    <th>项目名称</th>
    <td colSpan={3}>{form.name}</td>
    <th>实施单位</th>
    <td>{form.unit}</td>
  </tr>
)
