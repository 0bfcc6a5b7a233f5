// Uses the site as its readers do, in Chromium, and prints what it saw, as JSON.
// Its one argument, as JSON: {playwright, chromium, flags, address, folder, shots, article, figure, photograph,
// several, words, specialty, pages}.
import { createRequire } from "node:module"

const asked = JSON.parse(process.argv[2])
const { chromium } = createRequire(import.meta.url)(asked.playwright)
const browser = await chromium.launch({ executablePath: asked.chromium, args: asked.flags })
const found = { complaints: [], elsewhere: [], overflow: [] }

async function reader(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "pt-BR", ...options })
  const page = await context.newPage()
  page.on("console", told => found.complaints.push(`${page.url()}: ${told.text()}`))
  page.on("pageerror", error => found.complaints.push(`${page.url()}: ${error.message}`))
  page.on("request", request => {
    if (!request.url().startsWith(asked.address) && !request.url().startsWith("file:")) found.elsewhere.push(request.url())
  })
  return page
}
const here = page => page.url().replace(asked.address, "")
const titles = page => page.locator("#cases .case-title").allTextContents()

// The first page leads to the reader's language, and remembers the one that was chosen.
const first = await reader()
await first.goto(asked.address)
await first.waitForURL("**/pt/index.html")
found.guessed = here(first)
await first.click(".languages a")
await first.waitForURL("**/en/index.html")
await first.goto(asked.address)
await first.waitForURL("**/en/index.html")
found.remembered = here(first)
await first.goto(`${asked.address}en/cases/${asked.article}.html`)
await first.click(".languages a")
await first.waitForURL("**/pt/**")
found.same = here(first)
await first.context().grantPermissions(["clipboard-read"])
const button = first.locator(".tools button")
found.told = await button.getAttribute("data-done")
await button.click()
await first.getByText(found.told).waitFor()
found.copied = await first.evaluate(() => navigator.clipboard.readText())

// A figure fills the window, and closes again; a citation shows its reference.
await first.goto(`${asked.address}en/cases/${asked.figure}.html`)
const figure = first.locator("figure.figure").first()
const width = async () => (await figure.locator("img").first().boundingBox()).width
found.figure = [await width()]
await figure.locator(".enlarge").click()
found.figure.push(await width())
await figure.locator(".close").click()
found.figure.push(await width())
await first.locator("[role=doc-biblioref]").first().focus()
found.reference = await first.evaluate(() => {
  document.activeElement.blur()
  const mark = document.querySelector("[role=doc-biblioref]")
  mark.focus({ focusVisible: true })
  return getComputedStyle(mark, "::after").content
})

// Panels of a figure stand side by side, and the numbers of a column keep their room, on screen and on paper.
found.looks = []
await first.goto(`${asked.address}en/cases/${asked.several}.html`)
for (const media of ["screen", "print"]) {
  await first.emulateMedia({ media })
  found.looks.push(await first.evaluate(() => {
    const panels = [...document.querySelectorAll(".panel")].map(each => each.getBoundingClientRect())
    const rooms = [...document.querySelectorAll("td.number span")].map(each => parseFloat(getComputedStyle(each).paddingRight))
    return [panels.map(({ left, top, width }) => [left, top, width]), document.querySelector(".images").clientWidth, Math.max(...rooms)]
  }))
}
await first.emulateMedia({ media: null })

// A phone takes the small file of a photograph, a wide screen the one that stays sharp when it opens.
found.photograph = []
for (const viewport of [{ width: 390, height: 800 }, { width: 1440, height: 800 }]) {
  const page = await reader({ viewport, deviceScaleFactor: 2 })
  await page.goto(`${asked.address}en/cases/${asked.photograph}.html`)
  const photograph = page.locator("img.photograph").first()
  await photograph.scrollIntoViewIfNeeded()
  await page.waitForFunction(() => document.querySelector("img.photograph").complete)
  found.photograph.push(await photograph.evaluate(image => image.currentSrc.replace(/^.*\/\w+/, "")))
  await page.context().close()
}

