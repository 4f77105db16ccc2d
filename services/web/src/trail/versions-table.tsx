import { Link } from 'react-router'
import { dayOf } from '../ui/time.tsx'
import { shortDigest, type Version } from './versions.ts'
import './small-form.css'

/** 版本: the forms that were decided upon, newest on top. `shown` is the one looked at. */
export const VersionsTable = ({
  id,
  versions,
  shown,
}: Readonly<{ id: string; versions: readonly Version[]; shown: number | null }>) => {
  const current = shown === null ? null : versions.find(({ revision }) => revision <= shown)
  return (
    <table className="small-form versions">
      <thead>
        <tr>
          <th scope="col">版本</th>
          <th scope="col">形成</th>
          <th scope="col">因何</th>
          <th scope="col">校验</th>
        </tr>
      </thead>
      <tbody>
        {versions.map(version => (
          <tr key={version.revision} className={version === current ? 'shown' : undefined}>
            <td>
              <Link to={`/declarations/${id}/at/${version.revision}`}>第 {version.revision} 版</Link>
            </td>
            <td className="mute">{dayOf(version.at)}</td>
            <td>
              {version.why} <span className="sub">{version.by}</span>
            </td>
            <td className="hash">{shortDigest(version.digest)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
