// What a page does besides being read: remembers the language chosen, copies the citation, finds and filters cases.
const remember = code => { try { localStorage.setItem("casebook-language", code) } catch { /* a reader who keeps nothing */ } }
for (const link of document.querySelectorAll("a[data-language]")) {
  link.addEventListener("click", () => remember(link.dataset.language))
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.closest("li").hidden = false
  button.addEventListener("click", async () => {
    await copy(button.dataset.copy)
    const words = button.textContent
    button.textContent = button.dataset.done
    setTimeout(() => { button.textContent = words }, 2000)
  })
}
async function copy(words) {
  try { return await navigator.clipboard.writeText(words) } catch { /* a page opened from a disk */ }
  const field = Object.assign(document.createElement("textarea"), { value: words, readOnly: true })
  document.body.append(field)
  field.select()
  document.execCommand("copy")
  field.remove()
}

// What is asked for on the first page is found in the list.
for (const form of document.querySelectorAll("form.asked")) {
  form.hidden = false
  form.addEventListener("submit", event => {
    event.preventDefault()
    location.assign(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`)
  })
}

const finder = document.querySelector("form.finder")
const list = document.getElementById("cases")

function begin() {
  const found = document.getElementById("found"), steps = document.querySelector(".steps")
  const whole = { list: [...list.children], words: found.textContent }
  const fields = finder.elements
  const more = document.getElementById("more"), clear = document.getElementById("clear")
  let search  // the newest: what is looked for, where, what was found of it so far, what of that is not shown yet
  more.addEventListener("click", async () => {
    const mine = search
    if (!mine.rest.length) await look(mine)
    if (mine === search) (show()[0] ?? list.lastElementChild).querySelector("a").focus()
  })
  finder.hidden = false
  document.getElementById("reach").hidden = has_engine()
  finder.addEventListener("submit", event => event.preventDefault())
  finder.addEventListener("input", () => {
    keep()
    find()
  })
  clear.addEventListener("click", () => {
    for (const field of finder.querySelectorAll("input, select")) field.value = ""
    fields.q.focus()  // the button goes away
    keep()
    find()
  })
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (fields[name]) fields[name].value = value
  }
  if (is_asked()) find()

  function is_asked() {
    return fields.q.value.trim() || fields.specialty.value || fields.year.value
  }
  // The address holds what is looked for, so that whoever comes back from a case finds the list as it was.
  function keep() {
    const said = new URLSearchParams([...new FormData(finder)].filter(([, value]) => value)).toString()
    try { history.replaceState(null, "", said ? `?${said}` : location.pathname) } catch { /* a page opened from a disk */ }
  }
  async function find() {
    const words = fields.q.value.trim()
    const mine = search = { words, specialty: fields.specialty.value, year: fields.year.value, found: new Set(), rest: [], has_more: true, hits: searched(words) }
    clear.hidden = !is_asked()
    if (clear.hidden) {
      more.hidden = true
      found.textContent = whole.words
      if (steps) steps.hidden = false
      return list.replaceChildren(...whole.list)
    }
    mine.cases = await load()
    await look(mine)
    if (mine !== search) return
    if (steps) steps.hidden = true
    list.replaceChildren()
    show()
  }
  // Goes on through the hits until there is a screenful to show, or no hit is left.
  async function look(mine) {
    do {
      const { value, done } = await mine.hits.next()
      const hits = value?.hits ?? new Map()
      mine.has_more = !done && value.has_more
      for (const each of ordered(mine, hits)) {
        mine.found.add(each)
        mine.rest.push([each, hits.get(each.slug)])
      }
    } while (mine === search && mine.has_more && mine.rest.length < 20)
  }
  // A list of thousands would be slow to show at once.
  function show() {
    const made = search.rest.splice(0, 200).map(([each, hit]) => item(each, hit))
    const { none, one, many, far } = finder.dataset, count = search.found.size
    list.append(...made)
    found.textContent = (search.has_more ? far : count === 0 ? none : count === 1 ? one : many).replace("#", count)
    more.hidden = !search.rest.length && !search.has_more
    return made
  }
  function ordered({ cases, words, specialty, year, found }, hits) {
    const wanted = fold(words).split(/\s+/).filter(Boolean)
    const says = each => wanted.every(word => each.folded.includes(word))
    const fits = each => (!specialty || each.about.includes(specialty)) && (!year || each.year === year)
      && (!wanted.length || hits.has(each.slug) || says(each))
    // What title, key words or authors say goes before what only the text says.
    const rank = each => (says(each) ? 0 : 1e6) + (hits.get(each.slug)?.rank ?? 1e3)
    const chosen = cases.filter(each => !found.has(each) && fits(each))
    return wanted.length ? chosen.sort((one, other) => rank(one) - rank(other)) : chosen
  }
}

const fold = words => words.normalize("NFD").replace(/[\p{M}'’]/gu, "").toLowerCase()

// The cases, loaded once when they are first asked for.
let loading
function load() {
  loading ??= new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: finder.dataset.cases })
    script.onload = () => done(window.casebookCases)
    script.onerror = failed
    document.head.append(script)
  }).then(cases => {
    for (const each of cases) each.folded = fold([each.title, each.authors, each.words, ...each.about].join(" "))
    return cases
  })
  return loading
}

// What Pagefind finds, a hundred hits at a time: for each case its rank and the words around, and whether there are more.
// Nothing where there is none, or no server.
const has_engine = () => finder.dataset.search && location.protocol !== "file:"
let engine
async function* searched(words) {
  if (!words || !has_engine()) return
  try {
    engine ??= await import(new URL(finder.dataset.search, location.href).href)
    const { results } = await engine.search(words)
    for (let start = 0; start < results.length; start += 100) {
      const told = await Promise.all(results.slice(start, start + 100).map(result => result.data()))
      const hits = told.filter(meant(words)).map(({ url, sub_results }, rank) => [url.split("/").pop().replace(/\.html$/, ""), { rank, excerpt: around(words, sub_results) }])
      yield { hits: new Map(hits), has_more: start + 100 < results.length }
    }
  } catch { /* what was found so far is all */ }
}

// Pagefind answers a word that it does not know with others that begin like it: only those that are near are kept.
const begun = words => fold(words).split(/\s+/).filter(Boolean).map(word => word.slice(0, Math.max(3, Math.ceil(word.length * 0.6))))
function near(words, { excerpt }) {
  const marks = [...excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, mark]) => fold(mark))
  return words.filter(word => marks.some(mark => mark.includes(word)))
}
function meant(words) {
  const sought = begun(words)
  return ({ sub_results }) => sub_results.some(part => near(sought, part).length)
}

// The words around, from the part of the page that says most of what is looked for (a long word more than a short one): never
// from what is there for the search alone, and from the references, whose titles are in many languages, only in need.
// Nothing where no part says half as much as the words for the search do.
function around(words, parts) {
  const sought = begun(words)
  const weighed = parts.map(part => ({ ...part, weight: near(sought, part).join("").length }))
  const least = Math.max(...weighed.map(({ weight }) => weight)) / 2
  const fits = weighed.filter(({ anchor, weight }) => anchor?.id !== "article-also" && weight >= least)
  const is_list = ({ anchor }) => anchor?.id === "article-references"
  return fits.sort((one, other) => is_list(one) - is_list(other) || other.weight - one.weight)[0]?.excerpt ?? ""
}

function item(each, hit) {
  const made = element("li", "case")
  if (each.about.length || each.day) made.append(element("p", "about", [...each.about, each.day].filter(Boolean).join(" · ")))
  const title = element("h2", "case-title"), link = element("a", "", each.title)
  link.href = finder.dataset.folder + each.href
  if (each.marked) link.innerHTML = each.marked
  if (each.lang) link.lang = each.lang
  if (each.target) link.hreflang = each.target
  title.append(link)
  made.append(title)
  if (hit?.excerpt) made.append(excerpt(hit.excerpt))
  if (each.authors) made.append(element("p", "by", each.authors))
  if (each.marks.length) {
    const marks = element("p", "marks-of")
    for (const [role, words] of each.marks) marks.append(element("span", `mark ${role}`, words), " ")
    made.append(marks)
  }
  return made
}
function excerpt(words) {
  const made = element("p", "lead")
  for (const [number, part] of words.split(/<\/?mark>/).entries()) {
    const read = document.createElement("template")
    read.innerHTML = part
    const plain = read.content.textContent
    made.append(number % 2 ? element("mark", "", plain) : plain)
  }
  return made
}
function element(name, kind, words = "") {
  const made = document.createElement(name)
  if (kind) made.className = kind
  if (words) made.textContent = words
  return made
}

if (finder && list) begin()  // last: what it needs is declared above
