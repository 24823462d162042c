// A note that is being written: kept on the server while it is typed, never in the browser; and colleagues are suggested
// after an @. The part of the page may come and go, so nothing here holds on to it.
import { onceSignedOut, renewed } from './session.js';

const pause = 1000;
const patience = 3000;
const csrf = () => document.querySelector('meta[name="csrf"]');
const box = () => document.getElementById('note-text');
let timer = null;
let sending = null;
let typed = null;  // what is not kept yet
let asked = null;

document.addEventListener('input', ({ target }) => target === box() && follow(target));

function follow(text) {
  typed = text.value;
  later(pause);
  suggest(text);
}

function later(time) {
  clearTimeout(timer);
  timer = setTimeout(() => save(), time);
}

function save(leaving = false) {
  const form = box()?.form;
  if (!form || typed === null || sending) {
    return;
  }
  clearTimeout(timer);
  const text = typed;
  typed = null;
  sending = send(form.dataset.draft, 'PUT', text, leaving)
    .then((said) => say(said.trim()))
    .then(() => typed !== null && later(pause))
    .catch(async ({ message }) => {
      typed ??= text;
      say(form.dataset.unkept, true);
      if (message === '401' || message === '403') {
        await renewed().catch(() => false);
      }
      later(patience);
    })
    .finally(() => { sending = null; });
}

onceSignedOut(() => typed !== null || sending !== null);

async function send(path, method, body, leaving = false) {
  const answer = await fetch(path, {
    method,
    body,
    keepalive: leaving,
    headers: { 'HX-Request': 'true', [csrf().dataset.header]: csrf().content },
  });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return answer.text();
}

function say(text, bad = false) {
  const line = document.getElementById('note-draft');
  if (line) {
    line.textContent = text;
    line.classList.toggle('error', bad);
  }
}

document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save(true));
window.addEventListener('pagehide', () => save(true));
window.addEventListener('online', () => save());

// The note itself waits for a draft that is on its way: one that came after it would stay.
document.addEventListener('htmx:confirm', (event) => {
  if (event.target !== box()?.form) {
    return;
  }
  clearTimeout(timer);
  typed = null;
  if (sending) {
    event.preventDefault();
    sending.finally(() => {
      clearTimeout(timer);
      typed = null;
      event.detail.issueRequest(true);
    });
  }
});

// A note that was refused, or did not arrive, is a draft again.
for (const failed of ['htmx:responseError', 'htmx:sendError']) {
  document.addEventListener(failed, ({ target }) => {
    if (target === box()?.form) {
      typed = box().value;
      later(pause);
    }
  });
}

const list = () => document.getElementById('note-readers');
const options = () => [...list().querySelectorAll('[role="option"]')];

// Not within an address of mail; what a Chinese keyboard writes for @ counts too.
function called(text) {
  return /(?:^|[^A-Za-z0-9._-])[@＠]([^\s@＠]{0,20})$/.exec(text.value.slice(0, text.selectionStart));
}

async function suggest(text) {
  const call = called(text);
  if (!call) {
    close();
    return;
  }
  const mine = (asked = {});
  try {
    const page = await send(text.form.dataset.readers, 'POST', new URLSearchParams({ part: call[1] }));
    if (mine !== asked) {
      return;
    }
    const found = new DOMParser().parseFromString(page, 'text/html');
    list().replaceChildren(...found.querySelectorAll('[role="option"]'));
    list().hidden = !list().childElementCount;
    document.getElementById('note-found').textContent = found.querySelector('p').textContent;
    go(0);
  } catch {
    close();
  }
}

function go(to) {
  const all = options();
  all.forEach((option, at) => option.setAttribute('aria-selected', at === to));
  box().toggleAttribute('aria-activedescendant', false);
  if (all[to]) {
    box().setAttribute('aria-activedescendant', all[to].id);
    all[to].scrollIntoView({ block: 'nearest' });
  }
}

function close() {
  asked = null;
  if (list()) {
    list().hidden = true;
    list().replaceChildren();
    document.getElementById('note-found').textContent = '';
    box().removeAttribute('aria-activedescendant');
  }
}

document.addEventListener('keydown', (event) => {
  if (event.target !== box() || event.isComposing || event.ctrlKey || event.metaKey || !list() || list().hidden) {
    return;
  }
  const all = options();
  const at = all.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  const act = {
    ArrowDown: () => go((at + 1) % all.length),
    ArrowUp: () => go((at + all.length - 1) % all.length),
    Enter: () => take(all[at]),
    Tab: () => take(all[at]),
    Escape: close,
  }[event.key];
  if (act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}, true);

document.addEventListener('pointerdown', (event) => {
  const option = event.target.closest?.('#note-readers [role="option"]');
  if (option) {
    event.preventDefault();
    take(option);
  }
});

document.addEventListener('focusout', ({ target }) => target === box() && close());

function take(option) {
  const text = box();
  const end = text.selectionStart;
  const name = `${option.textContent} `;
  text.setRangeText(name, end - called(text)[1].length, end, 'end');
  const tick = [...text.form.querySelectorAll('input[name="mentioned"]')].find((one) => one.value === option.dataset.account);
  if (tick) {
    tick.checked = true;
  }
  close();
  told(text.form);
  typed = text.value;
  later(pause);
}

function told(form) {
  const names = [...form.querySelectorAll('input[name="mentioned"]:checked')].map((tick) => tick.parentElement.textContent.trim());
  document.getElementById('note-told').textContent = names.length ? `${form.dataset.told} ${names.join('、')}` : '';
}

document.addEventListener('change', ({ target }) => target.matches('.note input[name="mentioned"]') && told(target.form));

if (box() && box().value !== box().defaultValue) {  // somebody was quicker than the page
  follow(box());
}
