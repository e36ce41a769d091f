// The interface's own words, which the server puts into the page in the reader's language.

const words = JSON.parse(document.getElementById("words").textContent);

/** The words of a key such as "player.play", with what they are told put in. */
export function say(key, values = {}) {
  const [section, name] = key.split(".");
  return words[section][name].replace(/\{(\w+)\}/g, (_, value) => values[value]);
}
