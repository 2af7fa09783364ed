/* Words that are not saved: sent to the desk every few seconds while somebody types, and kept in
   this browser for as long as they are not there. What rests on anything off the record, or on
   what nobody has looked at yet, is never kept here: the desk says which (`browser`, `marks`). */
const form = document.getElementById("article_form")
const told = document.getElementById("saved-at")
const here = document.getElementById("here")
const { drafts: url, page, me } = form.dataset
const KEY = `newsroom:draft:${me}:`
const SOON = 1500 // ms after the last key
const LATEST = 3000 // ms after the first
const STILL_HERE = 15000

let mayKeep = form.dataset.browser === "yes"
let seen = new Set(form.dataset.marks.split(","))
let unsaved = Boolean(form.dataset.unsaved)
let sent = "" // what the desk has
let state = "here" // or "away", "out"
let leaving = false

const tell = (words, alert = false) => {
  if (told.textContent !== words) told.textContent = words
  told.classList.toggle("alert", alert)
}

// What stands in the form

const typed = () => {
  const data = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && name !== "csrfmiddlewaretoken") data.append(name, value)
  return data
}

function restsOn(words) {
  const found = new Set()
  for (const [, kind, ids] of words.matchAll(/data-(figure|quote|table|chart)="([\d ]+)"/g))
    for (const id of ids.split(" ")) found.add(`${kind === "quote" ? "quote" : "figure"} ${id}`)
  return [...found]
}

// In this browser

const store = {
  keep(fields) {
    const allowed = mayKeep && restsOn(decodeURIComponent(fields.replaceAll("+", " "))).every((mark) => seen.has(mark))
    try {
      if (!allowed) localStorage.removeItem(KEY + page)
      else localStorage.setItem(KEY + page, JSON.stringify({ fields, at: Date.now(), isNew: form.dataset.new }))
    } catch {
      return false
    }
    return allowed
  },
  drop(of = page) {
    try {
      localStorage.removeItem(KEY + of)
    } catch {}
  },
  all() {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(KEY))
        .map((key) => [key.slice(KEY.length), JSON.parse(localStorage.getItem(key))])
    } catch {
      return []
    }
  },
}

// To the desk

const token = () => form.elements.csrfmiddlewaretoken

async function ask(path, options = {}) {
  const answer = await fetch(path, { redirect: "manual", credentials: "same-origin", ...options })
  if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 401) return null
  if (!answer.ok) throw new Error(answer.status)
  return answer.json()
}

const post = (path, data) => {
  data.set("csrfmiddlewaretoken", token().value)
  return ask(path, { method: "POST", body: data })
}

let asking = false
async function beat() {
  if (asking || leaving) return
  asking = true
  const fields = typed()
  const words = fields.toString()
  const news = unsaved && words !== sent
  if (news) fields.set("unsaved", "1")
  try {
    // Logged out, or logged in again elsewhere: a page that is only read tells which, and has
    // the token that belongs to the new session.
    let answer = await post(url, news ? fields : new URLSearchParams())
    if (!answer) {
      const now = await ask(url)
      if (now && String(now.me) === me) {
        token().value = now.token
        answer = await post(url, news ? fields : new URLSearchParams())
      }
    }
    if (!answer) loggedOut()
    else {
      state = "here"
      if (news) {
        sent = words
        looking ??= setTimeout(lookWhatItIsAbout, 8000)
      }
      understood(answer)
    }
  } catch {
    away()
  } finally {
    asking = false
  }
}

let looking
async function lookWhatItIsAbout() {
  looking = undefined
  const answer = await ask(url).catch(() => null)
  if (answer) dispatchEvent(new CustomEvent("draft:proposed", { detail: answer.proposed }))
}

function understood({ kept, here: others, browser, marks, version, saved_by: by }) {
  mayKeep = browser
  seen = new Set([...seen, ...marks])
  if (!mayKeep) store.drop()
  if (unsaved && kept) tell(`Kept ${kept}, not saved`)
  if (version > Number(form.elements.opened_version.value || 0) && !form.dataset.new)
    tell(`${by} has saved it meanwhile: you will see both`, true)
  const names = others.map(({ name }) => name)
  const line = names.length ? `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} here too` : ""
  if (here.dataset.line === line) return
  here.dataset.line = line
  here.replaceChildren()
  for (const { initials } of others) {
    const round = document.createElement("span")
    round.className = "initials"
    round.setAttribute("aria-hidden", "true")
    round.textContent = initials
    here.append(round)
  }
  const words = document.createElement("b")
  words.textContent = line
  here.append(words)
}

