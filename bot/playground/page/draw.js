// Draws messages. Text becomes text nodes and entities become elements: nothing is parsed as HTML.

const SAFE = new Set(["http:", "https:", "mailto:", "tg:"]);
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const BEGINNING = 90;
const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
};

export function node(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

// Offsets count UTF-16 units, which is how JavaScript counts too.
export function drawText(text, entities, act) {
  const sorted = [...(entities || [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return drawRange(text, sorted, 0, text.length, act);
}

function drawRange(text, entities, from, to, act) {
  const drawn = document.createDocumentFragment();
  const left = [...entities];
  let at = from;
  while (left.length) {
    const entity = left.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (start >= end) continue;
    const inner = [];
    while (left.length && left[0].offset < end) inner.push(left.shift());
    // What reaches beyond this element is drawn on in the next one.
    const over = inner.filter((e) => e.offset + e.length > end);
    left.unshift(...over.map((e) => ({ ...e, offset: end, length: e.offset + e.length - end })));
    drawn.append(text.slice(at, start));
    const content = drawRange(text, inner, start, end, act);
    drawn.append(drawEntity(entity, content, text.slice(start, end), act));
    // A block ends its line by itself.
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? Math.min(end + 1, to) : end;
  }
  drawn.append(text.slice(at, to));
  return drawn;
}

function drawEntity(entity, content, words, act) {
  if (PLAIN[entity.type]) return wrap(PLAIN[entity.type], content);
  switch (entity.type) {
    case "text_link":
      return link(entity.url, content, act);
    case "url":
      return link(words, content, act);
    case "email":
      return link(`mailto:${words}`, content, act);
    case "bot_command":
      return command(words, act);
    case "pre": {
      const pre = node("pre");
      pre.append(wrap("code", content));
      return pre;
    }
    case "spoiler":
      return spoiler(content);
    case "blockquote":
      return wrap("blockquote", content);
    case "expandable_blockquote":
      return foldedQuote(content, words);
    default:
      return wrap("span", content, entity.type);
  }
}

function wrap(tag, content, className) {
  const made = node(tag, className);
  made.append(content);
  return made;
}

function address(url) {
  try {
    const parsed = new URL(url);
    return SAFE.has(parsed.protocol) ? parsed : null;
  } catch {
    return null;
  }
}

// A deep link into this bot opens the chat of the person who taps it.
function payloadOf(url, username) {
  const parsed = address(url);
  if (!parsed) return null;
  const web = parsed.hostname === "t.me" && parsed.pathname.slice(1).toLowerCase() === username.toLowerCase();
  return web && parsed.searchParams.has("start") ? parsed.searchParams.get("start") : null;
}

function link(url, content, act) {
  const parsed = address(url);
  if (!parsed) return wrap("span", content);
  const made = wrap("a", content);
  made.href = parsed.href;
  made.title = parsed.href;
  leadOut(made, url, act);
  return made;
}

function leadOut(anchor, url, act) {
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  const payload = payloadOf(url, act.username());
  if (payload === null) return;
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    act.start(payload);
  });
}

function command(words, act) {
  const made = node("button", "command", words);
  made.type = "button";
  made.addEventListener("click", () => act.say(words));
  return made;
}

function spoiler(content) {
  const made = wrap("span", content, "spoiler");
  made.tabIndex = 0;
  made.setAttribute("role", "button");
  made.setAttribute("aria-label", "Hidden text: show");
  const open = () => {
    made.classList.add("open");
    made.removeAttribute("role");
    made.removeAttribute("aria-label");
    made.removeAttribute("tabindex");
  };
  made.addEventListener("click", open);
  made.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") open();
  });
  return made;
}

function foldedQuote(content, words) {
  const quote = node("blockquote");
  quote.append(wrap("span", content, "quoted"));
  if (words.length < 130 && words.split("\n").length <= 3) return quote;
  quote.classList.add("short");
  const button = node("button", "unfold", "Show more");
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    const short = quote.classList.toggle("short");
    button.textContent = short ? "Show more" : "Show less";
    button.setAttribute("aria-expanded", String(!short));
  });
  quote.append(button);
  return quote;
}

