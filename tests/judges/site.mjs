// Uses the site as its readers do, in Chromium, and prints what it saw, as JSON.
// Its one argument, as JSON: {playwright, chromium, flags, address, folder, shots, article, figure, photograph,
// several, words, specialty, year, pages, walked, crowd}.
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
    if (!request.url().startsWith(new URL(asked.address).origin) && !request.url().startsWith("file:")) found.elsewhere.push(request.url())
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
const cited = () => first.evaluate(() => getComputedStyle(document.querySelector("[role=doc-biblioref]"), "::after").content)
await first.evaluate(() => document.activeElement.blur())
found.hovered = [await cited()]
await first.locator("[role=doc-biblioref]").first().hover()
found.hovered.push(await cited())

// On paper there is the article, black on white, and nothing that leads through the site.
const paper = await reader({ colorScheme: "dark" })
await paper.goto(`${asked.address}en/cases/${asked.article}.html`)
await paper.emulateMedia({ media: "print", colorScheme: "dark" })
found.paper = await paper.evaluate(() => {
  const shown = [...document.querySelectorAll("body *")].filter(each => each.checkVisibility() && each.getBoundingClientRect().height)
  const light = colour => colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, each) => sum + each / 765, 0)
  const words = shown.filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  return {
    ways: shown.filter(each => each.matches("nav, button, form, .site-header *, .site-footer *, .related *, .tools *, .skip")).map(each => each.outerHTML.slice(0, 90)),
    words: words.map(each => each.textContent).join(" ").length,
    text: document.querySelector(".text p").getBoundingClientRect().width,
    size: parseFloat(getComputedStyle(document.querySelector(".text p")).fontSize),
    ground: [document.documentElement, document.body].map(each => getComputedStyle(each).backgroundColor),
    pale: words.filter(each => light(getComputedStyle(each).color) > 0.5 && !each.matches(".orcid")).map(each => each.outerHTML.slice(0, 90)),
  }
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

// On a phone in the dark, the name of the site has the width that it needs, and the shade beside a table is none of light.
const narrow = await reader({ viewport: { width: 390, height: 800 }, colorScheme: "dark" })
await narrow.goto(`${asked.address}pt/cases/${asked.article}.html`)
found.narrow = await narrow.evaluate(() => {
  const name = document.querySelector(".site-name")
  name.querySelector("span").textContent = "Casos do Hospital do Vale"
  const { backgroundImage } = getComputedStyle(document.querySelector(".scroll"))
  const lines = name.getBoundingClientRect().height / parseFloat(getComputedStyle(name).lineHeight)
  return { lines: Math.round(lines), shades: [...backgroundImage.matchAll(/rgba?\((\d+), (\d+), (\d+)/g)].map(([, ...parts]) => Math.max(...parts)) }
})
await narrow.context().close()

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

await finding.selectOption("#year", asked.year)
await finding.waitForTimeout(400)
found.year = [await titles(finding), await finding.locator("#cases .day").allTextContents()]

// Of very many cases the first are shown, and the others when they are asked for; the focus goes on to them.
const many = await reader({ locale: "en-US" })
await many.route("**/cases.js*", async route => {
  const [one] = JSON.parse((await (await route.fetch()).text()).replace("window.casebookCases = ", ""))
  const cases = Array.from({ length: 412 }, (_, number) => ({ ...one, title: `Repeated ${number + 1}`, marked: undefined }))
  await route.fulfill({ contentType: "text/javascript", body: `window.casebookCases = ${JSON.stringify(cases)}` })
})
await many.goto(`${asked.address}en/all.html?q=repeated`)
await many.waitForFunction(() => document.querySelectorAll("#cases li").length === 200)
found.many = [[await many.textContent("#found"), await many.textContent("#more")]]
for (let turn = 0; turn < 2; turn++) {
  await many.focus("#more button")
  await many.keyboard.press("Enter")
  found.many.push([(await titles(many)).length, await many.evaluate(() => document.activeElement.textContent), await many.isVisible("#more")])
}

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
found.reach = [await disk.isVisible("#reach"), await finding.isVisible("#reach")]
await disk.click("#cases a")
found.opened = await disk.textContent("h1")
found.font = await disk.evaluate(async () => { await document.fonts.ready; return document.fonts.check("600 20px 'Casebook Serif'") })

// Without script, everything can be read and reached.
const plain = await reader({ javaScriptEnabled: false })
await plain.goto(asked.address)
await plain.click("a[hreflang|=pt]")
await plain.click(".sections a >> nth=0")
found.plain = { page: here(plain), form: await plain.locator(".finder").isVisible(), cases: (await titles(plain)).length }

// By the keyboard alone, on every kind of page: each stop is reached in its turn, seen, not covered, and shows that it has
// the focus; behind the last one the keyboard leaves the page. The skip link leads past all that stands above the content.
async function walk(page) {
  const wanted = await page.evaluate(() => {
    const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter(each => each.checkVisibility())
    stops.forEach((each, number) => { each.dataset.stop = number })
    return stops.length
  })
  const faults = []
  for (let number = 0; number < wanted; number++) {
    await page.keyboard.press("Tab")
    const fault = await page.evaluate(number => {
      const here = document.activeElement, { outlineStyle, outlineWidth } = getComputedStyle(here)
      const is_within = box => box.width && box.height && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      const boxes = [...here.getClientRects()].filter(is_within)
      const middle = (from, to, end) => (Math.max(0, from) + Math.min(end, to)) / 2
      const is_bare = boxes.some(box => {
        const top = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight))
        return top && (here.contains(top) || top.contains(here))
      })
      const fault = here.dataset.stop !== String(number) ? "out of turn" : !boxes.length ? "unseen" : !is_bare ? "covered"
        : outlineStyle !== "solid" || parseFloat(outlineWidth) < 2 ? "unmarked" : ""
      return fault && `${fault}: ${here.outerHTML.slice(0, 90)}`
    }, number)
    if (fault) faults.push(fault)
  }
  await page.keyboard.press("Tab")
  const last = await page.evaluate(() => document.activeElement.dataset.stop)
  if (last !== undefined && last !== "0") faults.push(`no way out behind ${last}`)
  return { wanted, faults }
}
async function skip(page) {
  await page.keyboard.press("Tab")
  const first = await page.evaluate(() => [document.activeElement.className, document.activeElement.getBoundingClientRect().left >= 0])
  await page.keyboard.press("Enter")
  await page.keyboard.press("Tab")
  return [...first, await page.evaluate(() => {
    const content = document.querySelector(document.querySelector(".skip").hash), next = document.activeElement
    const has_stop = [...content.querySelectorAll("a[href], button, input, [tabindex='0']")].some(each => each.checkVisibility())
    return has_stop ? content.contains(next) : Boolean(content.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING)
  })]
}
found.walked = {}
for (const [path, wide] of asked.walked) {
  const page = await reader({ viewport: { width: wide, height: 800 } })
  await page.route("**/start.js*", route => route.fulfill({ body: "" }))
  await page.goto(asked.address + path)
  const told = await walk(page)
  if (await page.locator(".skip").count()) {
    await page.reload()
    told.skip = await skip(page)
  }
  found.walked[`${path} at ${wide}`] = told
  await page.context().close()
}

