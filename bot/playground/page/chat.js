// The page: its people side by side, the bot's status, the theme.

import { Clock } from "./clock.js";
import { node } from "./draw.js";
import { Panel } from "./panel.js";
import { ask, follow, tell } from "./wire.js";

const LANGUAGES = {
  en: "English",
  pl: "Polski",
  sl: "Slovenščina",
  da: "Dansk",
  de: "Deutsch",
  cs: "Čeština",
  it: "Italiano",
  nl: "Nederlands",
  el: "Ελληνικά",
  hr: "Hrvatski",
  sk: "Slovenčina",
  hu: "Magyar",
};
const STATUS = {
  connected: "bot connected",
  waiting: "waiting for the bot",
  restarting: "restarting…",
  gone: "playground stopped",
};
const NOTICE_MS = 5000;
const find = (id) => document.getElementById(id);

class World {
  constructor() {
    this.panels = new Map();
    this.username = "";
    this.clock = new Clock(find("clock"), (text) => this.notice(text));
  }

  async load() {
    const state = await ask("state");
    this.username = state.bot.username;
    find("restart").disabled = !state.bot.can_restart;
    find("restart").title = state.bot.can_restart ? "Restart the bot" : "The bot was started elsewhere";
    this.status(state.bot.status);
    this.clock.load(state.clock);
    const drafts = new Map([...this.panels].map(([id, panel]) => [id, [panel.field.value, panel.replying.message]]));
    this.panels.clear();
    find("board").replaceChildren();
    find("tabs").replaceChildren();
    for (const person of state.people) {
      this.add(person);
      const panel = this.panels.get(person.id);
      const [text, replied] = drafts.get(person.id) || ["", null];
      panel.field.value = text;
      if (replied) panel.replying.to(replied);
      panel.toEnd();
    }
    this.choose(this.chosen ?? state.people[0]?.id);
    this.listen(state.position);
  }

  listen(position) {
    this.stream?.close();
    const at = (data) => this.panels.get(data.person);
    this.stream = follow(
      position,
      {
        person: (data) => this.person(data.shown),
        message: (data) => {
          at(data)?.put(data.message);
          if (data.message.from.id !== data.person && data.person !== this.chosen) this.tab(data.person)?.classList.add("unread");
        },
        edited: (data) => at(data)?.put(data.message),
        deleted: (data) => at(data)?.remove(data.message_id),
        answered: (data) => at(data)?.answered(data),
        action: (data) => at(data)?.typing(),
        commands: () => this.panels.forEach((panel) => panel.commands.forget()),
        clock: (data) => {
          this.clock.moved(data);
          this.panels.forEach((panel) => panel.nameDays());
        },
        bot: (data) => this.status(data.status),
        reload: () => this.load(),
      },
      (gone) => this.status(gone ? "gone" : this.botStatus),
    );
  }

  add(person) {
    const panel = new Panel(person, this);
    this.panels.set(person.id, panel);
    find("board").append(panel.root);
    const tab = node("button", "tab", person.label);
    tab.type = "button";
    tab.id = `tab-${person.id}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.root.id);
    tab.addEventListener("click", () => this.choose(person.id));
    tab.addEventListener("keydown", (event) => this.moveTab(event, person.id));
    find("tabs").append(tab);
  }

  person(shown) {
    const panel = this.panels.get(shown.id);
    if (panel) panel.update(shown);
    else {
      this.add({ ...shown, messages: [], shared: [] });
      this.choose(shown.id);
      this.panels.get(shown.id).root.scrollIntoView({ inline: "end" });
    }
  }

  tab(id) {
    return find(`tab-${id}`);
  }

  choose(id) {
    this.chosen = id;
    for (const [other, panel] of this.panels) {
      const chosen = other === id;
      panel.root.classList.toggle("chosen", chosen);
      this.tab(other).setAttribute("aria-selected", String(chosen));
      this.tab(other).tabIndex = chosen ? 0 : -1;
      if (chosen) {
        this.tab(other).classList.remove("unread");
        panel.toEnd();
      }
    }
  }

  moveTab(event, id) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const ids = [...this.panels.keys()];
    const next = ids[(ids.indexOf(id) + step + ids.length) % ids.length];
    this.choose(next);
    this.tab(next).focus();
  }

  status(status) {
    if (status !== "gone") this.botStatus = status;
    find("status").dataset.status = status;
    find("status-text").textContent = STATUS[status] || status;
    find("restart").classList.toggle("busy", status === "restarting");
  }

  notice(text) {
    const notice = node("div", "notice", text);
    find("notices").append(notice);
    setTimeout(() => notice.remove(), NOTICE_MS);
    return notice;
  }

  fillLanguages(select, chosen) {
    const known = chosen in LANGUAGES ? LANGUAGES : { ...LANGUAGES, [chosen]: chosen };
    for (const [tag, name] of Object.entries(known)) {
      const option = node("option", "", name);
      option.value = tag;
      option.selected = tag === chosen;
      select.append(option);
    }
  }
}

function theme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const order = ["auto", "light", "dark"];
  let chosen = localStorage.getItem("theme") || "auto";
  const show = () => {
    const drawn = chosen === "auto" ? (dark.matches ? "dark" : "light") : chosen;
    document.documentElement.dataset.theme = drawn;
    find("theme").title = `Theme: ${chosen}`;
    find("theme-text").textContent = `Theme: ${chosen}`;
  };
  dark.addEventListener("change", show);
  find("theme").addEventListener("click", () => {
    chosen = order[(order.indexOf(chosen) + 1) % order.length];
    localStorage.setItem("theme", chosen);
    show();
  });
  show();
}

function newcomers(world) {
  const dialog = find("newcomer");
  world.fillLanguages(find("newcomer-language"), "en");
  find("add").addEventListener("click", () => dialog.showModal());
  find("newcomer-cancel").addEventListener("click", () => dialog.close("cancel"));
  dialog.addEventListener("close", async () => {
    const name = find("newcomer-name").value.trim();
    if (dialog.returnValue !== "add" || !name) return;
    dialog.returnValue = "";
    find("newcomer-name").value = "";
    try {
      const start = find("newcomer-start").checked;
      await tell("people", { first_name: name, language: find("newcomer-language").value, start });
    } catch (error) {
      world.notice(error.message);
    }
  });
}

const world = new World();
theme();
newcomers(world);
find("restart").addEventListener("click", async () => {
  try {
    world.status("restarting");
    await tell("restart");
  } catch (error) {
    world.notice(error.message);
  }
});
world.load().catch((error) => {
  world.status("gone");
  world.notice(error.message);
});