export function drawMessage(message, act) {
  const mine = message.from.id === act.id;
  const made = node("article", `message${mine ? " mine" : ""}${message.to ? " shared" : ""}`);
  made.dataset.id = message.message_id;
  made.dataset.date = message.date;
  made.dataset.from = message.from.id;
  const bubble = node("div", "bubble");
  bubble.append(node("span", "unseen", mine ? "Said: " : message.to ? "" : "Bot: "), ...origins(message, mine));
  if (message.reply_to_message) bubble.append(quote(message.reply_to_message));
  if (message.photo) bubble.append(photo(message.photo.at(-1)));
  if (message.document) bubble.append(file(message.document));
  const text = message.text ?? message.caption;
  if (text) {
    const words = node("div", "words");
    words.dir = "auto";
    words.append(drawText(text, message.entities ?? message.caption_entities, act));
    bubble.append(words);
  }
  const under = node("div", "under");
  if (message.from.is_bot) under.append(replyButton(message, act));
  under.append(stamp(message));
  bubble.append(under);
  made.append(bubble);
  if (message.reply_markup?.inline_keyboard) made.append(keyboard(message, act));
  return made;
}

// The beginning of a message, to be recognised by.
export function beginning(message) {
  const text = message.text || message.caption || (message.photo ? "a photo" : message.document?.file_name) || "a file";
  const characters = [...text.replace(/\s+/g, " ")];
  return characters.length > BEGINNING ? `${characters.slice(0, BEGINNING).join("")}…` : characters.join("");
}

// Where a message comes from, when it is not simply one of this chat.
function origins(message, mine) {
  const lines = [];
  if (message.to) {
    const words = mine ? `Sent to ${message.to.first_name}, in your chat with them` : `${message.from.first_name} wrote to you`;
    lines.push(node("div", "origin", words));
  }
  if (message.forward_origin) {
    const { chat, sender_user_name: name } = message.forward_origin;
    lines.push(node("div", "origin", `Forwarded from ${chat?.title ?? name}`));
  }
  if (message.via_bot) lines.push(node("div", "origin", `via @${message.via_bot.username}`));
  return lines;
}

function quote(message) {
  const made = node("div", "reply");
  made.dir = "auto";
  made.append(node("span", "unseen", "In reply to: "), beginning(message));
  return made;
}

function replyButton(message, act) {
  const made = node("button", "answer");
  made.type = "button";
  made.append(icon("reply"), node("span", "", "Reply"), node("span", "unseen", ` to: ${beginning(message)}`));
  made.addEventListener("click", () => act.reply(message));
  return made;
}

function stamp(message) {
  const at = new Date(message.date * 1000);
  const time = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return node("span", "stamp", message.edit_date ? `edited ${time}` : time);
}

function photo(size) {
  const made = node("img", "photo");
  made.src = `/play/files/${encodeURIComponent(size.file_id)}`;
  made.width = size.width;
  made.height = size.height;
  made.alt = "Photo";
  return made;
}

function file(document_) {
  const made = node("a", "file");
  made.href = `/play/files/${encodeURIComponent(document_.file_id)}`;
  made.download = document_.file_name || "file";
  const words = node("span", "", document_.file_name || "File");
  words.append(node("small", "", bytes(document_.file_size)));
  made.append(icon("file"), words);
  return made;
}

function bytes(count) {
  const power = count < 1024 ? 0 : count < 1024 ** 2 ? 1 : 2;
  const rounded = (count / 1024 ** power).toLocaleString("en", { maximumFractionDigits: power < 2 ? 0 : 1 });
  return `${rounded} ${["B", "KB", "MB"][power]}`;
}

function keyboard(message, act) {
  const keys = node("div", "keys");
  message.reply_markup.inline_keyboard.forEach((row, r) => {
    const line = node("div");
    row.forEach((button, c) => line.append(key(message, button, r, c, act)));
    keys.append(line);
  });
  return keys;
}

function key(message, button, row, column, act) {
  const outward = button.url && address(button.url);
  const made = node(outward ? "a" : "button", "key", button.text);
  if (button.style) made.dataset.style = button.style;
  if (outward) {
    made.href = outward.href;
    made.append(icon("out"));
    leadOut(made, button.url, act);
    return made;
  }
  made.type = "button";
  const query = button.switch_inline_query ?? button.switch_inline_query_current_chat ?? button.switch_inline_query_chosen_chat?.query;
  if (button.callback_data && !message.via_bot) {
    made.addEventListener("click", () => act.tap(made, message.message_id, row, column));
  } else if (query !== undefined) {
    made.addEventListener("click", () => act.inline(query));
  } else if (button.copy_text) {
    made.addEventListener("click", () => navigator.clipboard.writeText(button.copy_text.text));
  } else {
    made.disabled = true;
    made.title = "This kind of button works in Telegram only";
  }
  return made;
}
