// The live preview: shows what the server has made, keeps what the reader sees where it is, leads back to the file.

const byId = id => document.getElementById(id)
const word = name => document.body.dataset[`word${name[0].toUpperCase()}${name.slice(1)}`]
const shown = { pages: {}, told: -1 }
let places = {}

// Changing a page without loading it: only what differs is touched, so that scroll, focus and images stay.

function morph(old, fresh, changed) {
  if (old.isEqualNode(fresh)) return
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
    changed.push(fresh)
    old.replaceWith(fresh)
    return
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    changed.push(old)
    old.nodeValue = fresh.nodeValue
    return
  }
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name) && !(old.nodeName === "DETAILS" && name === "open")) old.removeAttribute(name)
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  morphChildren(old, fresh, changed)
}

// Children that are the same at both ends stay; those between are changed one by one, or put in and taken out.
function morphChildren(old, fresh, changed) {
  const before = [...old.childNodes], after = [...fresh.childNodes]
  let start = 0, end = 0
  const most = Math.min(before.length, after.length)
  while (start < most && before[start].isEqualNode(after[start])) start++
  while (end < most - start && before[before.length - 1 - end].isEqualNode(after[after.length - 1 - end])) end++
  const olds = before.slice(start, before.length - end), news = after.slice(start, after.length - end)
  const behind = before[before.length - end] ?? null
  for (const [number, node] of news.entries()) {
    if (number < olds.length) morph(olds[number], node, changed)
    else {
      changed.push(node)
      old.insertBefore(node, behind)
    }
  }
  for (const node of olds.slice(news.length)) node.remove()
}

async function text(address) {
  const answer = await fetch(address)
  if (!answer.ok) throw Object.assign(new Error(address), { words: answer.status === 500 && await wordsOf(answer) })
  return answer.text()
}

// What the server says of something that it could not do
async function wordsOf(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  return [...page.querySelectorAll("h1, p")].map(said => said.textContent).join(" ") || page.body.textContent
}

// Articles

const frameOf = code => document.querySelector(`iframe[data-code="${code}"]`)

function frameFor(code, page) {
  const box = document.createElement("div")
  box.className = "frame"
  box.dataset.code = code
  const head = document.createElement("p")
  const name = document.createElement("span")
  name.textContent = page.name
  const pdf = Object.assign(document.createElement("a"), { href: `pdf/${code}`, target: "_blank", rel: "noopener", textContent: "PDF" })
  pdf.title = word("pdf")
  pdf.setAttribute("aria-label", `PDF, ${page.name}`)
  head.append(name, pdf)
  const frame = document.createElement("iframe")
  frame.dataset.code = code
  frame.title = page.name
  frame.addEventListener("load", () => listenIn(frame))
  frame.src = `article/${code}`
  box.append(head, frame)
  return box
}

function listenIn(frame) {
  frame.contentDocument.addEventListener("click", event => {
    const link = event.target.closest("a[href]")
    if (link) {
      if (!link.getAttribute("href").startsWith("#")) {
        event.preventDefault()
        if (/^(https?|mailto):/.test(link.href)) window.open(link.href, "_blank", "noopener")
      }
      return
    }
    const key = keyOf(event.target)
    if (places[key]) show(places[key][0], frame, event.target.closest("[data-said]"))
  })
  frame.contentDocument.addEventListener("keydown", event => event.key === "Escape" && hide())
}

const entries = { ".author": "authors", ".affiliation": "affiliations" }

function keyOf(element) {
  const said = element.closest("[data-said]") ?? element.closest(".rail .item")?.querySelector("[data-said]") // behind its label
  if (said) return said.dataset.said
  const anchored = element.closest("[id^='fig-'], [id^='tab-'], [id^='ref-']")
  if (anchored) return `#${anchored.id.replace(/-caption$/, "")}`
  for (const [entry, field] of Object.entries(entries)) {
    const found = element.closest(entry)
    if (found) return `.${field}.${[...found.ownerDocument.querySelectorAll(entry)].indexOf(found)}`
  }
  for (const [name, field] of [[".authors", "authors"], [".keywords", "keywords"], [".masthead, .rail", "article"]])
    if (element.closest(name)) return `.${field}`
  return ""
}

// What a key other than that of a passage names in an article
function elementOf(page, key) {
  if (key[0] === "#") return page.getElementById(key.slice(1))
  const [, field, number] = key.split(".")
  const entry = key[0] === "." && Object.keys(entries).find(one => entries[one] === field)
  return entry ? page.querySelectorAll(entry)[number ?? 0] : null
}

