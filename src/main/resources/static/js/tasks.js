// The list of tasks goes on by itself without jumping: what is on the page changes in its place, what is over stays until
// the next look and says so, what is new waits behind a button. Where somebody was is kept by the server.
const wait = 600;
let asked = null;
let again = false;

document.addEventListener('nearkin:news', ({ detail }) => {
  if (detail === 'tasks') {
    ask();
  }
});

function ask() {
  if (asked) {
    again = true;
    return;
  }
  asked = setTimeout(async () => {
    await refresh();
    asked = null;
    if (again) {
      again = false;
      ask();
    }
  }, document.hidden ? wait * 10 : 0);
}

async function refresh() {
  const list = document.getElementById('list');
  const href = list.dataset.href;
  try {
    const shown = [...list.querySelectorAll('tr[data-stamp]')].map((row) => row.dataset.stamp).join(',');
    const answer = await fetch(href, { headers: { 'HX-Request': 'true', 'Rows-Shown': shown } });
    if (answer.ok && list.isConnected && list.dataset.href === href) {
      follow(list, new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('list'));
    }
  } catch {
    // the live line says that the connection is gone, and news come again when it is back
  }
  await new Promise((done) => setTimeout(done, wait));
}

function follow(list, now) {
  const rows = [...list.querySelectorAll('tbody tr')];
  // what is here as it is there was not sent again
  for (const same of now.querySelectorAll('tr[data-same]')) {
    same.replaceWith(document.getElementById(same.id).cloneNode(true));
  }
  keepTicks(list, now);
  const fresh = new Map([...now.querySelectorAll('tbody tr')].map((row) => [row.id, row]));
  if (!rows.length) {
    list.replaceWith(document.adoptNode(now));
    window.htmx?.process(now);
    return;
  }
  const end = now.querySelector('[rel=next]') ? rows.findLastIndex((row) => fresh.has(row.id)) : rows.length;
  for (const [at, row] of rows.entries()) {
    const next = fresh.get(row.id);
    fresh.delete(row.id);
    if (!next) {
      // behind the last that both have: it may only have moved to the next page
      if (at < end) {
        over(row, list.dataset.gone);
      }
    } else if (row.innerHTML !== next.innerHTML && !row.contains(document.activeElement)) {
      row.replaceWith(document.adoptNode(next));
    }
  }
  offer(list, now, fresh.size);
}

// What she ticked since this list was asked for is not in it yet.
function keepTicks(list, now) {
  for (const tick of list.querySelectorAll('.pick input')) {
    const same = now.querySelector(`.pick input[value="${CSS.escape(tick.value)}"]`);
    same?.toggleAttribute('checked', tick.checked);
  }
}

function over(row, words) {
  if (!row.classList.contains('over')) {
    row.classList.add('over');
    const mark = document.createElement('span');
    mark.className = 'mark';
    mark.textContent = words;
    row.querySelector('a.go').after(' ', mark);
  }
}

function offer(list, now, count) {
  const place = list.querySelector('.fresh-line');
  place.replaceChildren();
  if (count) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = list.dataset.new.replace('{0}', count);
    button.addEventListener('click', () => {
      keepTicks(list, now);
      list.replaceWith(document.adoptNode(now));
      window.htmx?.process(now);
    });
    place.append(button);
  }
}

const list = document.getElementById('list');
// where she was last stands in the address from the first moment on
if (list && !location.search) {
  history.replaceState(history.state, '', list.dataset.href);
}
if (list?.dataset.scroll > 0) {
  window.scrollTo(0, Number(list.dataset.scroll));
}

window.addEventListener('pagehide', () => {
  const address = document.getElementById('list')?.dataset.address;
  const csrf = document.querySelector('meta[name="csrf"]');
  if (address && csrf) {
    fetch('/tasks/place', {
      method: 'POST',
      keepalive: true,
      headers: { [csrf.dataset.header]: csrf.content },
      body: new URLSearchParams({ address, scroll: Math.round(window.scrollY) }),
    });
  }
});