// The list is filtered by the keyboard, and a button that comes with the filter brings back all of it.
const keys = await reader({ locale: "en-US" })
await keys.goto(`${asked.address}en/all.html`)
const press = async (...names) => { for (const name of names) await keys.keyboard.press(name) }
const here_now = async () => [await titles(keys), await keys.evaluate(() => document.activeElement.id), new URL(keys.url()).search, await keys.isVisible("#clear")]
const until = condition => keys.waitForFunction(condition, found.all.length)
await keys.focus(".sections li:last-child a")
await press("Tab")
await keys.keyboard.type(asked.words.own)
await until(count => document.querySelectorAll("#cases li").length < count)
found.typed = await here_now()
await press("Tab", "Tab", "End")
await until(() => document.querySelector("#year").selectedIndex > 0 && location.search.includes("year"))
await keys.waitForTimeout(400)
found.chosen = await here_now()
await press("Tab", "Enter")
await until(count => document.querySelectorAll("#cases li").length === count)
found.cleared = await here_now()

// Of very many hits in the text a hundred are looked into at a time, and more where the filter leaves few of them.
found.crowd = {}
for (const code of ["en", "pt"]) {
  const page = await reader({ locale: "en-US" })
  const told = async () => [await page.textContent("#found"), (await titles(page)).length, await page.isVisible("#more"), await page.evaluate(() => document.activeElement.textContent)]
  const has = count => page.waitForFunction(count => document.querySelectorAll("#cases li").length === count, count)
  await page.goto(`${asked.crowd}${code}/all.html?q=zanzibar`)
  await has(100)
  found.crowd[code] = [await told()]
  for (const count of [200, 250]) {
    await page.focus("#more button")
    await page.keyboard.press("Enter")
    await has(count)
    found.crowd[code].push(await told())
  }
  found.crowd[code].push(new Set(await titles(page)).size)
  await page.selectOption("#year", "1999")
  await has(20)
  found.crowd[code].push(await told())
  await page.context().close()
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
