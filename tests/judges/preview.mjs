// Looks at a live preview as its author does, saves the case meanwhile, and prints what was seen, as JSON.
// Its one argument: {playwright, axe, chromium, flags, tags, address, file, templates, long}, as JSON.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"

const asked = JSON.parse(process.argv[2])
const { chromium } = createRequire(import.meta.url)(asked.playwright)
const axe = readFileSync(asked.axe, "utf-8")
const text = readFileSync(asked.file, "utf-8")
const browser = await chromium.launch({ executablePath: asked.chromium, args: asked.flags })
const seen = { requests: [], console: [], violations: [] }

async function open(options) {
  const page = await (await browser.newContext(options)).newPage()
  page.setDefaultTimeout(60000)
  page.on("request", request => seen.requests.push(request.url()))
  page.on("console", message => seen.console.push(message.text()))
  page.on("pageerror", error => seen.console.push(error.message))
  await page.goto(asked.address)
  await page.waitForSelector("body[data-state=good]")
  return page
}
const save = changed => writeFileSync(asked.file, changed)
const state = (page, name) => page.waitForSelector(`body[data-state=${name}]`)
const says = (page, code, words) => page.waitForFunction(
  ([code, words]) => document.querySelector(`iframe[data-code=${code}]`)?.contentDocument.body?.textContent.includes(words), [code, words])
const place = page => page.textContent("#place code")
const inFrame = (page, code, look, words) => page.evaluate(([code, look, words]) => {
  const frame = document.querySelector(`iframe[data-code=${code}]`), view = frame.contentWindow, all = [...frame.contentDocument.querySelectorAll("p")]
  const found = all.find(one => one.textContent.startsWith(words))
  if (look === "scroll") { view.scrollTo(0, found.offsetTop - 60); view.kept = found }
  return { top: Math.round(found.getBoundingClientRect().top), scroll: Math.round(view.scrollY), isKept: view.kept === found }
}, [code, look, words])

// Scroll is kept, and so is the paragraph itself
const page = await open({ viewport: { width: 1280, height: 900 } })
await says(page, "en", "Paragraph 20 ")
seen.before = await inFrame(page, "en", "scroll", "Paragraph 20 ")
save(text.replace("Paragraph 1 of the text.", `Paragraph 1 as changed. ${asked.long}`))
await says(page, "en", "Paragraph 1 as changed.")
seen.after = await inFrame(page, "en", "look", "Paragraph 20 ")

// A click leads to the line; Escape takes it away
const frame = page.frameLocator("iframe[data-code=en]")
await page.waitForFunction(() => document.body.dataset.state === "good")
await page.waitForFunction(() => document.querySelector("#counts"))
await frame.getByText("Paragraph 21 of").first().click()
seen.paragraph = await place(page)
await page.keyboard.press("Escape")
seen.isHidden = await page.isHidden("#place")
seen.authors = []
for (const name of ["Ana Silva", "Rui Costa"]) {
  await frame.locator(".author", { hasText: name }).click({ position: { x: 4, y: 8 } })
  seen.authors.push(await place(page))
}
await frame.locator(".affiliation", { hasText: "Hospital do Norte" }).click()
seen.affiliation = await place(page)
await page.keyboard.press("Escape")

// The languages in another order
const order = page => page.locator(".frame").evaluateAll(boxes => boxes.map(box => box.dataset.code))
save(text.replace("[en, pt]", "[pt, en]"))
await page.waitForFunction(() => document.querySelector("#languages button").dataset.code === "pt")
seen.turned = await order(page)
save(text)
await page.waitForFunction(() => document.querySelector("#languages button").dataset.code === "en")
await says(page, "en", "Paragraph 1 of")
await page.waitForFunction(() => document.body.dataset.state === "good")

// A finding leads to the article too: to the paragraph, not to the heading above it
save(text.replace("Paragraph 1 of the text.", "Paragraph 1 of the text [@nobody]."))
await page.waitForFunction(() => document.querySelector("#panel .faults")?.textContent.includes("nobody"))
await page.locator(".faults li", { hasText: "nobody" }).locator(".to").first().click()
seen.lit = await frame.locator(".preview-here").textContent()
await page.keyboard.press("Escape")
await frame.getByText("Paragraph 20 of").first().scrollIntoViewIfNeeded()
seen.sides = await page.locator(".frame:visible").count()
await page.click("#languages [data-code=pt]")
seen.sides += "," + (await page.locator(".frame:visible").count())
await page.click("#languages [data-code=pt]")

// A broken save keeps the article, and its finding leads to the line
save(text.replace("  en: A title", "  en: [A title"))
await state(page, "broken")
seen.kept = await inFrame(page, "en", "look", "Paragraph 20 ")
await page.locator(".faults .error .to").first().click()
seen.finding = await place(page)
seen.brokenStatus = await page.textContent("#status")
save(text)
await state(page, "good")

// Two browsers, the second one on a phone
const phone = await open({ viewport: { width: 390, height: 844 }, hasTouch: true })
save(text.replace("  en: A title", "  en: Another title"))
await Promise.all([says(page, "en", "Another title"), says(phone, "en", "Another title")])
seen.fits = await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
save(text)
await Promise.all([says(page, "en", "A title"), says(phone, "en", "A title")])

