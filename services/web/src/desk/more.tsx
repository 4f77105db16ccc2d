/** A list shows so many lines, and as many again when asked. */
export const ROWS_STEP = 200

export const More = ({ left, more }: Readonly<{ left: number; more: () => void }>) =>
  left > 0 ? (
    <p className="none short">
      <button type="button" className="act" onClick={more}>
        更多（还有 {left} 项）
      </button>
    </p>
  ) : null
