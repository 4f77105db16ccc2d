/** Before anything has come: a sentence, so that nobody wonders. */
export const Waiting = () => (
  <p className="notice mute" role="status">
    正在打开……
  </p>
)
