// What is typed into a task's form is kept on the server while it is typed, for the person who types it; never in the
// browser. Where the server cannot be reached, or the session has ended, the page says so, waits and tries again.
import { onceSignedOut, renewed } from './session.js';

const pause = 1000;
const patience = 3000;
const mostWhileLeaving = 60000;  // a browser sends no more for a page that goes

export class Draft {
  constructor(box) {
    this.box = box;
    this.line = document.getElementById('draft');
    this.held = true;
    this.kept = '{}';
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.leave());
    window.addEventListener('pagehide', () => this.leave());
    window.addEventListener('online', () => this.save());
    document.getElementById('discard').addEventListener('submit', () => this.hold());
    onceSignedOut(() => this.signedOut());
  }

  async fetch() {
    const answer = await fetch(this.box.dataset.draft, { headers: { Accept: 'application/json' } });
    if (!answer.ok) {  // to begin anew would write over what is kept
      throw new Error(String(answer.status));
    }
    return answer.status === 200 ? answer.json() : {};
  }

  // From here on: what differs from what the form began with is the draft.
  follow(form, schema, keys, values) {
    this.followed = this.begin(form, schema, keys, values);
    return this.followed;
  }

  async begin(form, schema, keys, values) {
    this.form = form;
    this.keys = keys;
    this.begun = this.data();
    const { answers, said } = await this.fetch();
    if (answers) {
      const meanwhile = JSON.parse(this.typed());
      await form.importSchema(schema, { ...values, ...answers, ...meanwhile });
      this.say(said);
      this.discardable(true);
      this.kept = Object.keys(meanwhile).length ? '' : this.typed();
    }
    this.held = false;
    form.on('changed', () => this.later(pause));
    this.later(pause);  // what was typed before the draft was fetched
  }

  data() {
    const { data } = this.form._getState();
    return Object.fromEntries(this.keys.map((key) => [key, data[key] === undefined || data[key] === '' ? null : data[key]]));
  }

  typed() {
    const changed = Object.entries(this.data()).filter(([key, value]) => value !== this.begun[key]);
    return JSON.stringify(Object.fromEntries(changed));
  }

  // form-js itself waits a moment before it takes over what is typed, but for a field that is left.
  flush() {
    if (this.box.contains(document.activeElement)) {
      document.activeElement.dispatchEvent(new FocusEvent('blur'));
    }
  }

  unsaved() {
    return !this.held && this.typed() !== this.kept;
  }

  // While answers are on their way nothing is kept beside them.
  hold() {
    this.held = true;
    clearTimeout(this.timer);
  }

  go() {
    this.held = false;
    this.later(pause);
  }

  later(time) {
    clearTimeout(this.timer);
    this.timer = this.unsaved() && this.typed() !== this.refused ? setTimeout(() => this.save(), time) : null;
  }

  async save() {
    if (this.sending || this.waiting || !this.unsaved()) {
      return;
    }
    this.sending = true;
    const typed = this.typed();
    let again = pause;
    try {
      await this.sent(await this.put(typed), typed);
    } catch {
      this.say(this.box.dataset.offline, true);
      again = patience;
    }
    this.sending = false;
    this.later(again);
  }

  // Kept to the last letter, as far as the server can be reached; nothing is kept after it.
  async settled() {
    await this.followed?.catch(() => {});
    this.flush();
    do {
      await new Promise((done) => setTimeout(done, 50));
    } while (this.sending);
    await this.save();
    this.hold();
  }

  async sent(answer, typed) {
    if (answer.ok) {
      this.kept = typed;
      const { said } = await answer.json();
      this.say(said);
      this.discardable(Boolean(said));
    } else if (answer.status === 401) {
      this.signedOut();
    } else if (answer.status === 403) {  // the token of a session that has ended
      await renewed() || this.signedOut();
    } else if (answer.status === 404) {
      this.hold();
    } else if (answer.status >= 500) {
      throw new Error(String(answer.status));
    } else {
      this.refused = typed;
      const problem = await answer.json();
      this.say(problem.detail ?? problem.title, true);
    }
  }

  leave() {
    this.flush();
    if (this.unsaved()) {
      const typed = this.typed();
      this.put(typed, true).then((answer) => this.sent(answer, typed)).catch(() => this.later(patience));
    }
  }

  put(typed, leaving = false) {
    const csrf = document.querySelector('meta[name="csrf"]');
    return fetch(this.box.dataset.draft, {
      method: 'PUT',
      keepalive: leaving && new TextEncoder().encode(typed).length < mostWhileLeaving,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', [csrf.dataset.header]: csrf.content },
      body: typed,
    });
  }

  // True when the page has to stay, for what is typed there is nowhere else.
  signedOut() {
    this.flush();
    if (!this.waiting && (this.held || !this.unsaved())) {
      return false;
    }
    if (!this.waiting) {
      this.waiting = setInterval(() => this.back(), patience);
      this.say(this.box.dataset.signedOut, true);
      const link = document.createElement('a');
      Object.assign(link, { href: '/sign-in', target: '_blank', rel: 'noopener', textContent: this.box.dataset.signIn });
      this.line.append(' ', link);
    }
    return true;
  }

  async back() {
    const answer = await fetch(this.box.dataset.draft, { headers: { Accept: 'application/json' } }).catch(() => null);
    if (answer && answer.status !== 401 && await renewed()) {
      clearInterval(this.waiting);
      this.waiting = null;
      this.say('');
      this.save();
    }
  }

  discardable(yes) {
    document.getElementById('discard').hidden = !yes;
  }

  say(text, bad = false) {
    this.line.textContent = text ?? '';
    this.line.dataset.state = bad ? 'bad' : '';
  }
}
