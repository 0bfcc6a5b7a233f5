// Asks the YAML language server, as an editor does, what may stand at places of a file; prints its answers as JSON.
// Its one argument: {server, file, questions: [{text, line, character}, …]}, as JSON; lines and characters count from 0.
import { spawn } from "node:child_process"
import { pathToFileURL } from "node:url"

const asked = JSON.parse(process.argv[2])
const uri = pathToFileURL(asked.file).href
const server = spawn(process.execPath, [asked.server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] })
const waiting = new Map()
let heard = Buffer.alloc(0), asks = 0

function send(message) {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message })
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

function ask(method, params) {
  return new Promise(answer => {
    waiting.set(++asks, answer)
    send({ id: asks, method, params })
  })
}

function hear({ id, method, params, result, error }) {
  if (method === undefined) waiting.get(id)(result ?? error)
  else if (id !== undefined) // the server asks the editor for its settings: it has none
    send({ id, result: method === "workspace/configuration" ? params.items.map(() => null) : null })
}

server.stdout.on("data", data => {
  heard = Buffer.concat([heard, data])
  for (;;) {
    const head = heard.indexOf("\r\n\r\n")
    if (head < 0) return
    const start = head + 4, length = Number(/Content-Length: (\d+)/.exec(heard.subarray(0, head))[1])
    if (heard.length < start + length) return
    hear(JSON.parse(heard.subarray(start, start + length)))
    heard = heard.subarray(start + length)
  }
})

await ask("initialize", { processId: process.pid, rootUri: null, capabilities: {} })
send({ method: "initialized", params: {} })
send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 0, text: "" } } })
const answers = []
for (const [version, { text, line, character }] of asked.questions.entries()) {
  const textDocument = { uri, version: version + 1 }
  send({ method: "textDocument/didChange", params: { textDocument, contentChanges: [{ text }] } })
  const offered = await ask("textDocument/completion", { textDocument: { uri }, position: { line, character } })
  answers.push((offered.items ?? offered).map(item => item.label))
}
console.log(JSON.stringify(answers))
server.kill()
