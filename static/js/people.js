// Who is heard, skipped or hidden, and how slowly: the speakers' part of the settings.

const PRESETS = {
  everyone: () => "heard",
  only_guest: (role) => (role === "guest" ? "heard" : "skipped"),
  only_questions: (role) => (role === "guest" ? "skipped" : "heard"),
};

export class People {
  constructor(root, player) {
    Object.assign(this, { root, player, list: root.querySelector("[data-people-list]") });
    this.template = root.querySelector("[data-person]");
    root.addEventListener("click", ({ target }) => this.#chosen(target.closest("[data-preset]")?.dataset.preset));
    player.addEventListener("episode", () => this.#draw());
    player.addEventListener("renewed", () => this.#isOld && this.#draw());
    player.addEventListener("change", () => this.#show());
  }

  get #everyone() {
    return [...this.player.episode.people.values()];
  }

  /** Whether others speak than those that are listed. */
  get #isOld() {
    return this.rows.map(({ name }) => name).join() !== this.#everyone.map(({ name }) => name).join();
  }

  #draw() {
    this.root.hidden = false;
    this.rows = this.#everyone.map((person) => this.#row(person));
    this.list.replaceChildren(...this.rows.map(({ item }) => item));
    this.#show();
  }

  #row({ name }) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    item.querySelector(".name").textContent = name;
    const hearing = item.querySelector("[data-hearing]");
    const pace = item.querySelector("[data-pace]");
    for (const select of [hearing, pace]) select.ariaLabel = select.ariaLabel.replace("{name}", name);
    hearing.addEventListener("change", () => this.player.setPerson(name, { hearing: hearing.value }));
    pace.addEventListener("change", () => this.player.setPerson(name, { pace: Number(pace.value) }));
    return { name, item, hearing, pace };
  }

  #chosen(preset) {
    if (!preset) return;
    for (const { name, role } of this.#everyone) this.player.setPerson(name, { hearing: PRESETS[preset](role) });
  }

  #show() {
    for (const { name, hearing, pace } of this.rows) {
      const person = this.player.person(name);
      hearing.value = person.hearing;
      pace.value = person.pace;
    }
    for (const button of this.root.querySelectorAll("[data-preset]")) {
      const wanted = PRESETS[button.dataset.preset];
      const same = this.#everyone.every(({ name, role }) => this.player.person(name).hearing === wanted(role));
      button.setAttribute("aria-pressed", same);
    }
  }
}
