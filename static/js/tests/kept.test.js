import assert from "node:assert/strict";
import test from "node:test";
import { pageOf, partAddress } from "../kept.js";

test("a cache's name tells its episode's page, and other caches have none", () => {
  const sound = "/episodes/%D7%A9-12/sound.m4a?revision=3";
  assert.equal(pageOf(sound), "/episodes/%D7%A9-12");
  assert.equal(pageOf("shell 0123"), undefined);
  assert.notEqual(partAddress(sound, 0), partAddress(sound, 1));
});