// The page is read as the frame's own document would read it: that may hold styles, this one may not.
async function change(frame, code) {
  const fresh = new frame.contentWindow.DOMParser().parseFromString(await text(`article/${code}`), "text/html").documentElement
  const view = frame.contentWindow, page = frame.contentDocument
  const seen = page.elementFromPoint(view.innerWidth / 2, Math.min(80, view.innerHeight / 3))
  const top = seen?.getBoundingClientRect().top
  const changed = []
  morph(page.documentElement, page.adoptNode(fresh), changed)
  if (seen?.isConnected) view.scrollBy({ top: seen.getBoundingClientRect().top - top, behavior: "instant" })
  for (const node of changed) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement
    const block = element?.closest?.("p, li, td, th, figcaption, h1, h2, h3") ?? element
    block?.classList?.add("preview-changed")
    setTimeout(() => block?.classList?.remove("preview-changed"), 1700)
  }
}

// While a case is read that was not followed for a while, its pages come one by one; those that are there stay.
async function showPages(pages, isMaking) {
  const frames = byId("frames")
  if (!isMaking) for (const box of [...frames.children]) if (!pages[box.dataset.code]) box.remove()
  const order = Object.keys(pages)
  for (const [number, code] of order.entries()) {
    const frame = frameOf(code)
    if (!frame) frames.insertBefore(frameFor(code, pages[code]), frames.children[number] ?? null)
    else if (shown.pages[code] !== pages[code].made && frame.contentDocument?.body?.childElementCount) await change(frame, code)
    else if (shown.pages[code] !== pages[code].made) frame.src = `article/${code}`
    shown.pages[code] = pages[code].made
  }
  if (order.length !== frames.children.length) return
  const move = frames.moveBefore ?? frames.insertBefore // the first keeps what is in the frame as it is
  for (const [number, code] of order.entries()) {
    const box = frameOf(code).closest(".frame")
    if (frames.children[number] !== box) move.call(frames, box, frames.children[number])
  }
  chooseLanguages(order, pages)
}

// Which languages, which view

const kept = { get: name => { try { return sessionStorage.getItem(name) } catch { return null } },
               set: (name, value) => { try { sessionStorage.setItem(name, value) } catch { /* not kept */ } } }

function chooseLanguages(order, pages) {
  const group = byId("languages")
  group.hidden = order.length < 2
  if ([...group.children].map(button => button.dataset.code).join() !== order.join()) {
    const before = (kept.get("languages") ?? "").split(",").filter(code => order.includes(code))
    const chosen = before.length ? before : matchMedia("(min-width: 75rem)").matches ? order : order.slice(0, 1)
    group.replaceChildren(...order.map(code => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: pages[code].name })
      button.dataset.code = code
      button.setAttribute("aria-pressed", chosen.includes(code))
      return button
    }))
  }
  showChosen()
}

function showChosen() {
  const buttons = [...byId("languages").children]
  const chosen = buttons.filter(button => button.getAttribute("aria-pressed") === "true").map(button => button.dataset.code)
  for (const box of byId("frames").children) box.hidden = chosen.length > 0 && !chosen.includes(box.dataset.code)
}

byId("languages").addEventListener("click", event => {
  const button = event.target.closest("button")
  if (!button) return
  const others = [...byId("languages").children].filter(other => other !== button)
  const isPressed = button.getAttribute("aria-pressed") === "true"
  if (isPressed && !others.some(other => other.getAttribute("aria-pressed") === "true")) return
  button.setAttribute("aria-pressed", !isPressed)
  kept.set("languages", [...byId("languages").children].filter(one => one.getAttribute("aria-pressed") === "true").map(one => one.dataset.code).join())
  showChosen()
})

document.querySelector(".views").addEventListener("click", event => {
  const to = event.target.closest("button")?.dataset.to
  if (to) turnTo(to)
})

function turnTo(view) {
  document.body.dataset.view = view
  for (const button of document.querySelectorAll(".views button")) button.setAttribute("aria-pressed", button.dataset.to === view)
}

// Findings, counts, translations

async function fill(id) {
  const fresh = document.createElement("div")
  fresh.innerHTML = await text(id)
  morphChildren(byId(id), fresh, [])
}

