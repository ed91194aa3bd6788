// The paper clip: a photo or a file, a forwarded post, a card for somebody else.

const PHOTOS = new Set(["image/jpeg", "image/png", "image/webp", "image/gif"]);
const LARGEST = 35 * 1024 * 1024;

export class Attaching {
  constructor(panel) {
    const find = (selector) => panel.root.querySelector(selector);
    this.panel = panel;
    this.opener = find(".attach");
    this.menu = find(".clip");
    this.picker = find("input[type=file]");
    this.opener.addEventListener("click", () => this.toggle(this.menu.hidden));
    const [file, forward, share] = this.menu.querySelectorAll("button");
    this.onPick(file, () => this.picker.click());
    this.onPick(forward, () => this.forward());
    this.onPick(share, () => panel.inline.begin(""));
    this.picker.addEventListener("change", () => this.send());
    this.menu.addEventListener("keydown", (event) => this.move(event));
    panel.root.addEventListener("focusout", (event) => {
      const stays = this.menu.contains(event.relatedTarget) || event.relatedTarget === this.opener;
      if (!stays) this.toggle(false);
    });
  }

  onPick(button, act) {
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      this.toggle(false);
      act();
    });
  }

  toggle(open) {
    this.menu.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (open) this.menu.querySelector("button").focus();
  }

  move(event) {
    const buttons = [...this.menu.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: buttons.length - 1 }[event.key];
    if (step) buttons[(at + step) % buttons.length].focus();
    else if (event.key === "Escape") {
      this.toggle(false);
      this.opener.focus();
    } else return;
    event.preventDefault();
  }

  async send() {
    const [file] = this.picker.files;
    this.picker.value = "";
    if (!file) return;
    const { panel } = this;
    if (!file.size || file.size > LARGEST) {
      panel.world.notice("This page sends files of 1 byte to 35 MB.");
      return;
    }
    const about = { mime_type: file.type, caption: panel.field.value, ...panel.replying.part };
    const data = await base64(file);
    const sent = PHOTOS.has(file.type)
      ? await panel.tell("photo", { ...about, data, ...(await size(file)) })
      : await panel.tell("sends", { ...about, content: data, name: file.name });
    if (sent === null) return;
    panel.replying.stop();
    panel.field.value = "";
    panel.grow();
  }

  forward() {
    const dialog = document.getElementById("forward");
    const form = dialog.querySelector("form");
    form.onsubmit = async (event) => {
      event.preventDefault();
      const fields = new FormData(form);
      const post = { text: fields.get("text"), from_name: fields.get("from"), channel: fields.has("channel") };
      if ((await this.panel.tell("forwards", post)) === null) return;
      form.reset();
      dialog.close();
    };
    dialog.querySelector(".plain").onclick = () => dialog.close();
    dialog.showModal();
  }
}

async function size(file) {
  const { width, height } = await createImageBitmap(file).catch(() => ({ width: 800, height: 600 }));
  return { width, height };
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.split(",", 2)[1]));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}
