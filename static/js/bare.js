// Hebrew text as it is sought: bare letters, so that points, finals, quotation marks and case do not matter. Pure.

const FINALS = { ך: "כ", ם: "מ", ן: "נ", ף: "פ", ץ: "צ" };

/** Points, accents and the signs of direction, which stand inside of words. */
const MARKS = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u034f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Geresh and gershayim, however they are typed, belong to the word: ד"ר is sought as דר. */
const QUOTES = /(?<=\p{L})["'׳״’”](?=\p{L})|[׳״]/gu;

/** "בֵּית־סֵפֶר, של ד״ר כהן" → "בית ספר של דר כהנ" */
export function bare(text) {
  return text
    .normalize("NFC")
    .replace(MARKS, "")
    .replace(QUOTES, "")
    .toLowerCase()
    .replace(/[ךםןףץ]/g, (letter) => FINALS[letter])
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