document.addEventListener("click", event => {
  const to = event.target.closest(".to"), mark = event.target.closest(".mark")
  if (to) lead(to)
  if (mark) review(mark)
})

// Shows where something stands, and scrolls the articles to what is said there.
function lead(to) {
  const { where, file, line } = to.dataset
  const before = Object.entries(places).filter(([, [, name, at]]) => name === file && at <= Number(line))
  const nearest = Math.max(...before.map(([, [, , at]]) => at))
  const keys = new Set(before.filter(([, [, , at]]) => at === nearest).map(([key]) => key))
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument
    const saying = [...page.querySelectorAll("[data-said]")].filter(element => keys.has(element.dataset.said))
    const said = saying.find(element => !element.closest("h2, h3")) ?? saying[0] // a heading stands where its text begins
      ?? [...keys].map(key => elementOf(page, key)).find(Boolean)
    if (said) {
      said.scrollIntoView({ block: "center", behavior: "instant" })
      point(said)
    }
  }
  show(where)
}

async function review(button) {
  const marks = [...document.querySelectorAll(".mark")], next = marks[marks.indexOf(button) + 1] ?? marks[marks.indexOf(button) - 1]
  const key = next?.dataset.key
  button.disabled = true
  let stopped = null
  try {
    const answer = await fetch("reviewed", { method: "POST", body: button.dataset.key, headers: { "X-Casebook-Token": document.body.dataset.token } })
    if (!answer.ok) stopped = await wordsOf(answer)
  } catch {
    stopped = word("lost")
  }
  if (stopped !== null) {
    button.disabled = false
    byId("status").textContent = stopped
    return
  }
  const focused = key && document.querySelector(`.mark[data-key="${key}"]`)
  if (focused) focused.focus()
  else byId("pairs").focus()
}

// Where something stands

function point(element) {
  element.ownerDocument.querySelectorAll(".preview-here").forEach(other => other.classList.remove("preview-here"))
  element.classList.add("preview-here")
}

function show(where, frame, element) {
  if (element) point(element)
  byId("place").hidden = false
  byId("place").querySelector("code").textContent = where
  byId("place").querySelector("[data-do=copy]").textContent = byId("place").dataset.copy
}

function hide() {
  byId("place").hidden = true
  for (const frame of document.querySelectorAll("iframe"))
    frame.contentDocument?.querySelectorAll(".preview-here").forEach(other => other.classList.remove("preview-here"))
}

byId("place").dataset.copy = byId("place").querySelector("[data-do=copy]").textContent
byId("place").addEventListener("click", async event => {
  const todo = event.target.closest("button")?.dataset.do
  if (todo === "close") hide()
  if (todo === "copy") {
    await navigator.clipboard.writeText(byId("place").querySelector("code").textContent)
    event.target.textContent = word("copied")
  }
})
document.addEventListener("keydown", event => event.key === "Escape" && hide())

// What the server tells, one after the other; of several, the last

let waiting = null, isBusy = false

async function take() {
  if (isBusy) return
  isBusy = true
  while (waiting) {
    const news = waiting
    waiting = null
    try {
      await showPages(news.pages, news.state === "making")
      if (news.told !== shown.told || news.state !== shown.state) {
        await Promise.all([fill("panel"), fill("pairs"), text("places").then(told => (places = JSON.parse(told)))])
        Object.assign(shown, { told: news.told, state: news.state })
      }
      document.body.dataset.state = news.state
      const isEmpty = !["good", "making"].includes(news.state) && !Object.keys(news.pages).length
      byId("status").textContent = word(news.state === "good" ? "shown" : isEmpty ? "empty" : news.state)
      document.body.dataset.version = news.version
    } catch (error) {
      if (error.words) byId("status").textContent = error.words // the next news brings what this one could not
    }
  }
  isBusy = false
}

// A browser has six connections to one server; a tab that nobody sees leaves its own to those that are looked at.
let events = null

function listen() {
  if (document.hidden) {
    events?.close()
    events = null
  } else if (!events) {
    events = new EventSource("events")
    events.addEventListener("message", event => {
      waiting = JSON.parse(event.data)
      if (shown.server && shown.server !== waiting.server) return location.reload() // another server: another token
      shown.server = waiting.server
      take()
    })
    events.addEventListener("error", () => {
      document.body.dataset.state = "lost"
      byId("status").textContent = word("lost")
    })
  }
}

document.addEventListener("visibilitychange", listen)
listen()
