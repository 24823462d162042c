// Keeps relative times and due lights right, by the server's clock: a desk's own clock may be wrong.
const now = document.querySelector('meta[name="now"]');
const ahead = now ? Date.parse(now.content) - Date.now() : 0;
const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto', style: 'long' });
const steps = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

export const serverNow = () => Date.now() + ahead;

function ago(time) {
  const away = Math.round((Date.parse(time.dateTime) - serverNow()) / 1000);
  // What has just been told is now, not "in a second": the page took that long to arrive.
  const seconds = away > 0 && away < 5 ? 0 : away;
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? steps[3];
  set(time, relative.format(Math.trunc(seconds / size), unit));
}

function light(due) {
  const end = Date.parse(due.dataset.due);
  const left = end - serverNow();
  const start = due.dataset.since ? Date.parse(due.dataset.since) : end - 3600000;
  const state = left < 0 ? 'late' : left < (end - start) / 4 ? 'soon' : 'calm';
  if (due.dataset.state !== state) {
    due.dataset.state = state;
  }
  const text = due.dataset[left < 0 ? 'late' : 'left'].replace('{0}', span(Math.abs(left), due.dataset));
  set(due.querySelector('time'), text);
}

function span(milliseconds, { days, hours }) {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (number) => String(number).padStart(2, '0');
  if (seconds >= 86400) {
    return days.replace('{0}', Math.floor(seconds / 86400));
  }
  if (seconds >= 3600) {
    return hours.replace('{0}', Math.floor(seconds / 3600)).replace('{1}', two(Math.floor((seconds % 3600) / 60)));
  }
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

function set(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function tick() {
  document.querySelectorAll('time.ago').forEach(ago);
  document.querySelectorAll('.due[data-due]').forEach(light);
}

tick();
setInterval(tick, 1000);
document.addEventListener('htmx:afterSettle', tick);
