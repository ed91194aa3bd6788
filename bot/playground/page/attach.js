// The paper clip: photos, files, a forwarded post, a card for somebody else.

const MB = 1024 * 1024;
// What is sent together is one album (core.telegram.org/bots/api#sendmediagroup).
const MOST = 10;
const KINDS = {
  photo: { largest: 10 * MB, words: "A photo has 1 byte to 10 MB; send a larger one as a file." },
  sends: { largest: 50 * MB, words: "This page sends files of 1 byte to 50 MB." },
};

export class Attaching {
  constructor(panel) {
    const find = (selector) => panel.root.querySelector(selector);
    this.panel = panel;
    this.opener = find(".attach");
    this.menu = find(".clip");
    this.pickers = { photo: find("input.photos"), sends: find("input.files") };
    this.opener.addEventListener("click", () => this.toggle(this.menu.hidden));
    const [photo, file, forward, share] = this.menu.querySelectorAll("button");
    this.onPick(photo, () => this.pickers.photo.click());
    this.onPick(file, () => this.pickers.sends.click());
    this.onPick(forward, () => this.forward());
    this.onPick(share, () => panel.inline.begin(""));
    for (const action of Object.keys(KINDS)) this.pickers[action].addEventListener("change", () => this.send(action));
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

  // The words that are typed go with the first file, as its caption.
  async send(action) {
    const picker = this.pickers[action];
    const files = [...picker.files];
    picker.value = "";
    const { panel } = this;
    const { largest, words } = KINDS[action];
    if (files.length > MOST) panel.world.notice(`One album holds ${MOST} files at most.`);
    else if (files.some((file) => !file.size || file.size > largest)) panel.world.notice(words);
    else if (files.length) await this.sendAll(action, files);
  }

  async sendAll(action, files) {
    const { panel } = this;
    const album = files.length > 1 ? String(Date.now()) : "";
    for (const [index, file] of files.entries()) {
      const first = index === 0 ? { caption: panel.field.value, ...panel.replying.part } : {};
      const about = { mime_type: file.type, album, ...first };
      const data = await base64(file);
      const sent = action === "photo"
        ? await panel.tell("photo", { ...about, data, ...(await size(file)) })
        : await panel.tell("sends", { ...about, content: data, name: file.name });
      if (sent === null) return;
      if (index > 0) continue;
      panel.replying.stop();
      panel.field.value = "";
      panel.grow();
    }
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
