// Alarms that ring: sounded and said in the tab's title on every page of those who may take one.
const title = document.title;
const others = 'BroadcastChannel' in window ? new BroadcastChannel('nearkin-muted') : null;
const audio = new AudioContext();
let heard = document.getElementById('desk') ? '' : sessionStorage.getItem('nearkin-heard') ?? '';
let muted = sessionStorage.getItem('nearkin-muted') === 'yes';

audio.addEventListener('statechange', showUnlock);
others?.addEventListener('message', (event) => mute(event.data));
look();
document.addEventListener('htmx:afterSettle', look);

function look() {
  const ringing = bell();
  showMute();
  showUnlock();
  if (ringing === undefined) {
    return;
  }
  announce(ringing);
  const known = heard.split(' ');
  const news = ringing.split(' ').some((ring) => ring && !known.includes(ring));
  heard = ringing;
  sessionStorage.setItem('nearkin-heard', heard);
  if (news) {
    sound();
  }
}

document.addEventListener('click', (event) => {
  if (event.target.closest('#mute')) {
    mute(!muted);
    others?.postMessage(muted);
    sound();
  }
});

// A browser makes no sound before somebody has pressed something on the page: that has to be seen, not found out.
function showUnlock() {
  const button = document.getElementById('unlock');
  if (button) {
    button.hidden = muted || audio.state !== 'suspended';
  }
}

for (const gesture of ['pointerdown', 'keydown']) {
  document.addEventListener(gesture, () => audio.resume(), { capture: true });
}

// Undefined until the page has been told; then what rings, one word an alarm, another word when it rings again.
function bell() {
  return document.querySelector('[data-bell]')?.dataset.bell;
}

function announce(ringing) {
  document.title = ringing ? `(${ringing.split(' ').length}) ! ${title}` : title;
}

function mute(yes) {
  muted = yes;
  sessionStorage.setItem('nearkin-muted', muted ? 'yes' : 'no');
  showMute();
  showUnlock();
}

function showMute() {
  const button = document.getElementById('mute');
  if (button) {
    button.setAttribute('aria-pressed', String(muted));
    button.textContent = muted ? button.dataset.off : button.dataset.on;
  }
}

// Of many tabs one sounds: who is the first to hold the lock.
function sound() {
  if (muted || !bell()) {
    return;
  }
  audio.resume();
  if (navigator.locks) {
    navigator.locks.request('nearkin-sound', { ifAvailable: true }, (mine) => mine && play());
  } else {
    play();
  }
}

// Two falling tones, made here: no file to load, and it works in a background tab.
function play() {
  const pitches = [880, 660, 880, 660];
  pitches.forEach((pitch, index) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + index * 0.28;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.25, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.25);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.26);
  });
  return new Promise((done) => setTimeout(done, pitches.length * 280));
}
