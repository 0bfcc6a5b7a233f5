// Puts saves in the place of files of a case while a browser shows its preview, and prints the milliseconds from each
// to its words in the frame, painted, as JSON. Its one argument:
// {playwright, chromium, address, code, pause, saves: [{file, part, words}]}, as JSON.
import { renameSync } from "node:fs"
import { createRequire } from "node:module"

const asked = JSON.parse(process.argv[2])
const { chromium } = createRequire(import.meta.url)(asked.playwright)
const browser = await chromium.launch({ executablePath: asked.chromium, args: ["--headless", "--no-sandbox", "--disable-gpu"] })
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
await page.goto(asked.address)
await page.waitForSelector("body[data-state=good]", { timeout: 60000 })
await page.waitForFunction(code => document.querySelector(`iframe[data-code=${code}]`)?.contentDocument.body?.textContent, asked.code)
await page.waitForTimeout(2000)
const taken = []
for (const { file, part, words } of asked.saves) {
  await page.evaluate(([code, words]) => {
    const frame = document.querySelector(`iframe[data-code=${code}]`)
    window.painted = new Promise(resolve => {
      const look = () => frame.contentDocument.body.textContent.includes(words)
        ? requestAnimationFrame(() => resolve(Date.now())) // what was there a frame ago has been painted
        : requestAnimationFrame(look)
      look()
    })
  }, [asked.code, words])
  const start = Date.now()
  renameSync(part, file)
  taken.push(await page.evaluate(() => window.painted) - start)
  await page.evaluate(async pause => { // until the rest of the save has been told too
    let version
    do {
      version = document.body.dataset.version
      await new Promise(resolve => setTimeout(resolve, pause))
    } while (version !== document.body.dataset.version)
  }, asked.pause)
}
await browser.close()
console.log(JSON.stringify(taken))
