// One person's chat: their messages, composer, language, block.

import { Attaching } from "./attach.js";
import { Commands } from "./commands.js";
import { drawMessage, node } from "./draw.js";
import { Inline } from "./inline.js";
import { Replying } from "./reply.js";
import { tell } from "./wire.js";

const NEAR_PX = 90;
const TYPING_MS = 5200;
const TOAST_MS = 3200;
const TAP_MS = 15000;

export class Panel {
  constructor(person, world) {
    this.world = world;
    this.person = person;
    this.taps = new Map();
    this.root = document.getElementById("panel").content.firstElementChild.cloneNode(true);
    this.log = this.root.querySelector(".log");
    this.field = this.root.querySelector("textarea");
    this.root.dataset.hue = (person.id + 4) % 5;
    this.root.id = `person-${person.id}`;
    this.act = {
      id: person.id,
      username: () => world.username,
      say: (text) => this.say(text),
      start: (payload) => this.tell("start", { payload }),
      reply: (message) => {
        this.replying.to(message);
        this.field.focus();
      },
      tap: (key, id, row, column) => this.tap(key, id, row, column),
      inline: (query) => this.inline.begin(query),
    };
    this.commands = new Commands(this, this.root.querySelector(".commands"));
    this.replying = new Replying(this, this.root.querySelector(".replying"));
    this.inline = new Inline(this, this.root.querySelector(".offers"));
    this.attaching = new Attaching(this);
    this.listen();
    this.update(person);
    const messages = [...person.messages, ...person.shared].sort((a, b) => a.message_id - b.message_id);
    for (const message of messages) this.put(message, false);
    this.showEmpty();
  }

