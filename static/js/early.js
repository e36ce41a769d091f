// Runs before anything is painted, so that no page flashes in other colours or sizes than the reader chose.
try {
  const { theme, size, width } = JSON.parse(localStorage.getItem("karyan")) ?? {};
  Object.assign(document.documentElement.dataset, theme && { theme }, size && { size }, width && { width });
} catch {
  // Without a store the page looks as it does at first.
}

// A long page is seen before all of it and its script are there; the last click on its text waits for them (main.js).
{
  const ending = new AbortController();
  let click = null;
  const keep = (event) => event.target.closest("[data-line]") && (click = event);
  document.addEventListener("click", keep, { signal: ending.signal });
  window.takeEarlyClick = () => {
    ending.abort();
    return click;
  };
}
