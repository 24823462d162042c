// A task's Camunda Form, drawn by form-js and answered to our server, which checks every answer once more.
import { Draft } from './draft.js';
import { renewed, signedOut } from './session.js';

const box = document.getElementById('form');
const fault = document.getElementById('form-fault');
const button = document.getElementById('complete');
const csrf = document.querySelector('meta[name="csrf"]');
// Answers for many cases at once are no draft of one step.
const none = { follow() {}, hold() {}, go() {}, async settled() {} };
const draft = box?.dataset.draft ? new Draft(box) : none;

if (box) {
  open().catch(() => say(box.dataset.unfetched));
}

async function open() {
  const answer = await fetch(box.dataset.form);
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  const { schema, values } = await answer.json();
  const drawing = JSON.parse(schema);
  const keys = drawing.components.map((component) => component.key).filter(Boolean);
  inLanguage(window.flatpickr);
  const form = await window.FormViewer.createForm({ container: box, schema: drawing, data: values });
  inWords(form.get('validator'));
  await draft.follow(form, drawing, keys, values);
  button.addEventListener('click', () => submit(form, keys));
  button.hidden = 'prepared' in box.dataset;
  box.addEventListener('submit', (event) => event.preventDefault());
  box.querySelector('input, textarea, select')?.focus();
}

// Whoever prepares a step for somebody else hands on what she typed last, too.
document.querySelector('.give-back')?.addEventListener('submit', async (event) => {
  event.preventDefault();
  await draft.settled().catch(() => {});  // what was kept last goes with it
  event.target.submit();
});

// Its calendar speaks English only; the browser knows the names of days and months. The 2nd of January 2000 was a Sunday.
function inLanguage(calendar) {
  const names = (count, options, day) => Array.from({ length: count }, (_, at) =>
    new Intl.DateTimeFormat(document.documentElement.lang, options).format(day(at)));
  const days = (weekday) => names(7, { weekday }, (at) => new Date(2000, 0, 2 + at));
  const months = (month) => names(12, { month }, (at) => new Date(2000, at, 1));
  calendar.localize({
    firstDayOfWeek: 1,
    weekdays: { shorthand: days('short'), longhand: days('long') },
    months: { shorthand: months('short'), longhand: months('long') },
  });
}

// form-js finds fault in English only.
function inWords(validator) {
  const validateFieldInstance = validator.validateFieldInstance.bind(validator);
  const { missing, long, wrong } = box.dataset;
  validator.validateFieldInstance = (...given) => validateFieldInstance(...given)
    .map((text) => (text.includes('required') ? missing : text.includes('maximum length') ? long : wrong));
}

// From the first click on no second one counts: it would be kept as typed too late.
async function submit(form, keys) {
  fault.hidden = true;
  button.disabled = true;
  await drawn();
  const { data, errors } = form.submit();
  if (Object.keys(errors).length) {
    button.disabled = false;
    box.querySelector('.fjs-has-errors input, .fjs-has-errors textarea')?.focus();
    return;
  }
  const words = button.textContent;
  button.textContent = button.dataset.busy;
  draft.hold();
  try {
    await send(own(keys, data));
  } catch {
    draft.go();
    say(box.dataset.failed);
  } finally {
    button.disabled = false;
    button.textContent = words;
  }
}

// A field that the last answer hides counts as hidden only after form-js has drawn it so.
function drawn() {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
}

// Only the form's own fields go out, and no empty ones.
function own(keys, data) {
  return Object.fromEntries(keys.filter((key) => data[key] !== undefined && data[key] !== null && data[key] !== '')
    .map((key) => [key, data[key]]));
}

async function send(answers) {
  const answer = await fetch(box.dataset.complete, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', [csrf.dataset.header]: csrf.content },
    body: JSON.stringify(answers),
  });
  if (answer.ok) {
    location.assign((await answer.json()).next);
    await new Promise(() => {});  // busy until the next page is there
  } else if (answer.status === 404) {
    say(box.dataset.gone);
    button.hidden = true;
    document.getElementById('go-on').hidden = false;
  } else {
    draft.go();
    const problem = await answer.json().catch(() => ({}));
    if (answer.status === 401 || problem.type?.endsWith('/forbidden')) {
      say(box.dataset.failed);
      await renewed() || signedOut();
    } else {
      say(problem.detail ?? problem.title ?? box.dataset.failed);
    }
  }
}

function say(text) {
  fault.textContent = text;
  fault.hidden = false;
}
