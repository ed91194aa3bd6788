// Replying: the line above the composer that says which message the next one replies to.

import { beginning } from "./draw.js";

export class Replying {
  constructor(panel, line) {
    this.panel = panel;
    this.line = line;
    this.message = null;
    line.id = `replying-${panel.person.id}`;
    line.querySelector("button").addEventListener("click", () => {
      this.stop();
      panel.field.focus();
    });
  }

  // What goes with a text or a photo to the playground.
  get part() {
    return this.message ? { reply_to: this.message.message_id } : {};
  }

  to(message) {
    const near = this.panel.nearEnd();
    this.message = message;
    this.line.querySelector("p span").textContent = beginning(message);
    this.line.hidden = false;
    this.panel.field.setAttribute("aria-describedby", this.line.id);
    // The line takes its room from the messages.
    if (near) this.panel.toEnd();
  }

  changed(message) {
    if (this.message?.message_id === message.message_id) this.to(message);
  }

  removed(id) {
    if (this.message?.message_id === id) this.stop();
  }

  stop() {
    this.message = null;
    this.line.hidden = true;
    this.panel.field.removeAttribute("aria-describedby");
  }

  // Says whether the key was for the line.
  key(event) {
    if (event.key !== "Escape" || !this.message) return false;
    this.stop();
    event.preventDefault();
    return true;
  }
}
