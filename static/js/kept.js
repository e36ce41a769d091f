// How a kept episode lies in the browser: in a cache named by its sound's address, which has the revision in it.

/** A sound is kept in parts of so many bytes, so that a seek in ten hours reads only what it needs. */
export const PART_BYTES = 2 ** 20;
/** One page answers whatever is asked of it, and the one picture that is kept stands for every size. */
export const ANYHOW = { ignoreSearch: true, ignoreVary: true };

export function partAddress(sound, index) {
  return `${sound}&part=${index}`;
}

/** The episode's page, by the name of its cache; undefined for other caches. */
export function pageOf(sound) {
  return /^(.+)\/sound\.\w+\?/.exec(sound)?.[1];
}
