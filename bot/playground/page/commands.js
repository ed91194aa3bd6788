// The menu of commands above the composer, as the bot set it for this person and language.

import { node } from "./draw.js";
import { ask } from "./wire.js";

export class Commands {
  constructor(panel, list) {
    this.panel = panel;
    this.list = list;
    this.known = null;
    this.shown = [];
    this.chosen = 0;
    list.id = `commands-${panel.person.id}`;
    panel.field.setAttribute("aria-controls", list.id);
  }

  forget() {
    this.known = null;
  }

  async all() {
    if (this.known === null) {
      this.known = (await ask(`people/${this.panel.person.id}/commands`)).commands;
    }
    return this.known;
  }

  async suggest() {
    const typed = this.panel.field.value;
    if (!/^\/\w*$/.test(typed)) {
      this.hide();
      return;
    }
    const fitting = (await this.all()).filter((c) => `/${c.command}`.startsWith(typed));
    if (this.panel.field.value === typed) this.show(fitting);
  }

  async toggle() {
    if (!this.list.hidden) {
      this.hide();
      return;
    }
    this.panel.field.focus();
    this.show(await this.all(), true);
  }

  show(commands, asked = false) {
    this.shown = commands;
    this.chosen = 0;
    this.list.replaceChildren(...commands.map((command, index) => this.item(command, index)));
    if (!commands.length && asked) this.list.append(node("li", "none", "The bot has set no commands yet."));
    this.list.hidden = !this.list.childElementCount;
    this.mark();
  }

  item(command, index) {
    const item = node("li");
    item.setAttribute("role", "option");
    item.id = `${this.list.id}-${index}`;
    item.append(node("b", "", `/${command.command}`), node("span", "", command.description));
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.send(index);
    });
    return item;
  }

  mark() {
    [...this.list.children].forEach((item, index) => {
      item.setAttribute("aria-selected", String(index === this.chosen && this.shown.length > 0));
      if (index === this.chosen) item.scrollIntoView({ block: "nearest" });
    });
    const active = this.shown.length && !this.list.hidden ? `${this.list.id}-${this.chosen}` : "";
    this.panel.field.setAttribute("aria-activedescendant", active);
  }

  // Says whether the key was for the menu.
  key(event) {
    if (this.list.hidden || !this.shown.length) return false;
    const count = this.shown.length;
    if (event.key === "ArrowDown") this.chosen = (this.chosen + 1) % count;
    else if (event.key === "ArrowUp") this.chosen = (this.chosen + count - 1) % count;
    else if (event.key === "Escape") this.hide();
    else if (event.key === "Tab") this.complete();
    else if (event.key === "Enter" && !event.shiftKey) this.send(this.chosen);
    else return false;
    event.preventDefault();
    this.mark();
    return true;
  }

  complete() {
    this.panel.field.value = `/${this.shown[this.chosen].command} `;
    this.hide();
  }

  send(index) {
    this.panel.field.value = "";
    this.panel.grow();
    this.panel.say(`/${this.shown[index].command}`);
    this.hide();
  }

  hide() {
    this.list.hidden = true;
    this.panel.field.setAttribute("aria-activedescendant", "");
  }
}