// Words, a specialty and a year narrow the list; what is found in the text comes from Pagefind.
async function find(page, words) {
  await page.fill("#words", words)
  await page.waitForFunction(() => document.querySelector("#found").textContent !== window.before)
  await page.waitForTimeout(600)
  return { titles: await titles(page), found: await page.textContent("#found"), excerpts: await page.locator(".lead mark").count(),
    said: (await page.locator(".lead").allTextContents()).join(" ") }
}
const finding = await reader({ locale: "en-US" })
await finding.goto(`${asked.address}en/all.html`)
await finding.evaluate(() => { window.before = document.querySelector("#found").textContent })
found.all = await titles(finding)
for (const [name, words] of Object.entries(asked.words)) found[name] = await find(finding, words)
await finding.fill("#words", "")
await finding.selectOption("#specialty", asked.specialty)
await finding.waitForTimeout(400)
found.filtered = await titles(finding)
await finding.selectOption("#specialty", "")
await finding.waitForTimeout(400)
found.again = await titles(finding)

// What is asked on the first page is found in the list, and still is when the reader comes back from a case.
const asking = await reader({ locale: "en-US" })
await asking.goto(`${asked.address}en/index.html`)
await asking.fill("form.asked input", asked.words.own)
await asking.keyboard.press("Enter")
await asking.waitForURL("**/all.html?q=*")
await asking.waitForFunction(() => document.querySelectorAll("#cases mark").length)
found.asked = await titles(asking)
await asking.fill("#words", asked.words.foreign)
await asking.waitForTimeout(600)
found.narrowed = await titles(asking)
await asking.click("#cases a")
await asking.waitForURL("**/cases/**")
await asking.goBack()
await asking.waitForTimeout(600)
found.returned = await titles(asking)

// The same from a disk, without a server.
const disk = await reader()
await disk.goto(`file://${asked.folder}/en/all.html`)
await disk.evaluate(() => { window.before = document.querySelector("#found").textContent })
found.disk = await find(disk, asked.words.foreign)
await disk.click("#cases a")
found.opened = await disk.textContent("h1")
found.font = await disk.evaluate(async () => { await document.fonts.ready; return document.fonts.check("600 20px 'Casebook Serif'") })

// Without script, everything can be read and reached.
const plain = await reader({ javaScriptEnabled: false })
await plain.goto(asked.address)
await plain.click("a[hreflang|=pt]")
await plain.click(".sections a >> nth=0")
found.plain = { page: here(plain), form: await plain.locator(".finder").isVisible(), cases: (await titles(plain)).length }

// By the keyboard alone: the skip link, then each link shows where the focus is.
const keys = await reader()
await keys.goto(`${asked.address}en/index.html`)
await keys.keyboard.press("Tab")
found.skip = await keys.evaluate(() => [document.activeElement.className, document.activeElement.getBoundingClientRect().left])
await keys.keyboard.press("Enter")
found.stops = []
for (let stop = 0; stop < 6; stop++) {
  await keys.keyboard.press("Tab")
  found.stops.push(await keys.evaluate(() => [document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]))
}

for (const colorScheme of ["light", "dark"]) {
  for (const wide of [390, 820, 1440]) {
    const page = await reader({ colorScheme, viewport: { width: wide, height: 900 } })
    await page.context().route("**/start.js*", route => route.fulfill({ body: "" }))
    for (const path of asked.pages) {
      await page.goto(asked.address + path)
      await page.evaluate(() => document.fonts.ready)
      const needed = await page.evaluate(() => document.documentElement.scrollWidth)
      if (needed > wide) found.overflow.push(`${path} at ${wide}: ${needed}`)
      await page.screenshot({ path: `${asked.shots}/${path.replaceAll("/", "-")}-${wide}-${colorScheme}.png`, fullPage: true })
    }
    for (const [code, words] of Object.entries({ en: asked.words.text, pt: asked.words.pair })) {
      await page.goto(`${asked.address}${code}/all.html?q=${words}`)
      await page.waitForFunction(count => document.querySelectorAll("#cases li").length < count, found.all.length)
      await page.screenshot({ path: `${asked.shots}/${code}-found-${wide}-${colorScheme}.png`, fullPage: true })
    }
    await page.context().close()
  }
}
await browser.close()
console.log(JSON.stringify(found))
