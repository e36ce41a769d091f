async ([id, word]) => {
  const line = document.getElementById(id);
  const seen = () => {
    const { top, bottom } = line.getBoundingClientRect();
    return top > 70 && bottom < document.querySelector("[data-player]").getBoundingClientRect().top;
  };
  // Paragraphs that come into view get their true height only then, and move what is below.
  for (let i = 0; i < 3; i += 1) {
    if (!seen()) line.scrollIntoView({ block: "center", behavior: "instant" });
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }
  const numbers = line.dataset.words.split(" ").map(Number);
  let at = 0;
  for (let i = 0; i < word; i += 1) at += numbers[4 * i] + numbers[4 * i + 1];
  const [from, to] = [at + numbers[4 * word], at + numbers[4 * word] + numbers[4 * word + 1]];
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let [node, before] = [walker.nextNode(), 0];
  while (before + node.length <= from) {
    before += node.length;
    node = walker.nextNode();
  }
  const range = document.createRange();
  range.setStart(node, from - before);
  range.setEnd(node, Math.min(to - before, node.length));
  const box = range.getClientRects()[0];
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
