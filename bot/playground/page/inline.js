// Inline mode: `@bot words` in the composer lists the bot's cards; a tap sends one to somebody.

import { node } from "./draw.js";
import { tell } from "./wire.js";

const PAUSE_MS = 250;

export class Inline {
  constructor(panel, box) {
    this.panel = panel;
    this.box = box;
    this.list = box.querySelector("ul");
    this.button = box.querySelector(".ask");
    this.to = box.querySelector("select");
    this.list.id = `offers-${panel.person.id}`;
    this.asked = 0;
    this.items = [];
    this.chosen = 0;
    this.to.addEventListener("change", () => this.suggest());
    this.button.addEventListener("click", () => {
      this.clear();
      panel.act.start(this.button.dataset.parameter);
    });
    box.parentElement.addEventListener("focusout", (event) => {
      if (!box.parentElement.contains(event.relatedTarget)) this.hide();
    });
    panel.field.addEventListener("focus", () => this.suggest());
  }

  // What was typed after the bot's name; null when this is no inline query.
  get query() {
    const typed = /^@(\w+)\s([^]*)$/.exec(this.panel.field.value);
    return typed && typed[1].toLowerCase() === this.panel.world.username.toLowerCase() ? typed[2].trim() : null;
  }

  // Begins an inline query in the composer, as a button for sharing does.
  begin(query) {
    const { field, world } = this.panel;
    field.value = `@${world.username} ${query}`;
    this.panel.grow();
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    this.suggest();
  }

  suggest() {
    clearTimeout(this.timer);
    this.asked += 1;
    const query = this.query;
    if (query === null) {
      this.hide();
      return;
    }
    if (this.box.hidden) {
      this.fillPeople();
      this.say("Asking the bot…");
    }
    this.timer = setTimeout(() => this.ask(query), PAUSE_MS);
  }

  async ask(query, offset = "") {
    const mine = ++this.asked;
    const { person } = this.panel;
    const here = Number(this.to.value) === person.id;
    try {
      const body = { query, offset, chat_type: here ? "sender" : "private" };
      const answer = await tell(`people/${person.id}/types`, body);
      if (mine === this.asked) this.show(answer, query, offset);
    } catch (error) {
      if (mine === this.asked) this.say(error.message);
    }
  }

  fillPeople() {
    const { world, person } = this.panel;
    const kept = this.to.value;
    const others = [...world.panels.values()].map((panel) => panel.person).filter((p) => p.id !== person.id);
    const option = (id, words) => new Option(words, id, false, String(id) === kept);
    this.to.replaceChildren(
      ...others.map((p) => option(p.id, p.label === p.first_name ? p.label : `${p.label} (${p.first_name})`)),
      option(person.id, "this chat with the bot"),
    );
  }

  say(words) {
    this.items = [];
    this.button.hidden = true;
    this.list.replaceChildren(node("li", "none", words));
    this.open();
  }

  show(answer, query, offset) {
    if (!offset) this.items = [];
    this.items = this.items.filter((item) => item.id);
    this.items.push(...answer.results);
    const more = { title: "More…", more: () => this.ask(query, answer.next_offset) };
    if (answer.next_offset) this.items.push(more);
    this.button.hidden = !answer.button;
    this.button.textContent = answer.button?.text ?? "";
    this.button.dataset.parameter = answer.button?.start_parameter ?? "";
    if (!offset) this.chosen = 0;
    this.list.replaceChildren(...this.items.map((item, index) => this.item(item, index)));
    if (!this.items.length) this.list.append(node("li", "none", "The bot offers nothing for this."));
    this.open();
  }

  item(offer, index) {
    const item = node("li");
    item.setAttribute("role", "option");
    item.id = `${this.list.id}-${index}`;
    item.append(node("b", "", offer.title), node("span", "", offer.description ?? ""));
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => this.choose(index));
    return item;
  }

  open() {
    this.box.hidden = false;
    this.panel.field.setAttribute("aria-controls", this.list.id);
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((item, index) => {
      const chosen = index === this.chosen && this.items.length > 0;
      item.setAttribute("aria-selected", String(chosen));
      if (chosen) item.scrollIntoView({ block: "nearest" });
    });
    const active = this.items.length ? `${this.list.id}-${this.chosen}` : "";
    this.panel.field.setAttribute("aria-activedescendant", active);
  }

  async choose(index) {
    const offer = this.items[index];
    if (offer.more) {
      offer.more();
      return;
    }
    const to = Number(this.to.value);
    const sent = await this.panel.tell("chooses", { result_id: offer.id, to });
    if (sent === null) return;
    this.clear();
    if (to !== this.panel.person.id) this.panel.toast(`Sent to ${this.panel.world.panels.get(to)?.person.label}`);
  }

  // Says whether the key was for the list.
  key(event) {
    if (this.box.hidden) return false;
    const count = this.items.length;
    if (event.key === "Escape") this.hide();
    else if (!count) return false;
    else if (event.key === "ArrowDown") this.chosen = (this.chosen + 1) % count;
    else if (event.key === "ArrowUp") this.chosen = (this.chosen + count - 1) % count;
    else if (event.key === "Enter" && !event.shiftKey) this.choose(this.chosen);
    else return false;
    event.preventDefault();
    if (!this.box.hidden) this.mark();
    return true;
  }

  clear() {
    this.panel.field.value = "";
    this.panel.grow();
    this.hide();
  }

  hide() {
    clearTimeout(this.timer);
    this.asked += 1;
    if (this.box.hidden) return;
    this.box.hidden = true;
    this.panel.field.setAttribute("aria-controls", this.panel.commands.list.id);
    this.panel.field.setAttribute("aria-activedescendant", "");
  }
}
