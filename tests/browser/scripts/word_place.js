async ([id, word]) => {
  const line = document.getElementById(id);
  const seen = () => {
    const { top, bottom } = line.getBoundingClientRect();
    return top > 70 && bottom < document.querySelector("[data-player]").getBoundingClientRect().top;
  };
  // Turns that come into view get their true height only then, and move what is below.
  for (let [at, before] = [0, NaN]; at !== before; ) {
    if (!seen()) line.scrollIntoView({ block: "center", behavior: "instant" });
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    [at, before] = [line.getBoundingClientRect().top, at];
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