  listen() {
    const find = (selector) => this.root.querySelector(selector);
    const language = find(".language");
    this.world.fillLanguages(language, this.person.language);
    language.addEventListener("change", () => this.tell("language", { language: language.value }));
    find(".block").addEventListener("click", () => this.tell(this.person.blocked ? "unblock" : "block"));
    find(".wide").addEventListener("click", () => this.tell(this.person.blocked ? "unblock" : "start"));
    find(".composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("keydown", (event) => {
      if (this.commands.key(event) || this.inline.key(event) || this.replying.key(event)) return;
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send();
      }
    });
    this.field.addEventListener("input", () => {
      this.grow();
      this.commands.suggest();
      this.inline.suggest();
    });
    this.field.addEventListener("blur", () => setTimeout(() => this.commands.hide(), 150));
    find(".menu").addEventListener("click", () => this.commands.toggle());
    const newer = find(".newer");
    newer.addEventListener("click", () => this.toEnd());
    this.log.addEventListener("scroll", () => {
      if (this.nearEnd()) newer.hidden = true;
    });
    find(".alert button").addEventListener("click", () => find(".alert").close());
  }

  async tell(action, body = {}) {
    try {
      return await tell(`people/${this.person.id}/${action}`, body);
    } catch (error) {
      this.world.notice(error.message);
      return null;
    }
  }

  update(person) {
    this.person = { ...this.person, ...person };
    const { first_name: name, label, blocked, started, language } = this.person;
    const find = (selector) => this.root.querySelector(selector);
    find("h2").textContent = label;
    find(".name p").textContent = blocked ? "has blocked the bot" : name;
    find(".face").textContent = label.slice(0, 2);
    find(".language").value = language;
    find(".language").setAttribute("aria-label", `Language of ${label}'s Telegram`);
    this.root.setAttribute("aria-label", `Chat of ${label}`);
    this.log.setAttribute("aria-label", `Messages of ${label}`);
    this.field.setAttribute("aria-label", `Message as ${label}`);
    this.root.classList.toggle("blocked", blocked);
    const block = find(".block");
    block.title = blocked ? "Unblock the bot" : "Block the bot";
    block.querySelector(".unseen").textContent = `${block.title}, as ${label}`;
    const wide = find(".wide");
    wide.textContent = blocked ? "Unblock" : "Start";
    wide.hidden = started && !blocked;
    find(".composer").hidden = !wide.hidden;
    this.commands.forget();
  }

  put(message, fresh = true) {
    const near = this.nearEnd();
    const drawn = drawMessage(message, this.act);
    const old = this.log.querySelector(`[data-id="${message.message_id}"]`);
    if (old) {
      drawn.classList.toggle("follows", old.classList.contains("follows"));
      old.replaceWith(drawn);
      this.replying.changed(message);
    } else {
      this.log.querySelector(".empty")?.remove();
      if (message.from.is_bot) this.stopTyping();
      this.separate(drawn, message);
      if (fresh) drawn.classList.add("fresh");
      this.log.append(drawn);
    }
    const mine = message.from.id === this.person.id;
    const follow = near || mine || !fresh;
    if (follow) {
      this.toEnd();
      // A photo takes its room when it has loaded.
      drawn.querySelector("img")?.addEventListener("load", () => this.toEnd());
    } else if (!old) this.root.querySelector(".newer").hidden = false;
  }

  separate(drawn, message) {
    const last = [...this.log.querySelectorAll(".message")].at(-1);
    const day = new Date(message.date * 1000).toDateString();
    if (!last || new Date(last.dataset.date * 1000).toDateString() !== day) {
      const line = node("div", "day");
      line.dataset.date = message.date;
      this.log.append(line);
      this.nameDays();
    } else if (Number(last.dataset.from) === message.from.id && !message.to) {
      drawn.classList.add("follows");
    }
  }

  nameDays() {
    const today = this.world.clock.now().toDateString();
    for (const line of this.log.querySelectorAll(".day")) {
      const date = new Date(line.dataset.date * 1000);
      const named = date.toLocaleDateString([], { day: "numeric", month: "long" });
      line.textContent = date.toDateString() === today ? "Today" : named;
    }
  }

  remove(id) {
    this.log.querySelector(`[data-id="${id}"]`)?.remove();
    this.replying.removed(id);
    this.showEmpty();
  }

  showEmpty() {
    if (this.log.querySelector(".message")) return;
    this.log.replaceChildren(node("p", "empty", "No messages yet. Start the chat, or follow a link into it."));
  }

  nearEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_PX;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.root.querySelector(".newer").hidden = true;
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight + 2, 150)}px`;
  }

  async send() {
    const text = this.field.value;
    if (!text.trim()) return;
    const { message, part } = this.replying;
    this.field.value = "";
    this.grow();
    this.commands.hide();
    this.inline.hide();
    this.replying.stop();
    if ((await this.say(text, part)) !== null || this.field.value) return;
    this.field.value = text;
    if (message) this.replying.to(message);
  }

  say(text, part = {}) {
    return this.tell("says", { text, ...part });
  }

  async tap(key, id, row, column) {
    key.classList.add("waiting");
    setTimeout(() => key.classList.remove("waiting"), TAP_MS);
    const told = await this.tell("taps", { message_id: id, row, column });
    if (told === null) key.classList.remove("waiting");
    else if (this.early?.query === told.query) this.answered(this.early, key);
    else this.taps.set(told.query, key);
  }

  answered(answer, known) {
    const key = known || this.taps.get(answer.query);
    // The answer can be faster than the reply to the tap itself.
    if (!key) this.early = answer;
    key?.classList.remove("waiting");
    this.taps.delete(answer.query);
    if (known || !answer.text) return;
    if (answer.alert) {
      const alert = this.root.querySelector(".alert");
      alert.querySelector("p").textContent = answer.text;
      if (!alert.open) alert.show();
      alert.querySelector("button").focus();
    } else {
      this.toast(answer.text);
    }
  }

  toast(text) {
    const toast = this.root.querySelector(".toast");
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { toast.hidden = true; }, TOAST_MS);
  }

  typing() {
    const near = this.nearEnd();
    this.stopTyping();
    this.dots = node("div", "dots");
    this.dots.setAttribute("aria-label", "The bot is typing");
    this.dots.append(node("i"), node("i"), node("i"));
    this.log.append(this.dots);
    if (near) this.toEnd();
    this.typingTimer = setTimeout(() => this.stopTyping(), TYPING_MS);
  }

  stopTyping() {
    clearTimeout(this.typingTimer);
    this.dots?.remove();
  }
}
