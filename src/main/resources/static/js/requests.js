// htmx requests carry the CSRF token; a refusal is shown where the server says, an outage in our own words.
import { signedOut } from './session.js';

const csrf = document.querySelector('meta[name="csrf"]');
const words = document.body.dataset;

document.addEventListener('htmx:configRequest', (event) => {
  if (csrf && event.detail.verb !== 'get') {
    event.detail.headers[csrf.dataset.header] = csrf.content;
  }
});

document.addEventListener('htmx:beforeSwap', (event) => {
  const { xhr } = event.detail;
  if (xhr.status < 400) {
    return;
  }
  // Only what was written for this place is shown: never a stranger's error page inside ours.
  event.detail.shouldSwap = xhr.getResponseHeader('HX-Retarget') !== null;
});

// htmx by itself would leave for the sign-in page at once, and what is typed here would be gone.
document.addEventListener('htmx:beforeOnLoad', (event) => {
  if (event.detail.xhr.status === 401) {
    event.preventDefault();
    signedOut();
  }
});

document.addEventListener('htmx:responseError', (event) => {
  if (event.detail.xhr.getResponseHeader('HX-Retarget') === null) {
    say(event, words.failed);
  }
});

document.addEventListener('htmx:sendError', (event) => say(event, words.offline));

// What asks by itself (bell, lists) fails quietly: the live line already tells that the connection is gone.
function say(event, text) {
  const asked = event.detail.requestConfig?.triggeringEvent?.type;
  if (asked !== 'click' && asked !== 'submit') {
    return;
  }
  const paragraph = document.createElement('p');
  paragraph.className = 'notice';
  paragraph.dataset.mark = 'bad';
  paragraph.textContent = text;
  document.getElementById('notice')?.replaceChildren(paragraph);
}

// A menu that is open closes when something else is pressed, or with Escape.
document.addEventListener('click', (event) => closeMenus(event.target));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    closeMenus(document.body);
  }
});

function closeMenus(pressed) {
  for (const menu of document.querySelectorAll('.bar details[open]')) {
    if (!menu.contains(pressed)) {
      menu.open = false;
    }
  }
}
