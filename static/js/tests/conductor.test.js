import assert from "node:assert/strict";
import test from "node:test";
import { Conductor } from "../conductor.js";
import { Timeline } from "../timeline.js";

const turns = ["a", "b", "a", "b", "b2", "a"].map((speaker, i) => ({ speaker, startMs: 1000 * i, endMs: 1000 * i + 800 }));
const lines = turns.map(({ startMs, endMs }, turn) => ({ startMs, endMs, turn, paragraph: turn }));

function conductor(rules = {}) {
  const made = new Conductor(new Timeline({ lines, turns, durationMs: 6000 }));
  return Object.assign(made, rules);
}

/** Play from one time on by steps of 10 ms as a player would; what was heard, as spans. */
function heard(rules, fromMs, mostMs = 20_000) {
  const spans = [[fromMs, fromMs]];
  for (let [ms, played] = [fromMs, 0]; played < mostMs && ms < 6000; played += 10) {
    const asked = rules.act(spans.at(-1)[1], (ms += 10)) ?? {};
    spans.at(-1)[1] = ms;
    if (asked.seekMs !== undefined) spans.push([(ms = asked.seekMs), asked.seekMs]);
    if (asked.pause) return { spans, paused: true };
  }
  return { spans, paused: false };
}

test("without rules nothing is asked", () => {
  assert.deepEqual(heard(conductor(), 0), { spans: [[0, 6000]], paused: false });
});

test("turns of skipped speakers are jumped over, several in a row too", () => {
  const rules = conductor({ skipped: new Set(["b", "b2"]) });
  assert.deepEqual(heard(rules, 0).spans, [[0, 1000], [2000, 3000], [5000, 6000]]);
});

test("where the last turns are skipped the sound pauses at its end", () => {
  const rules = conductor({ skipped: new Set(["a"]) });
  const { spans, paused } = heard(rules, 1000);
  assert.deepEqual(spans, [[1000, 2000], [3000, 5000], [6000, 6000]]);
  assert.ok(paused);
});

test("a seek into a skipped turn goes on after it", () => {
  assert.deepEqual(conductor({ skipped: new Set(["b"]) }).act(1400, 1400), { seekMs: 2000 });
});

test("in study mode the sound pauses at the end of each turn, once, and goes on from there", () => {
  const rules = conductor({ study: true });
  assert.deepEqual(heard(rules, 0), { spans: [[0, 800]], paused: true });
  assert.deepEqual(heard(rules, 800), { spans: [[800, 1800]], paused: true });
  assert.equal(heard(rules, 5100).paused, false);
});

test("a loop is played over and over", () => {
  const rules = conductor({ loop: { fromMs: 300, toMs: 500 } });
  assert.deepEqual(heard(rules, 0, 1200).spans.slice(0, 4), [[0, 500], [300, 500], [300, 500], [300, 500]]);
});

test("a loop that is only begun, or lies behind, is passed by", () => {
  assert.equal(conductor({ loop: { fromMs: 300, toMs: Infinity } }).act(0, 5000), null);
  assert.equal(conductor({ loop: { fromMs: 300, toMs: 500 } }).act(600, 700), null);
});

test("a passage is played once", () => {
  const rules = conductor({ passage: { fromMs: 300, toMs: 1500 } });
  assert.deepEqual(heard(rules, 300), { spans: [[300, 1500]], paused: true });
  assert.deepEqual(rules.act(1490, 1500), { pause: true, over: true });
});

test("a speaker's own pace holds in his turns", () => {
  const rules = conductor({ paces: new Map([["b", 0.8]]) });
  assert.deepEqual([0, 999, 1000, 1999, 2000].map((ms) => rules.paceAt(ms)), [1, 1, 0.8, 0.8, 1]);
});

test("between two moments that it tells, the answer is the same", () => {
  const rules = conductor({ study: true, skipped: new Set(["b2"]), loop: { fromMs: 300, toMs: 500 } });
  for (let ms = 0; ms < 6000; ms += 7) {
    const next = rules.nextChange(ms);
    assert.ok(next > ms);
    for (let at = ms; at < Math.min(next, 6000) - 1; at += 5) {
      assert.equal(rules.paceAt(at), rules.paceAt(ms));
      assert.deepEqual(rules.act(at, at + 0.5), rules.act(ms, ms));
    }
  }
});
