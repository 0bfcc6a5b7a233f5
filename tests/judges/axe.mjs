// Opens pages in Chromium at each width and colour scheme, and prints what axe-core finds wrong there, as JSON.
// Its one argument: {playwright, axe, chromium, flags, addresses, widths, schemes, tags}, as JSON.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

const asked = JSON.parse(process.argv[2])
const { chromium } = createRequire(import.meta.url)(asked.playwright)
const axe = readFileSync(asked.axe, "utf-8")
const browser = await chromium.launch({ executablePath: asked.chromium, args: asked.flags })

async function look(colorScheme, width) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
  await context.route("**/start.js*", route => route.abort())  // the first page of a site would lead on
  const views = []
  for (const address of asked.addresses) {
    const page = await context.newPage()
    await page.goto(address)
    await page.evaluate(axe)
    const { passes, violations } = await page.evaluate(
      values => window.axe.run(document, { runOnly: { type: "tag", values } }), asked.tags)
    views.push({
      address, width, scheme: colorScheme, passed: passes.map(({ id }) => id),
      violations: violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary}`)),
    })
    await page.close()
  }
  return views
}

const looks = asked.schemes.flatMap(scheme => asked.widths.map(width => look(scheme, width)))
const views = (await Promise.all(looks)).flat()
await browser.close()
console.log(JSON.stringify(views))
