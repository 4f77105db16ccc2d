import { runConsole } from './console.ts'

process.exitCode = await runConsole(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  note: text => process.stderr.write(text),
  input: process.stdin,
})
