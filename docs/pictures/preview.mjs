// Takes pictures of a live preview: each in its own window, in light or dark, at one of its views.
// Its one argument: {playwright, chromium, flags, address, shots: [{file, width, height, scheme, view, click}]}, as JSON.
import { createRequire } from "node:module"

const asked = JSON.parse(process.argv[2])
const { chromium } = createRequire(import.meta.url)(asked.playwright)
const browser = await chromium.launch({ executablePath: asked.chromium, args: asked.flags })
for (const { file, width, height, scheme, view, click } of asked.shots) {
  const page = await (await browser.newContext({ viewport: { width, height }, colorScheme: scheme })).newPage()
  page.setDefaultTimeout(60000)
  await page.goto(asked.address)
  await page.waitForSelector("body[data-state=good]")
  await page.waitForSelector("#counts", { state: "attached" })
  if (await page.isVisible(`[data-to=${view}]`)) await page.click(`[data-to=${view}]`)
  if (click) await page.locator(click).first().click()
  await page.mouse.move(0, 0)
  await page.waitForTimeout(500) // articles are drawn, and the frame is scrolled
  await page.screenshot({ path: file })
}
await browser.close()
