// The first page leads on to the reader's language: the one chosen before, else the first that the browser asks for.
document.addEventListener("DOMContentLoaded", () => {
  const homes = [...document.querySelectorAll("a[data-language]")]
  const kept = () => { try { return localStorage.getItem("casebook-language") } catch { return null } }
  const keep = code => { try { localStorage.setItem("casebook-language", code) } catch { /* a reader who keeps nothing */ } }
  const asked = [kept(), ...navigator.languages.map(tag => tag.split("-")[0])]
  const code = asked.find(wanted => homes.some(home => home.dataset.language === wanted))
  const home = homes.find(each => each.dataset.language === code) ?? homes[0]
  keep(home.dataset.language)
  location.replace(home.href)
})