// A tab that nobody sees leaves its connection to the others, of which there are six, and follows again when it is seen
const turn = (tab, isHidden) => tab.evaluate(isHidden => {
  Object.defineProperty(document, "hidden", { value: isHidden, configurable: true })
  document.dispatchEvent(new Event("visibilitychange"))
}, isHidden)
const many = await browser.newContext(), tabs = []
for (let number = 0; number < 8; number++) {
  const tab = await many.newPage()
  await tab.goto(asked.address, { timeout: 60000 })
  await says(tab, "en", "A title in English")
  await turn(tab, true)
  tabs.push(tab)
}
save(text.replace("  en: A title", "  en: A title seen again"))
await says(page, "en", "A title seen again")
seen.tabs = tabs.length
await turn(tabs[0], false)
await says(tabs[0], "en", "A title seen again")
await many.close()
save(text)
await says(page, "en", "A title in English")

// A fault of the preview's own templates is said, and what was there stays
const complaints = seen.console.length
mkdirSync(`${asked.templates}/preview`, { recursive: true })
writeFileSync(`${asked.templates}/preview/panel.html`, "{% if %}")
save(text.replace("  en: A title", "  en: Beside a fault"))
await page.waitForFunction(() => document.querySelector("#status").textContent.includes("preview/panel.html"))
await says(page, "en", "Beside a fault")
seen.isPanelKept = await page.evaluate(() => Boolean(document.querySelector("#counts")))
rmSync(asked.templates, { recursive: true })
save(text)
await state(page, "good")
await page.waitForFunction(words => document.querySelector("#status").textContent === words, await page.evaluate(() => document.body.dataset.wordShown))
seen.console.splice(complaints) // that the fault is one

// By keyboard to the translations; a pair is marked, and the next one is at hand
await page.focus("[data-to=pairs]")
await page.keyboard.press("Enter")
await page.waitForFunction(() => document.querySelector(".words")?.textContent === "A title in English") // of the last save
seen.marks = await page.locator(".mark").count()
await page.locator(".mark").first().focus()
const next = await page.locator(".mark").nth(1).getAttribute("data-key")
await page.keyboard.press("Enter")
await page.waitForFunction(count => document.querySelectorAll(".mark").length === count - 1, seen.marks)
seen.isNextFocused = await page.evaluate(key => document.activeElement?.dataset?.key === key, next)
await page.locator(".row:not(.compared) .to").first().click()
seen.side = await place(page)
await phone.waitForFunction(count => document.querySelectorAll(".mark").length === count - 1, seen.marks)

// A click that the server does not hear is told, and can be made again
const sounds = seen.console.length
await page.route("**/reviewed", route => route.abort())
await page.evaluate(() => { // what is said may be followed by news at once
  window.said = []
  new MutationObserver(() => window.said.push(document.querySelector("#status").textContent)).observe(document.querySelector("#status"), { childList: true })
})
await page.locator(".mark").first().click()
await page.waitForFunction(() => window.said.includes(document.body.dataset.wordLost))
seen.isMarkKept = await page.locator(".mark").first().isEnabled()
await page.unroute("**/reviewed")
seen.console.splice(sounds) // that nothing was heard

// A case that is read again after a pause, and has no page yet, keeps those that are shown
const stream = (await fetch(`${asked.address}events`)).body.getReader()
const { server } = JSON.parse(new TextDecoder().decode((await stream.read()).value).slice(6))
await stream.cancel()
const body = `data: ${JSON.stringify({ server, state: "making", version: 0, told: 0, pages: {} })}\n\n`
await page.route("**/events", route => route.fulfill({ contentType: "text/event-stream", body }))
await turn(page, true)
await turn(page, false)
await state(page, "making")
seen.framesKept = await page.locator(".frame").count()
await page.unroute("**/events")
await turn(page, true)
await turn(page, false)
await state(page, "good")

// What axe finds in each view
seen.pages = {}
seen.looked = 0
for (const colorScheme of ["light", "dark"])
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    const view = await open({ colorScheme, viewport: { width, height } })
    await view.waitForSelector("#counts", { state: "attached" })
    await view.evaluate(axe)
    for (const to of width < 900 ? ["article", "pairs", "panel"] : ["article", "pairs"]) {
      await view.click(`[data-to=${to}]`)
      await view.mouse.move(0, 0)
      const { violations } = await view.evaluate(values =>
        window.axe.run({ exclude: ["iframe"] }, { runOnly: { type: "tag", values } }), asked.tags)
      seen.looked++
      for (const { id, nodes } of violations)
        for (const { target, failureSummary } of nodes)
          seen.violations.push(`${width} ${colorScheme} ${to}: ${id}: ${target.join(" ")}: ${failureSummary}`)
    }
    seen.pages[`${width}-${colorScheme}`] = await view.content()
    await view.close()
  }
await browser.close()
console.log(JSON.stringify(seen))
