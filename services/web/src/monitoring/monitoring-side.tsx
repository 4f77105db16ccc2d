import type { MonitoringSheet } from '@shenbao/declaration/monitoring-sheet.ts'
import { lights } from '@shenbao/policy/warning-lights.ts'
import type { DeclarationOut } from '../api/queries.ts'
import { LightMark } from './light.tsx'
import { monthsOf } from './progress-draft.ts'
import { Rectifications } from './rectifications.tsx'

type Place = Readonly<{ indicator?: string | undefined; field?: string | undefined }>
type Parts = Readonly<{
  declaration: DeclarationOut
  sheet: MonitoringSheet
  isWriting: boolean
  goTo: (place: Place) => void
}>

/** Beside the sheet: how it stands, what is still to be written, and what is to be put right. */
export const MonitoringSide = ({ declaration, sheet, isWriting, goTo }: Parts) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: text that is cut off is reached with the arrow keys
  <aside className="side" aria-label="监控情况" tabIndex={0}>
    <h2>监控情况</h2>
    <div className="side-part">
      <h3>指标预警</h3>
      <p className="lights-line">
        {[...lights, 'unlit' as const].map(
          light => sheet.lights[light] > 0 && <LightMark key={light} light={light} count={sheet.lights[light]} />,
        )}
      </p>
    </div>
    <div className="side-part">
      <h3>
        还缺 {sheet.missing.length} 处{sheet.missing.length === 0 && <span className="green">✓ 已填齐</span>}
      </h3>
      <ul>
        {sheet.missing.map(place => (
          <li key={`${place.indicator ?? ''} ${place.field ?? ''}`}>
            {isWriting ? (
              <button type="button" className="act" onClick={() => goTo(place)}>
                {place.message}
              </button>
            ) : (
              place.message
            )}
          </li>
        ))}
      </ul>
    </div>
    <Grounds declaration={declaration} sheet={sheet} />
    <Rectifications declaration={declaration} />
  </aside>
)

/** Behind for a reason that will not go away: the target may be adjusted, with the monitoring as the ground. */
const Grounds = ({ declaration, sheet }: Omit<Parts, 'isWriting' | 'goTo'>) => {
  const behind = sheet.rows.filter(({ deviates, light }) => deviates || light === 'red')
  const may = declaration.allowedCommands.find(({ type }) => type === 'request-adjustment')
  if (behind.length === 0 || !may) return null
  return (
    <div className="side-part">
      <h3>申请调整</h3>
      <p>
        {behind.map(({ name }) => `「${name}」`).join('')}到年底预计完不成。确有客观原因的，可在下方「{may.title}」，依据选
        {monthsOf(sheet.period)}监控。
      </p>
    </div>
  )
}
