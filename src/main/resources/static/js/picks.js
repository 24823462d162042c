// What is ticked to be treated together is kept by the server at once, one tick after the other: it stands on every page of
// the list and at every computer. A tick that could not be kept is taken back and said.
import { signedOut } from './session.js';

const picks = '[data-pick]';
let before = Promise.resolve();
let ticks = 0;
let underWay = 0;
let askAgain = null;

document.addEventListener('change', ({ target }) => target.matches(picks) && picked(target));
for (const tick of document.querySelectorAll(picks)) {  // somebody was quicker than the page
  if (tick.checked !== tick.defaultChecked) {
    picked(tick);
  }
}

function picked(tick) {
  tick.defaultChecked = tick.checked;
  ticks += 1;
  underWay += 1;
  before = before.then(() => keep(tick)).then(done);
}

async function keep(tick) {
  const bar = document.getElementById('picked');
  try {
    const csrf = document.querySelector('meta[name="csrf"]');
    const body = new URLSearchParams({ showed: tick.value });
    if (tick.checked) {
      body.set(tick.name, tick.value);
    }
    const answer = await fetch(tick.dataset.pick, {
      method: 'POST',
      headers: { 'HX-Request': 'true', [csrf.dataset.header]: csrf.content },
      body,
    });
    if (answer.status === 401) {
      signedOut();
    }
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    const now = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('picked');
    bar.replaceChildren(...now.childNodes);
    bar.hidden = now.hidden;
  } catch {
    tick.checked = !tick.checked;
    tick.defaultChecked = tick.checked;
    const said = document.createElement('p');
    said.textContent = bar.dataset.failed;
    bar.prepend(said);
    bar.hidden = false;
  }
}

// A list that renews itself may have been asked for before a tick was stored: it is not shown, and asked for again.
document.addEventListener('htmx:beforeRequest', ({ detail: { xhr } }) => {
  xhr.ticks = ticks;
});

document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (detail.target.matches('#list[hx-get]') && (underWay || detail.xhr.ticks !== ticks)) {
    detail.shouldSwap = false;
    askAgain = detail.target;
    ask();
  }
});

function done() {
  underWay -= 1;
  ask();
}

function ask() {
  if (askAgain && underWay === 0) {
    window.htmx.trigger(askAgain, 'sse:alarms');
    askAgain = null;
  }
}
