() => {
  const [page] = performance.getEntriesByType("navigation");
  const [painted] = performance.getEntriesByName("first-contentful-paint");
  const parts = performance.getEntriesByType("resource").filter(({ name }) => !/sound\.|\.woff2/.test(name));
  return {
    painted_ms: painted.startTime,
    ready_ms: page.domContentLoadedEventEnd,
    clicked_ms: window.__played,
    sent_bytes: [page, ...parts].reduce((sum, { transferSize }) => sum + transferSize, 0),
  };
}
