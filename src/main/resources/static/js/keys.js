// Single keys. What a key does stands on the thing itself: data-key="a c" is pressed by either, data-key="g-t" by one
// after the other. Nothing here is needed to work: each key presses a button or a link that can be seen.
const help = document.getElementById('keys');
const on = document.body.dataset.keys === 'true';
const patience = 1000;
let first = null;

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.repeat || event.altKey || document.querySelector('dialog[open]')) {
    return;
  }
  if (event.ctrlKey || event.metaKey) {
    if (event.key === 'Enter') {
      press(event, 'Ctrl+Enter');
    }
  } else if (on && !types(event.target)) {
    single(event);
  }
});

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-opens="keys"]')) {
    show();
  }
});

// Where letters are typed, or choose from a list, no letter does anything else.
function types(target) {
  return target.isContentEditable
    || target.matches('textarea, select, input:not([type="radio"], [type="checkbox"], [type="button"], [type="submit"])');
}

// A keyboard that writes Chinese gives full-width marks.
function plain(key) {
  return { '？': '?', '／': '/', '、': '/' }[key] ?? (key.length === 1 ? key.toLowerCase() : key);
}

function single(event) {
  const key = plain(event.key);
  const before = first;
  first = null;
  if (before && press(event, `${before}-${key}`)) {
    return;
  }
  if (key === '?') {
    event.preventDefault();
    show();
  } else if (key === '/') {
    seek(event);
  } else if (key === 'f' && search()) {
    focus(event, search());
  } else if (key === 'j' || key === 'k') {
    step(event, key === 'j' ? 1 : -1);
  } else if ((key === 'ArrowDown' || key === 'ArrowUp') && rows().includes(row(event.target))) {
    step(event, key === 'ArrowDown' ? 1 : -1);
  } else if (key.length === 1 && !press(event, key) && parts().some((part) => keys(part).some((own) => own.startsWith(`${key}-`)))) {
    first = key;
    setTimeout(() => (first = first === key ? null : first), patience);
  }
}

function press(event, key) {
  const fit = (part) => keys(part).includes(key);
  const part = parts(row(event.target)).find(fit) ?? parts().find(fit);
  if (part) {
    event.preventDefault();
    part.click();
  }
  return Boolean(part);
}

function keys(part) {
  return part.dataset.key.split(' ');
}

function parts(within = document) {
  return within ? [...within.querySelectorAll('[data-key]')].filter((part) => !part.disabled && !part.closest('[hidden]')) : [];
}

function seen(part) {
  return part.getClientRects().length > 0;
}

function search() {
  return [...document.querySelectorAll('main input[type="search"]')].find(seen);
}

// The one search for everything at the top; where there is no room for its field, on its own page, or the way there.
function seek(event) {
  const everywhere = document.getElementById('seek');
  const field = everywhere && seen(everywhere) ? everywhere : document.querySelector('.findings') && search();
  if (field) {
    focus(event, field);
  } else {
    event.preventDefault();
    document.querySelector('.seek-way')?.click();
  }
}

function focus(event, field) {
  event.preventDefault();
  field.focus();
  field.select();
}

function rows() {
  return [...document.querySelectorAll('main :is(table.stack tbody tr, .rows > li)')].filter((one) => way(one) && seen(one));
}

function row(target) {
  return target.closest?.('tbody tr, .rows > li') ?? null;
}

function way(one) {
  return one.querySelector('a.go') ?? one.querySelector('a[href], button');
}

function step(event, by) {
  const all = rows();
  const here = all.indexOf(row(event.target));
  const next = here < 0 ? all[by > 0 ? 0 : all.length - 1] : all[here + by];
  if (next) {
    event.preventDefault();
    way(next).focus();
  }
}

// Only what does something on this page is said.
function show() {
  const has = { keys: on, search: document.querySelector('.seek-way'), find: search(), list: rows().length };
  help.querySelectorAll('[data-when]').forEach((line) => (line.hidden = !on || !has[line.dataset.when]));
  help.querySelector('[data-off]').hidden = on;
  const said = new Set();
  const lines = parts().filter((part) => keys(part).some(reached) && (on || keys(part).includes('Ctrl+Enter')) && !said.has(part.dataset.key) && said.add(part.dataset.key));
  const frame = (part) => Number(!part.closest('main'));
  lines.sort((one, other) => frame(one) - frame(other));
  help.querySelector('tbody.page').replaceChildren(...lines.map(line));
  help.showModal();
}

// Where a page has a key of its own, it acts at once: no key after it is waited for.
function reached(key) {
  const [one, then] = key.split('-');
  return !then || !parts().some((part) => keys(part).includes(one));
}

function line(part) {
  const entry = document.createElement('tr');
  const pressed = document.createElement('th');
  const does = document.createElement('td');
  pressed.scope = 'row';
  keys(part).forEach((key) => pressed.append(...key.split('-').map(kbd), ' '));
  const words = part.cloneNode(true);
  words.querySelectorAll('kbd, [aria-hidden]').forEach((mark) => mark.remove());
  does.textContent = part.dataset.keyWords ?? (words.textContent.trim() || part.getAttribute('aria-label'));
  entry.append(pressed, does);
  return entry;
}

function kbd(key) {
  const mark = document.createElement('kbd');
  mark.textContent = key.length === 1 ? key.toUpperCase() : key;
  return mark;
}
