import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { bare } from "../bare.js";
import { hitsIn, pattern, prepare } from "../finder.js";

/** The words that a query finds in a line, as texts. */
function found(query, text) {
  const words = text.split(/\s+/);
  const sought = pattern(query);
  return sought && hitsIn(prepare(words), sought).map(({ first, last }) => words.slice(first, last + 1).join(" "));
}

test("points, finals, quotation marks, case and signs of direction do not matter", () => {
  assert.equal(bare("בֵּית־סֵפֶר, של ד״ר \u202bכהן\u202c"), "בית ספר של דר כהנ");
  assert.equal(bare('חו"ל וכיתה ח\' C++'), "חול וכיתה ח c");
  assert.deepEqual(found("שלום", "וְאָז: שָׁלוֹם!"), ["שָׁלוֹם!"]);
  assert.deepEqual(found("דר כהן", 'אמר ד"ר כהן.'), ['ד"ר כהן.']);
  assert.deepEqual(found("ספרים", "ספריםֿ ספרימ"), ["ספריםֿ", "ספרימ"]);
});

test("the library's search makes the same bare letters of the same text", () => {
  const table = readFileSync(new URL("../../../tests/data/bare.tsv", import.meta.url), "utf-8");
  for (const [text, letters] of table.trimEnd().split("\n").map((row) => row.split("\t"))) {
    assert.equal(bare(text), letters);
  }
});

test("ו ה ב כ ל מ ש may stand before, several too", () => {
  assert.deepEqual(found("בית", "הבית ובבית ושמהבית לביתו"), ["הבית", "ובבית", "ושמהבית", "לביתו"]);
  assert.deepEqual(found("ספר ילדים", "קראתי ספר הילדים"), ["ספר הילדים"]);
});

test("the last word may be begun only, the others are whole", () => {
  assert.deepEqual(found("ספרי", "ספר ספרים"), ["ספרים"]);
  assert.deepEqual(found("ספר ילדים", "ספרי ילדים"), []);
});

test("the middle of a word is not found", () => {
  assert.deepEqual(found("לום", "גלום תקלום"), []);
});

test("a word with a hyphen is found by either part", () => {
  assert.deepEqual(found("ספר", "בית־ספר"), ["בית־ספר"]);
  assert.deepEqual(found("2012", "ב-14.10.2012,"), ["ב-14.10.2012,"]);
});

test("one letter is too little, one figure is not", () => {
  assert.equal(pattern("א"), null);
  assert.equal(pattern('" '), null);
  assert.deepEqual(found("7", "שיחה 7 מתוך 17"), ["7"]);
});

test("what has a meaning in patterns is sought as it is", () => {
  for (const query of ["(.*", "[א", "a|b", "\\d+", "$$ ^^"]) assert.doesNotThrow(() => found(query, "שלום (.* עולם"));
});

test("several hits of a line are all found, overlapping ones once", () => {
  assert.deepEqual(found("אב", "אב אב אבא"), ["אב", "אב", "אבא"]);
});
