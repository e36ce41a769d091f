import assert from "node:assert/strict";
import test from "node:test";
import { carrier, isContinued } from "../place.js";

/** Lines of two words each, a second a word, with half a second of rest after each line; the first starts at `from`. */
function told(texts, from = 500) {
  const lines = texts.map((_, i) => ({ startMs: from + 2500 * i, endMs: from + 2500 * i + 2000 }));
  return { texts, lines, starts: (line) => [lines[line].startMs, lines[line].startMs + 1000] };
}

const before = told(["אחת שתיים.", "כן כן.", "שלוש ארבע.", "כן כן.", "חמש שש."]);

test("where nothing changed each moment stays", () => {
  for (const goesOn of [true, false]) {
    const carry = carrier(before, told(before.texts), goesOn);
    for (let ms = 0; ms <= 12_500; ms += 10) assert.equal(carry(ms), ms);
  }
});

test("what moved on the clock is found at the same word, as far into it", () => {
  const carry = carrier(before, told(before.texts, 4500), false);
  assert.equal(carry(500), 4500);
  assert.equal(carry(1730), 5730);
  assert.equal(carry(2700), 6700, "in the rest after a line");
  assert.equal(carry(100), 100, "before anything is said");
});

test("a line before it that is new, gone or rewritten moves it along", () => {
  const texts = before.texts;
  for (const [changed, line] of [[["חדש לגמרי.", ...texts], 5], [texts.slice(1), 3], [["אחרת עכשיו.", ...texts.slice(1)], 4]]) {
    const after = told(changed);
    assert.equal(carrier(before, after, false)(before.lines[4].startMs + 1200), after.lines[line].startMs + 1200);
  }
});

test("of lines that say the same the one is meant that stands there", () => {
  const after = told(["אחת שתיים.", "כן כן.", "שלוש וארבע.", "כן כן.", "חמש שש."]);
  assert.equal(carrier(before, after, false)(before.lines[1].startMs + 5), after.lines[1].startMs + 5);
  assert.equal(carrier(before, after, false)(before.lines[3].startMs + 5), after.lines[3].startMs + 5);
});

test("the line that was rewritten begins again, or goes on while it plays", () => {
  const after = told(["אחת שתיים.", "כן כן.", "אחרת לגמרי.", "כן כן.", "חמש שש."], 900);
  assert.equal(carrier(before, after, false)(before.lines[2].startMs + 1400), after.lines[2].startMs);
  assert.equal(carrier(before, after, true)(before.lines[2].startMs + 1400), after.lines[2].startMs + 1400);
});

test("a word that became shorter holds the place within it", () => {
  const after = { ...told(before.texts), starts: (line) => [before.lines[line].startMs, before.lines[line].startMs + 300] };
  assert.equal(carrier(before, after, true)(before.lines[1].startMs + 900), before.lines[1].startMs + 299);
});

test("whatever is asked, the answer lies within the new clock", () => {
  let seed = 7;
  const random = (n) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  for (let round = 0; round < 500; round += 1) {
    const from = Array.from({ length: 1 + random(6) }, () => `${random(3)}`);
    const to = Array.from({ length: 1 + random(6) }, () => `${random(3)}`);
    const [old, now] = [told(from), told(to, random(3000))];
    for (const goesOn of [true, false]) {
      const ms = carrier(old, now, goesOn)(random(16_000));
      assert.ok(ms >= 0 && Number.isFinite(ms));
    }
  }
});

test("what has grown is known from what was made anew", () => {
  const longer = told([...before.texts, "שבע שמונה."]);
  assert.ok(isContinued(before, longer));
  assert.ok(isContinued(before, before));
  assert.ok(!isContinued(longer, before));
  assert.ok(!isContinued(before, told(before.texts, 501)));
  assert.ok(!isContinued(before, told(["אחרת.", ...before.texts.slice(1)])));
});
