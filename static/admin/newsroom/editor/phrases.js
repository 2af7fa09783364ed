/* Which words are meant where nothing is selected: the number or the quotation at the cursor. */

const BEFORE =
  "(?:(?:more than|fewer than|less than|at least|up to|as many as|just under|just over|nearly|" +
  "almost|about|around|roughly|some|over|under)\\s+)?"
const SMALL =
  "none|no|nil|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|" +
  "fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|" +
  "ninety|hundred|thousand|million|billion|dozen"
const WORDS = `(?:a\\s+)?(?:${SMALL})(?:(?:\\s+and\\s+|[-\\s])(?:${SMALL}))*`
const DIGITS = "[£$€]?\\d[\\d,]*(?:\\.\\d+)?(?:\\s?(?:%|per cent|million|billion|bn|m))?"
const BASE = `(?:\\s+(?:out\\s+)?of\\s+(?:the\\s+|its\\s+|their\\s+)?(?:${DIGITS}|${WORDS}))?`
const NUMBER = new RegExp(`(?<![\\w-])${BEFORE}(?:${DIGITS}|${WORDS})${BASE}(?![\\w-])`, "gi")
const QUOTATION = /“[^“”]*”|"[^"]*"/g

const around = (pattern, text, at) => {
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length
    if (match.index <= at && at <= end) return [match.index, end]
  }
  return null
}

/** [start, end] of the number at an offset, else of the quotation around it, else of the word. */
export function phraseAt(text, at) {
  return around(NUMBER, text, at) ?? around(QUOTATION, text, at) ?? around(/[\w’'-]+/g, text, at)
}

/** [start, end] of the first number in a text, with the words that say how exact it is. */
export function numberIn(text) {
  const [match] = text.matchAll(NUMBER)
  return match ? [match.index, match.index + match[0].length] : null
}
