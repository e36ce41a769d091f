import assert from "node:assert/strict";
import test from "node:test";
import { answerTo, partsOf } from "../ranges.js";

const bytes = (range, size) => {
  const { status, first, last } = answerTo(range, size);
  return [status, first, last];
};

test("open, closed and suffix ranges are answered with just their bytes", () => {
  assert.deepEqual(bytes("bytes=0-", 1000), [206, 0, 999]);
  assert.deepEqual(bytes("bytes=990-", 1000), [206, 990, 999]);
  assert.deepEqual(bytes("bytes=10-19", 1000), [206, 10, 19]);
  assert.deepEqual(bytes("bytes=0-0", 1000), [206, 0, 0]);
  assert.deepEqual(bytes("bytes=-100", 1000), [206, 900, 999]);
  assert.deepEqual(bytes("Bytes=5-5", 1000), [206, 5, 5]);
});

test("what a range asks beyond the end is left out", () => {
  assert.deepEqual(bytes("bytes=990-5000", 1000), [206, 990, 999]);
  assert.deepEqual(bytes("bytes=-5000", 1000), [206, 0, 999]);
});

test("a range that begins beyond the end is refused, and told how long the file is", () => {
  for (const range of ["bytes=1000-", "bytes=1000-1001", "bytes=-0"]) {
    assert.deepEqual(answerTo(range, 1000), { status: 416, headers: { "Content-Range": "bytes */1000" } });
  }
});

test("no range, one that is not understood and several of them get the whole", () => {
  for (const range of [null, "", "bytes=-", "bytes=20-10", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"]) {
    assert.deepEqual(answerTo(range, 1000), {
      status: 200,
      headers: { "Accept-Ranges": "bytes", "Content-Length": 1000 },
      first: 0,
      last: 999,
    });
  }
});

test("the headers say which bytes they are and how many", () => {
  const { headers } = answerTo("bytes=10-", 1000);
  assert.deepEqual(headers, { "Accept-Ranges": "bytes", "Content-Length": 990, "Content-Range": "bytes 10-999/1000" });
});

test("every range of a small file, put together from parts of every size, is the file's own bytes", () => {
  const file = [...Array(12).keys()];
  for (let size = 1; size <= file.length + 1; size += 1) {
    const kept = (index) => file.slice(index * size, (index + 1) * size);
    for (const first of file) {
      for (const last of file.slice(first)) {
        const found = partsOf(first, last, size).flatMap(({ index, from, to }) => kept(index).slice(from, to));
        assert.deepEqual(found, file.slice(first, last + 1), `${first}-${last} in parts of ${size}`);
      }
    }
  }
});

test("no part is read without a byte of it being asked for", () => {
  assert.deepEqual(partsOf(4, 7, 4), [{ index: 1, from: 0, to: 4 }]);
  assert.deepEqual(partsOf(3, 4, 4).map(({ index }) => index), [0, 1]);
});
