/**
 * The caller asked for what no log can do: an empty append, a fact of another stream, a wrong shape, an id used twice. Never
 * caused by user input and never worth a retry, so it is neither a conflict nor a `LogFault`.
 */
export class LogDefect extends Error {
  override readonly name = 'LogDefect'
}
