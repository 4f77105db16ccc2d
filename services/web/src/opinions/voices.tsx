import type { HistoryItem } from '../api/queries.ts'
import { Instant } from '../ui/time.tsx'
import { namesIn, type Opinion, type Voice, voicesByRound } from './talk.ts'

/** What each stage decided, the newest round first. What was taken back stays readable, struck. */
export const Voices = ({ opinions, items }: Readonly<{ opinions: readonly Opinion[]; items: readonly HistoryItem[] }>) => {
  const rounds = voicesByRound(opinions, items, namesIn(items))
  return (
    <>
      <h2>各环节意见</h2>
      {rounds.length === 0 && <p className="nothing mute t13">还没有环节出具意见。</p>}
      {rounds.map(({ round, voices }) => (
        <section key={round} className="round" aria-label={`第 ${round + 1} 轮`}>
          <h3>第 {round + 1} 轮</h3>
          <ol>
            {voices.map(voice => (
              <Spoken key={voice.key} voice={voice} />
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}

const Spoken = ({ voice }: Readonly<{ voice: Voice }>) => {
  const { who, onBehalfOf, stage, title, text, isAgainst, takenBack, at } = voice
  const said = text ?? '没有写意见'
  return (
    <li className="spoken-line">
      <p>
        <span className={`tag ${isAgainst ? 'red' : 'green'}`}>{title}</span>
        <b>{who}</b>
        {onBehalfOf !== null && <span className="sub">代 {onBehalfOf}</span>}
        <span className="by">
          <Instant at={at} />
        </span>
      </p>
      <p className={text === null ? 'mute' : undefined}>{takenBack ? <del className="was">{said}</del> : said}</p>
      {(takenBack || (stage !== null && stage !== who)) && (
        <p className="sub">{[stage !== who && stage, takenBack && '已拿回，不再作数'].filter(Boolean).join('，')}</p>
      )}
    </li>
  )
}
