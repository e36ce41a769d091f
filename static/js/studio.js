// The studio: documents that are dropped on its page, or chosen, go to be looked at at once; one sound at a time.

const OVER = "data-over";

export function takeDocuments() {
  for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, drag);
  document.addEventListener("change", ({ target }) => {
    if (target.type === "file" && target.files.length) target.closest("[data-drop]")?.requestSubmit();
  });
  // A voice that is to be heard does not speak into the episode.
  document.addEventListener("play", ({ target }) => target.id === "sound" || document.querySelector("#sound").pause(), true);
}

function drag(event) {
  const form = document.querySelector("[data-drop]");
  if (!form || !event.dataTransfer.types.includes("Files")) return;
  form.toggleAttribute(OVER, event.type === "dragover");
  if (event.type === "dragleave") return;
  event.preventDefault();
  if (event.type !== "drop") return;
  form.elements.documents.files = event.dataTransfer.files;
  form.requestSubmit();
}
