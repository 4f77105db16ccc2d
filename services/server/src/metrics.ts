/** Counts since the start, in the text format of Prometheus. Gauges are asked for when somebody looks. */
export type Metrics = Readonly<{
  count: (name: CounterName, label: string) => void
  text: (gauges: Readonly<Record<string, number>>) => string
}>

const counters = {
  shenbao_deadlines_total: { label: 'outcome', help: 'Deadlines found to have run out, by what became of them.' },
  shenbao_http_requests_total: { label: 'status', help: 'Answers by HTTP status.' },
  shenbao_commands_total: { label: 'outcome', help: 'Commands by outcome.' },
  shenbao_seals_total: { label: 'outcome', help: 'Attempts to seal the log by outcome.' },
  shenbao_sign_ins_total: { label: 'outcome', help: 'Attempts to sign in by outcome.' },
} as const
export type CounterName = keyof typeof counters

export const newMetrics = (): Metrics => {
  const counts = new Map<CounterName, Map<string, number>>()
  return {
    count: (name, label) => {
      const ofName = counts.get(name) ?? new Map<string, number>()
      ofName.set(label, (ofName.get(label) ?? 0) + 1)
      counts.set(name, ofName)
    },
    text: gauges => {
      const lines: string[] = []
      for (const [name, { label, help }] of Object.entries(counters)) {
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} counter`)
        for (const [value, count] of counts.get(name as CounterName) ?? []) lines.push(`${name}{${label}="${value}"} ${count}`)
      }
      for (const [name, value] of Object.entries(gauges)) lines.push(`# TYPE ${name} gauge`, `${name} ${value}`)
      return `${lines.join('\n')}\n`
    },
  }
}
