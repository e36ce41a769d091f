() => {
  const lines = document.querySelectorAll("[data-line].current");
  const words = document.querySelectorAll("[data-word].current");
  const word = words[0];
  return {
    lines: lines.length,
    words: words.length,
    line: lines[0]?.id ?? null,
    word: word
      ? [word.parentElement.id, [...word.parentElement.querySelectorAll("[data-word]")].indexOf(word)]
      : null,
  };
}
