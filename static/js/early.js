// Runs before anything is painted, so that no page flashes in other colours or sizes than the reader chose.
try {
  const { theme, size, width } = JSON.parse(localStorage.getItem("karyan")) ?? {};
  Object.assign(document.documentElement.dataset, theme && { theme }, size && { size }, width && { width });
} catch {
  // Without a store the page looks as it does at first.
}
