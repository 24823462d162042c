// Live news. One event stream for all tabs of a browser: over HTTP/1.1 a browser opens six connections to a host, and
// an operator with seven tabs would find the seventh dead. The tab that holds the lock listens and passes on; a tab
// that holds a lock is not frozen in the background.
const line = document.getElementById('offline');
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('nearkin-live') : null;
const topics = document.body.dataset.topics?.split(' ') ?? [];
const patience = 5000;
let silence = null;

if (topics.length) {
  channel?.addEventListener('message', (event) => receive(event.data));
  if (channel && navigator.locks) {
    navigator.locks.request('nearkin-live', () => new Promise(listen));
  } else {
    listen();
  }
}

function listen() {
  const stream = new EventSource('/live');
  stream.addEventListener('open', () => tell({ up: true }));
  stream.addEventListener('error', () => {
    tell({ up: false });
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(listen, patience);
    }
  });
  topics.forEach((topic) => stream.addEventListener(topic, () => tell({ topic })));
  window.addEventListener('pagehide', () => stream.close(), { once: true });
}

function tell(message) {
  channel?.postMessage(message);
  receive(message);
}

// At once, then at most twice a second, and never without a last time: htmx's own throttle would drop the last news.
const rest = 500;
const resting = new Map();

function spread(topic) {
  if (resting.has(topic)) {
    resting.set(topic, true);
    return;
  }
  ring(topic);
  resting.set(topic, false);
  setTimeout(() => {
    const again = resting.get(topic);
    resting.delete(topic);
    if (again) {
      spread(topic);
    }
  }, rest);
}

function receive({ up, topic }) {
  if (up === false) {
    silence ??= setTimeout(() => connected(false), patience);
    return;
  }
  connected(true);
  if (topic) {
    spread(topic);
  }
  if (up) {
    // After a gap nobody knows what was missed: everything that listens asks again.
    topics.forEach(spread);
  }
}

function ring(topic) {
  document.querySelectorAll(`[hx-trigger*="sse:${topic}"]`).forEach((part) => window.htmx?.trigger(part, `sse:${topic}`));
  document.dispatchEvent(new CustomEvent('nearkin:news', { detail: topic }));
}

function connected(yes) {
  clearTimeout(silence);
  silence = null;
  line.hidden = yes;
  if (!yes && !line.textContent) {
    line.textContent = document.body.dataset.lost;
  }
}

// A page brought back from the browser's memory has missed what happened since.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) {
    location.reload();
  }
});
