/** How grave a finding is: a shape and a word, and only then a colour. */
export type Severity = 'error' | 'warning' | 'info'

export const severityWords: Readonly<Record<Severity, string>> = { error: '错误', warning: '提醒', info: '建议' }
const shapes: Readonly<Record<Severity, string>> = { error: '■', warning: '▲', info: '○' }
const tones: Readonly<Record<Severity, string>> = { error: 'red', warning: 'amber', info: 'mute' }

export const Mark = ({ severity, count }: Readonly<{ severity: Severity; count?: number }>) => (
  <span className={tones[severity]} title={severityWords[severity]}>
    <span aria-hidden="true">{shapes[severity]}</span>
    <span className="spoken">{severityWords[severity]}</span>
    {count !== undefined && ` ${count}`}
  </span>
)

/** ✓ 相符 */
export const Agrees = ({ words = '相符' }: Readonly<{ words?: string }>) => (
  <span className="green">
    <span aria-hidden="true">✓</span>
    <span className="spoken">{words}</span>
  </span>
)
