() => {
  const lines = document.querySelectorAll("[data-line].current");
  const words = [...(CSS.highlights?.get("word") ?? [])].map((range) => ({ range, text: range.toString() }));
  const wrapped = document.querySelectorAll("[data-line] .word");
  const placed = words.length ? fromRange(words[0].range) : wrapped.length ? fromElement(wrapped[0]) : null;
  return { lines: lines.length, words: words.length + wrapped.length, line: lines[0]?.id ?? null, word: placed };

  function fromRange(range) {
    const line = range.startContainer.parentElement.closest("[data-line]");
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return [line.id, firstCharacters(line).indexOf(before.toString().length)];
  }

  function fromElement(element) {
    const line = element.closest("[data-line]");
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEndBefore(element);
    return [line.id, firstCharacters(line).indexOf(before.toString().length)];
  }

  function firstCharacters(line) {
    const numbers = line.dataset.words.split(" ").map(Number);
    let at = 0;
    return numbers.flatMap((number, i) => {
      at += number;
      return i % 4 === 0 ? [at] : i % 4 === 1 ? [] : ((at -= number), []);
    });
  }
}