function away() {
  state = "away"
  if (!unsaved) return tell("The desk is away", true)
  tell(
    store.keep(typed().toString())
      ? "Kept in this browser; the desk is away"
      : "The desk is away: leave this page open, its words are nowhere else",
    true,
  )
}

function loggedOut() {
  state = "out"
  const kept = unsaved && store.keep(typed().toString())
  tell(kept ? "Kept in this browser. You are logged out: " : "You are logged out: leave this page open and ", true)
  const link = document.createElement("a")
  link.href = url.replace(/articles\/article\/.*/, "login/")
  link.target = "_blank"
  link.textContent = "log in again"
  told.append(link)
}

// When

let soon
let latest
function changed() {
  unsaved = true
  clearTimeout(soon)
  soon = setTimeout(now, SOON)
  latest ??= setTimeout(now, LATEST)
  if (state === "here") tell("Not saved yet")
  keepSoon()
}
function now() {
  clearTimeout(soon)
  clearTimeout(latest)
  latest = undefined
  beat()
}
let keeping
function keepSoon() {
  keeping ??= setTimeout(() => {
    keeping = undefined
    if (unsaved && !leaving) store.keep(typed().toString())
  }, 700)
}
form.addEventListener("input", (event) => {
  // An editor writes its text once as it comes to life: that is nobody's change.
  if (document.activeElement !== document.body || !event.target.matches("textarea")) changed()
})
form.addEventListener("change", changed)

setInterval(() => {
  if (document.visibilityState === "visible" || unsaved) beat()
}, STILL_HERE)
// While something is wrong it is tried more often.
setInterval(() => {
  if (state !== "here" || (unsaved && typed().toString() !== sent)) beat()
}, 4000)

form.addEventListener("submit", (event) => {
  store.keep(typed().toString())
  if (state === "here") {
    leaving = true
    return
  }
  // It would lead to a page of the browser's, or to the log-in, and the words would not come along.
  event.preventDefault()
  event.stopImmediatePropagation()
  if (state === "out") loggedOut()
  else away()
  beat()
}, true)

addEventListener("pagehide", () => {
  if (!unsaved || leaving) return
  const fields = typed()
  fields.set("unsaved", "1")
  fields.set("csrfmiddlewaretoken", token().value)
  navigator.sendBeacon(url, fields)
})
addEventListener("pageshow", (event) => {
  if (event.persisted) leaving = false
})

// Log-out wipes what this browser keeps; a page that is still open keeps nothing more.
document.getElementById("logout-form")?.addEventListener("submit", () => {
  leaving = true
  for (const [of] of store.all()) store.drop(of)
})
addEventListener("storage", ({ key }) => {
  if (key === "newsroom:logged-out") mayKeep = false
})

// Words that only this browser has: handed to the desk, which says whether they are saved

async function offer() {
  for (const [of, kept] of store.all()) {
    if (of !== page && !(form.dataset.new && kept.isNew)) continue
    const data = new URLSearchParams(kept.fields)
    data.set("unsaved", "1")
    data.set("age", String(Date.now() - kept.at))
    const path = url.replace(page, of)
    let answer = null
    try {
      answer = await post(path, data)
    } catch {
      return
    }
    if (!answer) return
    store.drop(of)
    if (!answer.differs) {
      await post(path, new URLSearchParams({ drop: "1" })).catch(() => {})
      continue
    }
    // The desk had them as well, and the page offers them already.
    if (document.querySelector(`.told a[href$="draft=${of}"]`)) continue
    const headline = new DOMParser().parseFromString(data.get("headline") ?? "", "text/html").body.textContent
    if (headline && of !== page) document.getElementById("from-browser-what").textContent = `: “${headline}”`
    document.getElementById("from-browser-show").href = `?draft=${of}`
    document.getElementById("from-browser").hidden = false
  }
}
// What is in the form already is no news.
if (form.dataset.unsaved || document.getElementById("problems")) {
  unsaved = true
  beat()
} else offer().then(beat)
