// The wire to the playground: JSON calls and the stream of what happens.

export async function ask(path) {
  const answer = await fetch(`/play/${path}`);
  return read(answer);
}

export async function tell(path, body = {}) {
  const answer = await fetch(`/play/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return read(answer);
}

async function read(answer) {
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error || `${answer.status} ${answer.statusText}`);
  return body;
}

// The browser reconnects by itself and says how far it got; `gone` tells when it cannot.
export function follow(position, kinds, gone) {
  const stream = new EventSource(`/play/events?after=${encodeURIComponent(position)}`);
  for (const [kind, act] of Object.entries(kinds)) {
    stream.addEventListener(kind, (event) => act(JSON.parse(event.data)));
  }
  stream.addEventListener("error", () => gone(true));
  stream.addEventListener("open", () => gone(false));
  return stream;
}
